/**
 * Layers: what owns parameters and applies operations to them. A network asks its {@link
 * org.refold.nn.layer.Scope} for layers, so that parameters are named, drawn, read from files,
 * counted and freed in one place.
 */
@NullMarked
package org.refold.nn.layer;

import org.jspecify.annotations.NullMarked;
