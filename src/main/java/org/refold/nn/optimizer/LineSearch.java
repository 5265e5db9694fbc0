package org.refold.nn.optimizer;

/**
 * Looks along a direction for a step length that meets the strong Wolfe conditions (Nocedal and
 * Wright 2006, algorithms 3.5 and 3.6): the loss falls enough for the length, and the slope there
 * is much flatter than at the start.
 */
final class LineSearch {

  private static final double FALL = 1e-4;
  private static final double FLATNESS = 0.9;
  private static final double LONGEST = 1e10;
  private static final int TRIALS = 25;

  /** A step length that was tried. */
  private record Point(double step, double loss, double slope) {}

  private final FlatVector vector;
  private final Optimizer.Objective objective;
  private final double[] start;
  private final double[] direction;
  private double[] gradient = {};
  private int trials;
  private double startLoss;
  private double startSlope;

  LineSearch(FlatVector vector, Optimizer.Objective objective, double[] start, double[] direction) {
    this.vector = vector;
    this.objective = objective;
    this.start = start;
    this.direction = direction;
  }

  /** The gradient at the length that {@link #run} found. */
  double[] gradient() {
    return gradient;
  }

  /**
   * Searches.
   *
   * @param loss at length 0
   * @param slope at length 0, negative
   * @param first the length to try first
   * @return the length; 0 if none was found where the loss is lower
   */
  double run(double loss, double slope, double first) {
    startLoss = loss;
    startSlope = slope;
    Point previous = new Point(0, loss, slope);
    double step = first;
    while (trials < TRIALS && step < LONGEST) {
      Point point = at(step);
      if (!fallsEnough(point) || (trials > 1 && point.loss >= previous.loss)) {
        return between(previous, point);
      }
      if (flatEnough(point)) {
        return point.step;
      }
      if (point.slope >= 0) {
        return between(point, previous);
      }
      previous = point;
      step *= 2;
    }
    return settle(previous);
  }

  /**
   * Narrows an interval that holds a good length.
   *
   * @param first the end with the lower loss, which falls enough
   * @param second the other end
   */
  private double between(Point first, Point second) {
    Point low = first;
    Point high = second;
    while (trials < TRIALS) {
      Point point = at(inside(low, high));
      if (!fallsEnough(point) || point.loss >= low.loss) {
        high = point;
      } else {
        if (flatEnough(point)) {
          return point.step;
        }
        if (point.slope * (high.step - low.step) >= 0) {
          high = low;
        }
        low = point;
      }
    }
    return settle(low);
  }

  /** The minimum of the cubic through both ends, or the middle where that is near an end. */
  private static double inside(Point a, Point b) {
    double width = b.step - a.step;
    double d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step);
    double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - a.slope * b.slope);
    double guess = b.step - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    double lower = Math.min(a.step, b.step) + 0.1 * Math.abs(width);
    double upper = Math.max(a.step, b.step) - 0.1 * Math.abs(width);
    return guess >= lower && guess <= upper ? guess : a.step + width / 2;
  }

  /** Takes the best length of a search that ran out of trials. */
  private double settle(Point best) {
    return best.step == 0 ? 0 : at(best.step).step;
  }

  private Point at(double step) {
    trials++;
    vector.moveTo(start, step, direction);
    double loss = vector.evaluate(objective);
    gradient = vector.gradient();
    return new Point(step, loss, FlatVector.dot(direction, gradient));
  }

  private boolean fallsEnough(Point point) {
    return point.loss <= startLoss + FALL * point.step * startSlope;
  }

  private boolean flatEnough(Point point) {
    return Math.abs(point.slope) <= -FLATNESS * startSlope;
  }
}
