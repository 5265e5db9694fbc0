/**
 * A small Jupyter kernel for Java on JShell: the user functions of IJava and JJava ({@code
 * display}, {@code render}, {@code updateDisplay}), and nothing that those two do not have.
 */
@NullMarked
package org.refold.notebook.kernel;

import org.jspecify.annotations.NullMarked;
