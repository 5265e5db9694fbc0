/** What is wrong with a split, or might be: overlap, leakage in time, cold users and items. */
@NullMarked
package org.refold.split.audit;

import org.jspecify.annotations.NullMarked;
