/**
 * Search for hyper-parameters on validation data, under a budget that is the same for all models. A
 * search is given the training and the validation part of a split and nothing else, so it cannot
 * look at the test.
 */
@NullMarked
package org.refold.tune;

import org.jspecify.annotations.NullMarked;
