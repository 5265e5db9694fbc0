/** What a study will be able to see, and what it will cost, before it is run. */
@NullMarked
package org.refold.study.plan;

import org.jspecify.annotations.NullMarked;
