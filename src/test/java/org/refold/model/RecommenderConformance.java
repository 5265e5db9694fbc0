package org.refold.model;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;

/**
 * What every recommender holds, by what its model can do. The test of a recommender implements this
 * and so inherits all checks that concern it.
 */
public interface RecommenderConformance {

  /** Whether the order of a history means something to a model. */
  enum Order {
    /** Not: a history is a set. */
    IGNORED,
    /** It does: a history is a sequence. */
    MATTERS
  }

  /** How the scores of a known user relate to those of the user's training history folded in. */
  enum KnownUserScores {
    /** They are the same. */
    FOLDED_IN,
    /** They come from parameters of the user's own. */
    LEARNED
  }

  /** What another order of the items of the training data does to a fit. */
  enum ItemOrder {
    /** Nothing but rounding: each item has the same scores. */
    IGNORED,
    /** It may change a fit, where random numbers or ties go by it, but not make it useless. */
    MATTERS
  }

  /** How scores relate to inner products, where a model says that it ranks by them. */
  enum InnerProducts {
    /** They are the same. */
    EQUAL,
    /** They only put the items in the same order. */
    SAME_ORDER
  }

  /** The recommender, with settings that suit some hundred users and some dozen items. */
  Recommender recommender();

  /** Whether the order of a history means something. */
  default Order order() {
    return Order.IGNORED;
  }

  /** What another order of the items does. */
  default ItemOrder itemOrder() {
    return ItemOrder.MATTERS;
  }

  /** How scores relate to inner products, for models that rank by them. */
  default InnerProducts innerProducts() {
    return InnerProducts.EQUAL;
  }

  /** How the scores of a known user come about, for models that know users and fold in. */
  default KnownUserScores knownUserScores() {
    return KnownUserScores.FOLDED_IN;
  }

  /** All checks that concern this recommender. */
  @TestFactory
  default List<DynamicTest> conforms() {
    Recommender recommender = recommender();
    Fitted<? extends Model> fitted = recommender.fit(ConformanceData.TRAIN, Fitting.withSeed(7));
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(Contract.of(recommender, fitted, order(), knownUserScores(), innerProducts()));
    tests.addAll(QualityChecks.of(recommender, fitted.model(), itemOrder()));
    return tests;
  }
}
