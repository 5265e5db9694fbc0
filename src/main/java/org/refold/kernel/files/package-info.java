/**
 * Files that hold dense arrays of numbers: safetensors for the weights of models, {@code .npy} and
 * {@code .npz} for what numpy reads and writes. A reader believes nothing that a file says of
 * itself before it has been checked against the rest of the file: the numbers are right, or an
 * {@link org.refold.settings.BadInputException} says what is wrong.
 */
@NullMarked
package org.refold.kernel.files;

import org.jspecify.annotations.NullMarked;
