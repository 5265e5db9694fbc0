package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.WIDTH;
import static org.refold.kernel.simd.Lanes.load;
import static org.refold.kernel.simd.Lanes.splat;
import static org.refold.kernel.simd.Lanes.wholeEnd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.refold.kernel.Elementwise;

/** Whole vectors here, the rest of a range in plain Java. */
final class VectorElementwise implements Elementwise {

  private final Elementwise rest;

  VectorElementwise(Elementwise rest) {
    this.rest = rest;
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      Lanes.exp(load(x, k)).intoArray(y, k);
    }
    rest.exp(x, y, end, to);
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      Lanes.tanh(load(x, k)).intoArray(y, k);
    }
    rest.tanh(x, y, end, to);
  }

  @Override
  public void sigmoid(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      Lanes.sigmoid(load(x, k)).intoArray(y, k);
    }
    rest.sigmoid(x, y, end, to);
  }

  @Override
  public void relu(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      load(x, k).max(0).intoArray(y, k);
    }
    rest.relu(x, y, end, to);
  }

  @Override
  public void elu(float scale, float alpha, float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(x, k);
      Lanes.expm1OfNegative(value.min(0))
          .mul(alpha)
          .blend(value, value.compare(VectorOperators.GT, 0))
          .mul(scale)
          .intoArray(y, k);
    }
    rest.elu(scale, alpha, x, y, end, to);
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      Lanes.softplus(load(x, k)).intoArray(y, k);
    }
    rest.softplus(x, y, end, to);
  }

  @Override
  public void gate(float slope, float cubic, float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(x, k);
      value.mul(gateOf(slope, cubic, value, value.mul(value))).intoArray(y, k);
    }
    rest.gate(slope, cubic, x, y, end, to);
  }

  private static FloatVector gateOf(
      float slope, float cubic, FloatVector value, FloatVector square) {
    return Lanes.sigmoid(square.mul(cubic).fma(value, value).mul(slope));
  }

  @Override
  public void tanhGradient(float[] y, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(y, k);
      load(g, k).mul(value.neg().fma(value, splat(1))).intoArray(g, k);
    }
    rest.tanhGradient(y, g, end, to);
  }

  @Override
  public void sigmoidGradient(float[] y, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(y, k);
      load(g, k).mul(value.mul(splat(1).sub(value))).intoArray(g, k);
    }
    rest.sigmoidGradient(y, g, end, to);
  }

  @Override
  public void reluGradient(float[] y, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      Lanes.zero().blend(load(g, k), load(y, k).compare(VectorOperators.GT, 0)).intoArray(g, k);
    }
    rest.reluGradient(y, g, end, to);
  }

  @Override
  public void eluGradient(float scale, float alpha, float[] y, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(y, k);
      FloatVector slope =
          value.add(scale * alpha).blend(scale, value.compare(VectorOperators.GT, 0));
      load(g, k).mul(slope).intoArray(g, k);
    }
    rest.eluGradient(scale, alpha, y, g, end, to);
  }

  @Override
  public void softplusGradient(float[] y, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector slope = splat(1).sub(Lanes.exp(load(y, k).neg()));
      load(g, k).mul(slope).intoArray(g, k);
    }
    rest.softplusGradient(y, g, end, to);
  }

  @Override
  public void gateGradient(float slope, float cubic, float[] x, float[] g, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector value = load(x, k);
      FloatVector square = value.mul(value);
      FloatVector gate = gateOf(slope, cubic, value, square);
      FloatVector inner = square.mul(3 * cubic).add(1).mul(slope);
      FloatVector bend = value.mul(gate).mul(splat(1).sub(gate));
      load(g, k).mul(bend.fma(inner, gate)).intoArray(g, k);
    }
    rest.gateGradient(slope, cubic, x, g, end, to);
  }
}
