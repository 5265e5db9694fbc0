/**
 * Operations on the tape: layers, losses, and what they are combined with. Each is a static method
 * that computes its output and, beside it, says how to go back. Shapes are {@code [batch, units]},
 * row by row.
 */
@NullMarked
package org.refold.nn.op;

import org.jspecify.annotations.NullMarked;
