/** Charts out of plain data, drawn alike. */
@NullMarked
package org.refold.report.chart;

import org.jspecify.annotations.NullMarked;
