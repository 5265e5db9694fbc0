/** How experiments and the trials of a study are run, recorded, and run again to compare. */
@NullMarked
package org.refold.study.run;

import org.jspecify.annotations.NullMarked;
