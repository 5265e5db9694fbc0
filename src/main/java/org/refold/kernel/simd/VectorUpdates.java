package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.WIDTH;
import static org.refold.kernel.simd.Lanes.load;
import static org.refold.kernel.simd.Lanes.splat;
import static org.refold.kernel.simd.Lanes.wholeEnd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.refold.kernel.AdamStep;
import org.refold.kernel.Updates;

/** Whole vectors here, the rest of a range in plain Java. */
final class VectorUpdates implements Updates {

  private static final float GROWTH = 1.2f;
  private static final float SHRINKAGE = 0.5f;

  private final Updates rest;

  VectorUpdates(Updates rest) {
    this.rest = rest;
  }

  @Override
  public void adam(
      AdamStep step, float[] w, float[] g, float[] m, float[] v, int start, int from, int to) {
    FloatVector towardsMean = splat(1 - step.beta1());
    FloatVector towardsSquare = splat(1 - step.beta2());
    FloatVector rootScale = splat(step.rootScale());
    FloatVector epsilon = splat(step.epsilon());
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector weight = load(w, k);
      FloatVector gradient = load(g, k);
      FloatVector mean = load(m, start + k);
      mean = gradient.sub(mean).fma(towardsMean, mean);
      FloatVector square = load(v, start + k);
      square = gradient.mul(gradient).sub(square).fma(towardsSquare, square);
      mean.intoArray(m, start + k);
      square.intoArray(v, start + k);
      FloatVector root = square.lanewise(VectorOperators.SQRT).fma(rootScale, epsilon);
      weight.sub(mean.mul(step.stepSize()).div(root)).intoArray(w, k);
    }
    rest.adam(step, w, g, m, v, start, end, to);
  }

  @Override
  public void adaGrad(
      float rate, float epsilon, float[] w, float[] g, float[] s, int start, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector weight = load(w, k);
      FloatVector gradient = load(g, k);
      FloatVector sum = gradient.fma(gradient, load(s, start + k));
      sum.intoArray(s, start + k);
      FloatVector root = sum.lanewise(VectorOperators.SQRT).add(epsilon);
      weight.sub(gradient.mul(rate).div(root)).intoArray(w, k);
    }
    rest.adaGrad(rate, epsilon, w, g, s, start, end, to);
  }

  @Override
  public void momentum(
      float rate, float mu, float[] w, float[] g, float[] v, int start, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector weight = load(w, k);
      FloatVector gradient = load(g, k);
      FloatVector speed = load(v, start + k).fma(splat(mu), gradient);
      speed.intoArray(v, start + k);
      speed.fma(splat(-rate), weight).intoArray(w, k);
    }
    rest.momentum(rate, mu, w, g, v, start, end, to);
  }

  @Override
  public void rprop(
      float smallest,
      float largest,
      float[] w,
      float[] g,
      float[] previous,
      float[] steps,
      int start,
      int from,
      int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector gradient = load(g, k);
      FloatVector turn = gradient.mul(load(previous, start + k));
      VectorMask<Float> same = turn.compare(VectorOperators.GT, 0);
      VectorMask<Float> turned = turn.compare(VectorOperators.LT, 0);
      FloatVector step = load(steps, start + k);
      step =
          step.blend(step.mul(GROWTH).min(largest), same)
              .blend(step.mul(SHRINKAGE).max(smallest), turned);
      gradient = gradient.blend(0, turned);
      FloatVector move =
          Lanes.zero()
              .blend(step, gradient.compare(VectorOperators.GT, 0))
              .blend(step.neg(), gradient.compare(VectorOperators.LT, 0));
      step.intoArray(steps, start + k);
      gradient.intoArray(previous, start + k);
      load(w, k).sub(move).intoArray(w, k);
    }
    rest.rprop(smallest, largest, w, g, previous, steps, start, end, to);
  }
}
