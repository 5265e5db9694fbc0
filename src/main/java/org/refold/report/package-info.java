/** Tables and figures out of results: for terminals, notebooks, papers and the web. */
@NullMarked
package org.refold.report;

import org.jspecify.annotations.NullMarked;
