/**
 * Operations on the tape: layers, losses, and what they are combined with. Each is a static method
 * that computes its output and, beside it, says how to go back. Shapes are {@code [batch, units]},
 * row by row.
 *
 * <p>Each says its name and attributes too, those of ONNX where it has the operator, so that {@link
 * org.refold.nn.Tape#trace} can write a scoring pass down as a graph. Loops that are worth a
 * version of their own in single precision are methods of {@link org.refold.nn.Arithmetic} or of
 * one of its pieces, such as {@link org.refold.nn.Scaling}; the plain version in double stands
 * beside each.
 */
@NullMarked
package org.refold.nn.op;

import org.jspecify.annotations.NullMarked;
