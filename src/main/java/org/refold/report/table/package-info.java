/** Tables, and the formats that they are written in. */
@NullMarked
package org.refold.report.table;

import org.jspecify.annotations.NullMarked;
