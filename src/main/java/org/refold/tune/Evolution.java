package org.refold.tune;

import java.util.Arrays;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.refold.kernel.Streams;

/**
 * CMA-ES in the unit cube: N. Hansen, A. Ostermeier: Completely Derandomized Self-Adaptation in
 * Evolution Strategies, Evolutionary Computation 9(2), 2001, as Commons Math has it.
 */
final class Evolution {

  /** The first steps reach a third of each dimension, as its author advises. */
  private static final double FIRST_STEP = 0.3;

  private static final int MOST_GENERATIONS = 1000;

  private Evolution() {}

  /**
   * Searches until the objective has had enough.
   *
   * @throws Objective.Spent always, sooner or later
   */
  static void search(Space space, long seed, Objective objective) {
    int dimensions = space.dimensions().size();
    double[] start = space.standard().orElseGet(() -> filled(dimensions, 0.5));
    objective.loss(start);
    if (dimensions == 0) {
      return;
    }
    for (long restart = 0; ; restart++) {
      optimizer(Streams.seedOf(seed, "cma-es", restart))
          .optimize(
              MaxEval.unlimited(),
              MaxIter.unlimited(),
              new ObjectiveFunction(objective::loss),
              GoalType.MINIMIZE,
              new InitialGuess(start),
              new SimpleBounds(filled(dimensions, 0), filled(dimensions, 1)),
              new CMAESOptimizer.Sigma(filled(dimensions, FIRST_STEP)),
              new CMAESOptimizer.PopulationSize(population(dimensions)));
      start = Points.random(space, seed, restart);
    }
  }

  private static CMAESOptimizer optimizer(long seed) {
    double noStopAtSomeLoss = 0;
    return new CMAESOptimizer(
        MOST_GENERATIONS, noStopAtSomeLoss, true, 0, 1, new Well19937c(seed), false, null);
  }

  private static int population(int dimensions) {
    return 4 + (int) Math.floor(3 * Math.log(dimensions));
  }

  private static double[] filled(int size, double value) {
    double[] array = new double[size];
    Arrays.fill(array, value);
    return array;
  }
}
