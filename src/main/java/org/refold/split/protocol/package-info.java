/** How a data set is split: one record for each protocol, and all of them by name. */
@NullMarked
package org.refold.split.protocol;

import org.jspecify.annotations.NullMarked;
