/** Published figures beside ours, and what is to be said of each. */
@NullMarked
package org.refold.study.verdict;

import org.jspecify.annotations.NullMarked;
