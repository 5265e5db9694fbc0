/** The tables and figures of a study, out of its results alone. */
@NullMarked
package org.refold.report.study;

import org.jspecify.annotations.NullMarked;
