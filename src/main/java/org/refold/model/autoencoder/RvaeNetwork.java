package org.refold.model.autoencoder;

import java.util.Map;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Products;
import org.refold.nn.op.Segmented;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.HistoryNetwork;

/** The equations of {@link Rvae}. */
final class RvaeNetwork implements HistoryNetwork {

  /** Of a history each item counts once, so that its sum is that of its length. */
  private static final Map<String, Object> SHARES = Map.of("axis", 1L, "p", 1L);

  private static final double FIRST_VECTORS = 0.01;

  private final Rvae settings;

  /** The columns of its weights are the vectors of items, its biases theirs. */
  private final Dense items;

  private final Parameter ofUser;
  private final Dense ofItem;
  private final Dense moments;
  private final Dense score;

  RvaeNetwork(Rvae settings, Sizes n, Scope s) {
    this.settings = settings;
    Initializer xavier = Initializer.xavierNormal();
    Activation linear = Activation.IDENTITY;
    int units = settings.vectorUnits();
    int hidden = settings.hidden();
    Initializer zeros = Initializer.zeros();
    items = s.dense("items", units, n.items(), linear, Initializer.normal(FIRST_VECTORS), zeros);
    ofUser = s.weight("user part", units, hidden, xavier);
    ofItem = s.dense("item part", units, hidden, linear, xavier, zeros);
    moments = s.dense("code", hidden, 2 * settings.latent(), linear, xavier, zeros);
    score = s.dense("score", settings.latent(), 1, linear, xavier, zeros);
  }

  private Var vectors(Tape tape) {
    return Columns.transposed(tape.parameter(items.weight()));
  }

  /** The means of the vectors of histories. */
  @Override
  public Var encode(Tape tape, SparseRows x) {
    return means(tape, x, vectors(tape));
  }

  private static Var means(Tape tape, SparseRows x, Var vectors) {
    SparseRows shares = tape.sparseScratch();
    shares.copyPattern(x);
    for (int row = 0; row < x.rows(); row++) {
      for (int at = x.start(row); at < x.end(row); at++) {
        shares.setValue(at, 1.0 / (x.end(row) - x.start(row)));
      }
    }
    tape.sparseOp("LpNormalization", SHARES, x, shares);
    return Layers.embedding(shares, vectors);
  }

  @Override
  public Var loss(Step<Histories.Batch> step) {
    Tape tape = step.tape();
    SparseRows x = step.batch().items();
    SparseRows drawn = NegativeSampler.draw(tape, x, 1);
    Ragged.Ids users = tape.idsScratch();
    Ragged.Ids itemsOfPairs = tape.idsScratch();
    for (int row = 0; row < x.rows(); row++) {
      int ones = x.end(row) - x.start(row);
      int zeros = drawn.end(row) - drawn.start(row) - ones;
      for (int k = 0; k < zeros; k++) {
        int at = drawn.start(row) + k;
        users.add(new int[] {row, row}, 0, 2);
        itemsOfPairs.add(new int[] {drawn.column(at), drawn.column(at + ones)}, 0, 2);
      }
    }
    Var vectors = vectors(tape);
    Var userParts = Products.multiply(means(tape, x, vectors), tape.parameter(ofUser));
    Var itemParts = ofItem.apply(Segmented.gather(vectors, itemsOfPairs).rows());
    Var a = Elements.add(Segmented.gather(userParts, users).rows(), itemParts);
    GaussianCode code = GaussianCode.of(moments.apply(Elements.activate(a, Activation.RELU)));
    Var biases = Columns.transposed(tape.parameter(items.bias()));
    Var scores =
        Elements.add(score.apply(code.drawn(1)), Segmented.gather(biases, itemsOfPairs).rows());
    Var pairs = Columns.reshaped(scores, 2);
    Var ranking =
        settings.rankingLoss().mean(Columns.slice(pairs, 0, 1), Columns.slice(pairs, 1, 2));
    Var divergence = code.divergence();
    step.record("kl", divergence.item());
    step.record("active share", code.activeShare());
    return Elements.combine(1, ranking, 2 * settings.beta(), divergence);
  }

  /** The scores of the means of all pairs: linear in what the hidden layer gives. */
  @Override
  public Var decode(Var code) {
    Tape tape = code.tape();
    Var ofUsers = Products.multiply(code, tape.parameter(ofUser));
    Var ofItems = ofItem.apply(vectors(tape));
    Var weight = tape.parameter(score.weight());
    int latent = settings.latent();
    Var means = Columns.slice(tape.parameter(moments.weight()), 0, latent);
    Var biases = Columns.slice(tape.parameter(moments.bias()), 0, latent);
    Var slopes = Columns.transposed(Products.multiply(means, weight));
    double constant = Products.multiply(biases, weight).item() + score.bias().value().get(0, 0);
    Var itemBiases = tape.parameter(items.bias());
    Matrix userParts = ofUsers.value();
    Matrix itemParts = ofItems.value();
    Matrix scores = tape.scratch(code.rows(), itemParts.rows());
    Rows.each(
        code.rows(),
        itemParts.rows() * itemParts.columns(),
        (row, work) -> {
          double[] user = work.read(1, userParts, row);
          double[] slope = work.read(2, slopes.value(), 0);
          double[] bias = work.read(3, items.bias().value(), 0);
          double[] result = work.scratch(4, itemParts.rows());
          for (int item = 0; item < itemParts.rows(); item++) {
            double[] part = work.read(5, itemParts, item);
            double sum = constant + bias[item];
            for (int k = 0; k < itemParts.columns(); k++) {
              sum += slope[k] * Math.max(0, user[k] + part[k]);
            }
            result[item] = sum;
          }
          work.write(result, scores, row);
        });
    return tape.op("ReluOfPairs")
        .with("constant", constant)
        .on(ofUsers, ofItems, slopes, itemBiases)
        .gives(
            scores,
            dy -> {
              throw new IllegalStateException("training compares pairs and scores no catalogue");
            });
  }

  @Override
  public int latent() {
    return settings.vectorUnits();
  }

  @Override
  public Dense output() {
    return items;
  }
}
