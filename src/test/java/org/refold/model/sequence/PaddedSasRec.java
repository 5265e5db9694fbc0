package org.refold.model.sequence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.layer.TransformerBlock;

/**
 * SASRec as programs with padding compute it: each history is filled up on the left, keys of the
 * padding are masked, and every product is a loop over all positions.
 */
final class PaddedSasRec {

  private final Map<String, Matrix> values = new HashMap<>();
  private final boolean pre;
  private final int heads;
  private final int blocks;
  private final int length;

  PaddedSasRec(
      List<Parameter> parameters, TransformerBlock.Kind kind, int heads, int blocks, int length) {
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    this.pre = kind == TransformerBlock.Kind.PRE;
    this.heads = heads;
    this.blocks = blocks;
    this.length = length;
  }

  /** The states of all positions, padding included. */
  double[][] states(int[] history) {
    int d = values.get("items").columns();
    int pad = length - history.length;
    double[][] h = new double[length][d];
    for (int at = pad; at < length; at++) {
      for (int k = 0; k < d; k++) {
        h[at][k] =
            Math.sqrt(d) * values.get("items").get(history[at - pad], k)
                + values.get("positions").get(at, k);
      }
    }
    for (int block = 1; block <= blocks; block++) {
      String name = "block " + block;
      double[][] q = normalised(h, name + " norm 1");
      double[][] a = plus(pre ? h : q, attention(q, pre ? q : h, pad, name + " attention"));
      double[][] y = normalised(a, name + " norm 2");
      double[][] inner = linear(y, name + " ff 1");
      for (double[] row : inner) {
        for (int k = 0; k < row.length; k++) {
          row[k] = Math.max(0, row[k]);
        }
      }
      h = plus(pre ? a : y, linear(inner, name + " ff 2"));
    }
    return normalised(h, "last norm");
  }

  private double[][] attention(double[][] queries, double[][] seen, int pad, String name) {
    double[][] q = linear(queries, name + " query");
    double[][] k = linear(seen, name + " key");
    double[][] v = linear(seen, name + " value");
    int width = q[0].length / heads;
    double[][] out = new double[length][q[0].length];
    for (int at = pad; at < length; at++) {
      for (int head = 0; head < heads; head++) {
        double sum = 0;
        double[] powers = new double[length];
        for (int key = pad; key <= at; key++) {
          double score = 0;
          for (int unit = head * width; unit < (head + 1) * width; unit++) {
            score += q[at][unit] * k[key][unit];
          }
          powers[key] = Math.exp(score / Math.sqrt(width));
          sum += powers[key];
        }
        for (int key = pad; key <= at; key++) {
          for (int unit = head * width; unit < (head + 1) * width; unit++) {
            out[at][unit] += powers[key] / sum * v[key][unit];
          }
        }
      }
    }
    return pre ? linear(out, name + " output") : out;
  }

  private double[][] linear(double[][] x, String name) {
    Matrix w = values.get(name);
    Matrix b = values.get(name + " bias");
    double[][] y = new double[x.length][w.columns()];
    for (int row = 0; row < x.length; row++) {
      for (int out = 0; out < w.columns(); out++) {
        y[row][out] = b.get(0, out);
        for (int in = 0; in < w.rows(); in++) {
          y[row][out] += x[row][in] * w.get(in, out);
        }
      }
    }
    return y;
  }

  private double[][] normalised(double[][] x, String name) {
    double[][] y = new double[x.length][x[0].length];
    for (int row = 0; row < x.length; row++) {
      double mean = 0;
      double squares = 0;
      int d = x[row].length;
      for (double number : x[row]) {
        mean += number / d;
      }
      for (double number : x[row]) {
        squares += (number - mean) * (number - mean) / d;
      }
      for (int k = 0; k < d; k++) {
        double standard = (x[row][k] - mean) / Math.sqrt(squares + 1e-8);
        y[row][k] =
            standard * values.get(name + " gain").get(0, k) + values.get(name + " shift").get(0, k);
      }
    }
    return y;
  }

  private static double[][] plus(double[][] x, double[][] y) {
    double[][] sum = new double[x.length][x[0].length];
    for (int row = 0; row < x.length; row++) {
      for (int k = 0; k < x[row].length; k++) {
        sum[row][k] = x[row][k] + y[row][k];
      }
    }
    return sum;
  }
}
