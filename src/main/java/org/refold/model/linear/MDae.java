package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Blas;
import org.refold.kernel.Gram;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * The marginalised denoising autoencoder: the corruption of the input is integrated out, so that
 * each layer has a closed form; layers are stacked with a tanh between them.
 *
 * <pre>
 *   h_0 = x,  h_t = tanh([h_(t-1); 1] W_t'),  each W_t the best to rebuild h_(t-1) from its corruption
 *   scores = [h_(layers-1); 1] W',            W the best to rebuild x from the corrupted h_(layers-1)
 * </pre>
 *
 * <p>An input is zeroed with probability {@code dropout} and not rescaled; the bias never is. X is
 * [users, items] and binary, each W [items, items + 1]; {@link MarginalisedLayer} has its equation,
 * with {@code eps = (1 - dropout)^2 lambda}, so that lambda is in the scale of the Gram matrix. M.
 * Chen, Z. Xu, K. Weinberger, F. Sha: Marginalized Denoising Autoencoders for Domain Adaptation,
 * ICML 2012, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>here</th></tr>
 * <tr><td>layer</td><td>closed form with bias</td><td>the same</td></tr>
 * <tr><td>ridge</td><td>1e-5</td><td>a setting: rankings need much more</td></tr>
 * <tr><td>read-out</td><td>all layers are features of a classifier</td>
 *     <td>our definition: a last layer that rebuilds x, without tanh</td></tr>
 * <tr><td>many features</td><td>random subsets rebuild the frequent ones</td><td>not here: the fit
 *     refuses what does not fit into memory</td></tr>
 * <tr><td>users without history</td><td>-</td><td>left out of the fit</td></tr>
 * </table>
 *
 * <p>Cost: a layer takes {@code 2.3 items^3} operations, from the second on also {@code 3 users
 * items^2}; {@code 16 items^2} bytes while fitting and {@code 4 items^2} of each layer. With one
 * layer scores are linear in the history, and what is left out of an explanation is exact.
 *
 * @param dropout the probability with which an input is zeroed, at least 0 and less than 1
 * @param lambda the ridge, in users, at least 0
 * @param layers how many, at least 1; with 1 there is no tanh
 */
@RecordBuilder
public record MDae(double dropout, double lambda, int layers)
    implements Recommender, MDaeBuilder.With {

  /**
   * @throws BadInputException if a hyper-parameter is out of its range
   */
  public MDae {
    Check.rate("dropout", dropout, "typical: 0.5-0.7");
    Check.notNegative("lambda", lambda, "typical: 50-500 users");
    Check.atLeast(1, "layers", layers, "typical: 1-3");
  }

  /** Dropout 0.5, lambda 100, one layer. */
  public MDae() {
    this(0.5, 100, 1);
  }

  @Override
  public String name() {
    return "mdae";
  }

  @Override
  public Fitted<MDaeModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    ClosedFormMemory.checkOffHeap(
        name(), 3 + layers / 2, Precision.DOUBLE, BinaryMatrix.of(train).columnCounts());
    List<Matrix> solved = new ArrayList<>();
    try {
      while (solved.size() < layers) {
        solved.add(layer(train, solved));
      }
      return Fitted.of(new MDaeModel(this, train.items(), solved));
    } catch (RuntimeException | Error e) {
      solved.forEach(Matrix::close);
      throw e;
    }
  }

  /** The next layer on those that stand. */
  private Matrix layer(Interactions train, List<Matrix> before) {
    int n = train.itemCount();
    try (Matrix moments = Matrix.doubles(n + 1, n + 1);
        Matrix targets = Matrix.doubles(n, n + 1)) {
      if (before.isEmpty()) {
        ofHistories(train, moments);
      } else {
        ofUnits(train, before, moments, targets);
      }
      if (before.isEmpty() || before.size() < layers - 1) {
        DoubleRows.copy(moments.rowsView(0, n), targets); // it rebuilds its own input
      }
      MarginalisedLayer.solve(moments, targets, n, dropout, (1 - dropout) * (1 - dropout) * lambda);
      Matrix weights = Matrix.floats(n, n + 1);
      DoubleRows.copy(targets, weights);
      return weights;
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "mdae has lambda %s, too little for this data: choose more, such as 1".formatted(lambda),
          e);
    }
  }

  /** The moments of the histories themselves and the bias. */
  private static void ofHistories(Interactions train, Matrix moments) {
    BinaryMatrix x = BinaryMatrix.of(train);
    int n = x.columnCount();
    double[] row = new double[n + 1];
    double[] counts = new double[n + 1];
    try (Matrix gram = Gram.of(x.starts(), x.columns(), null, n, Precision.DOUBLE)) {
      for (int item = 0; item < n; item++) {
        gram.readRow(item, row);
        counts[item] = gram.get(item, item);
        row[n] = counts[item];
        moments.writeRow(item, row);
      }
    }
    for (int user = 0; user < x.rowCount(); user++) {
      counts[n] += x.count(user) > 0 ? 1 : 0;
    }
    moments.writeRow(n, counts);
  }

  /** The moments of the last units, and in {@code targets} those with the histories. */
  private static void ofUnits(
      Interactions train, List<Matrix> before, Matrix moments, Matrix targets) {
    int n = train.itemCount();
    BinaryMatrix x = BinaryMatrix.of(train);
    int[] users = IntStream.range(0, x.rowCount()).filter(u -> x.count(u) > 0).toArray();
    Interactions some = train.rows(users);
    for (int from = 0; from < users.length; from += MDaeModel.BATCH) {
      int to = Math.min(from + MDaeModel.BATCH, users.length);
      try (Matrix floats = Matrix.floats(to - from, n + 1);
          Matrix units = Matrix.doubles(to - from, n + 1);
          Matrix rows = Matrix.doubles(to - from, n)) {
        MDaeModel.encode(before, before.size(), some, from, to, floats);
        DoubleRows.copy(floats, units);
        for (int user = from; user < to; user++) {
          for (int item : BinaryMatrix.row(some, user)) {
            rows.set(user - from, item, 1);
          }
        }
        Blas.gemm(Transpose.YES, Transpose.NO, 1, units, units, 1, moments);
        Blas.gemm(Transpose.YES, Transpose.NO, 1, rows, units, 1, targets);
      }
    }
  }

  @Override
  public MDaeModel load(ModelReader file) throws IOException {
    int n = file.items().size();
    List<Matrix> read = new ArrayList<>();
    try {
      for (int k = 0; k < layers; k++) {
        read.add(file.matrix(MDaeModel.nameOf(k), Precision.FLOAT, n, n + 1));
      }
      return new MDaeModel(this, file.items(), read);
    } catch (IOException | RuntimeException e) {
      read.forEach(Matrix::close);
      throw e;
    }
  }

  /** The moments of a layer, its targets, and all layers. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount() + 1L;
    return items * items * (3 * Double.BYTES + (long) layers * Float.BYTES);
  }
}
