package org.refold.tribuo;

import org.refold.model.RecommenderConformance;
import org.refold.recommend.Recommender;

/** The whole contract, with the factorisation machine. */
class FmConformanceTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return TribuoFixtures.fm(60);
  }
}
