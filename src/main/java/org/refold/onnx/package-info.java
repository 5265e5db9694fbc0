/**
 * Models as ONNX files: the operations of a pass, or the matrices of a linear model, in the words
 * of ONNX, so that other programs can score with them.
 */
@NullMarked
package org.refold.onnx;

import org.jspecify.annotations.NullMarked;
