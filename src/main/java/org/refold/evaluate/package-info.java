/**
 * Metrics whose conventions are spelled out, and the evaluator that computes them. A metric is a
 * value: its {@linkplain org.refold.evaluate.metric.Metric#name() name} can be read back, and its
 * {@linkplain org.refold.evaluate.metric.Metric#describe() description} says in words what is
 * divided by what.
 */
@NullMarked
package org.refold.evaluate;

import org.jspecify.annotations.NullMarked;
