/** Examples: what a batch of training is, apart from the networks that learn from it. */
@NullMarked
package org.refold.train.batch;

import org.jspecify.annotations.NullMarked;
