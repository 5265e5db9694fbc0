/**
 * ND4J as the array library of notebooks: its arrays are views of our matrices, and come back as
 * matrices and histories. Training and scoring do not use it. It is loaded when something of this
 * package is used first, through {@link org.refold.nd4j.Nd4jGate}.
 */
@NullMarked
package org.refold.nd4j;

import org.jspecify.annotations.NullMarked;
