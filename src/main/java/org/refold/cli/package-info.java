/**
 * The command line. Exit code 0: done; 2: bad input, with one line on the error stream that says
 * what was given, what was expected and what to do; 1: our own fault, or trials of a study failed;
 * 3: {@code replay} found a difference.
 */
@NullMarked
package org.refold.cli;

import org.jspecify.annotations.NullMarked;
