/** Experiments, and the files that their results are kept in. */
@NullMarked
package org.refold.study;

import org.jspecify.annotations.NullMarked;
