package org.refold.model.sequence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;

/** SVAE with one hidden layer, one user and one place after the other, and no noise. */
final class PlainSvae {

  private final Map<String, Matrix> values = new HashMap<>();
  private final int latent;
  private final int nextItems;

  PlainSvae(List<Parameter> parameters, int latent, int nextItems) {
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    this.latent = latent;
    this.nextItems = nextItems;
  }

  /** Mean over places of likelihood and of divergence. */
  double corrected(double beta, int[]... histories) {
    double sum = 0;
    int places = 0;
    for (int[] history : histories) {
      double[] state = new double[values.get("gru state").rows()];
      for (int at = 0; at + 1 < history.length; at++) {
        state = after(history[at], state);
        double[] moments = moments(state);
        sum -= likelihood(moments, history, at) / next(history, at);
        sum += beta * divergence(moments);
        places++;
      }
    }
    return sum / places;
  }

  /**
   * As the authors' program has it: the likelihoods of a user are added and divided by the next
   * items of the first place, a mean over users; divergences are a mean over places.
   */
  double published(double beta, int[]... histories) {
    double likelihoods = 0;
    double divergences = 0;
    int places = 0;
    for (int[] history : histories) {
      double[] state = new double[values.get("gru state").rows()];
      for (int at = 0; at + 1 < history.length; at++) {
        state = after(history[at], state);
        double[] moments = moments(state);
        likelihoods += likelihood(moments, history, at) / next(history, 0);
        divergences += divergence(moments);
        places++;
      }
    }
    return -likelihoods / histories.length + beta * divergences / places;
  }

  private int next(int[] history, int at) {
    return Math.min(nextItems, history.length - 1 - at);
  }

  /** Reset, update and new state; the reset gate acts behind the product. */
  private double[] after(int item, double[] state) {
    double[] e = new double[values.get("items").columns()];
    for (int k = 0; k < e.length; k++) {
      e[k] = values.get("items").get(item, k);
    }
    double[] a = linear(e, "gru input");
    double[] p = linear(state, "gru state");
    int units = state.length;
    double[] next = new double[units];
    for (int k = 0; k < units; k++) {
      double r = 1 / (1 + Math.exp(-a[k] - p[k]));
      double z = 1 / (1 + Math.exp(-a[units + k] - p[units + k]));
      double n = Math.tanh(a[2 * units + k] + r * p[2 * units + k]);
      next[k] = (1 - z) * n + z * state[k];
    }
    return next;
  }

  private double[] moments(double[] state) {
    return linear(tanh(linear(state, "encoder 1")), "encoder 2");
  }

  /** The sum over the next items of their log softmax, with the mean for the code. */
  private double likelihood(double[] moments, int[] history, int at) {
    double[] mu = new double[latent];
    System.arraycopy(moments, 0, mu, 0, latent);
    double[] inner = tanh(linear(mu, "decoder 1"));
    Matrix output = values.get("output");
    double[] scores = new double[output.rows()];
    double sum = 0;
    for (int item = 0; item < scores.length; item++) {
      scores[item] = values.get("output bias").get(0, item);
      for (int k = 0; k < inner.length; k++) {
        scores[item] += inner[k] * output.get(item, k);
      }
      sum += Math.exp(scores[item]);
    }
    double likelihood = 0;
    for (int k = 1; k <= next(history, at); k++) {
      likelihood += scores[history[at + k]] - Math.log(sum);
    }
    return likelihood;
  }

  private double divergence(double[] moments) {
    double sum = 0;
    for (int k = 0; k < latent; k++) {
      double mu = moments[k];
      double o = moments[latent + k];
      sum += (mu * mu + Math.exp(o) - 1 - o) / 2;
    }
    return sum;
  }

  private double[] linear(double[] x, String name) {
    Matrix w = values.get(name);
    Matrix b = values.get(name + " bias");
    double[] y = new double[w.columns()];
    for (int out = 0; out < y.length; out++) {
      y[out] = b.get(0, out);
      for (int in = 0; in < x.length; in++) {
        y[out] += x[in] * w.get(in, out);
      }
    }
    return y;
  }

  private static double[] tanh(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = Math.tanh(x[k]);
    }
    return y;
  }
}
