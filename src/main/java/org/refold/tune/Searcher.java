package org.refold.tune;

/** How settings are proposed. A searcher is a function of space, seed and losses: it repeats. */
public enum Searcher {
  /** The finest even grid that the number of fits allows. */
  GRID {
    @Override
    void search(Space space, Budget budget, long seed, Objective objective) {
      space.grid(budget.fits()).forEach(objective::loss);
    }
  },
  /** The defaults, where the space has them, then points drawn uniformly. */
  RANDOM {
    @Override
    void search(Space space, Budget budget, long seed, Objective objective) {
      space.standard().ifPresent(objective::loss);
      for (long k = 0; ; k++) {
        objective.loss(Points.random(space, seed, k));
      }
    }
  },
  /**
   * The defaults, where the space has them, then an evolution strategy that adapts its covariance
   * (CMA-ES), started anew from a random point whenever it has converged. Good where few numbers
   * are varied and each fit is dear.
   */
  CMA_ES {
    @Override
    void search(Space space, Budget budget, long seed, Objective objective) {
      Evolution.search(space, seed, objective);
    }
  };

  /**
   * Proposes settings until the budget is spent, or there are none left to propose.
   *
   * @throws Objective.Spent if the budget is spent
   */
  abstract void search(Space space, Budget budget, long seed, Objective objective);
}
