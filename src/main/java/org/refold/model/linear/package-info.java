/**
 * Linear autoencoders and neighbourhoods: a matrix between items, applied to the history as it is.
 */
@NullMarked
package org.refold.model.linear;

import org.jspecify.annotations.NullMarked;
