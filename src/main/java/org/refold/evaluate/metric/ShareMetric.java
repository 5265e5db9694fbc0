package org.refold.evaluate.metric;

/** A metric whose figures lie in [0, 1]. */
interface ShareMetric extends UserMetric {

  @Override
  default double least() {
    return 0;
  }

  @Override
  default double largest() {
    return 1;
  }
}
