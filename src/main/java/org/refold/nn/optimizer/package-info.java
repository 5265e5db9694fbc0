/**
 * Optimisers: what turns gradients into steps. All are used alike, full-batch methods included: see
 * {@link org.refold.nn.optimizer.Optimizer#step}.
 */
@NullMarked
package org.refold.nn.optimizer;

import org.jspecify.annotations.NullMarked;
