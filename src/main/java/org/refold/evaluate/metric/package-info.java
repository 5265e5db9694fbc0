/** Metrics with explicit conventions, and their names. */
@NullMarked
package org.refold.evaluate.metric;

import org.jspecify.annotations.NullMarked;
