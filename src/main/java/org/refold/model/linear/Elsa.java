package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Normal;
import org.refold.nn.op.Products;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.settings.Check;
import org.refold.train.Network;
import org.refold.train.Phase;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;

/**
 * ELSA: a linear autoencoder between items as {@link Ease}, of low rank and without self-similarity
 * by construction, learned by gradient descent.
 *
 * <pre>
 *   y = x A A' - x,  rows of A of length 1
 *   loss = mean over users and items of (y / |y| - x / |x|)^2,   scores = y
 * </pre>
 *
 * <p>x is a binary history [items], A [items, latent]. V. Vancura, R. Alves, P. Kasalicky, P.
 * Kordik: Scalable Linear Shallow Autoencoder for Collaborative Filtering, RecSys 2022, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>loss</td><td>of normalised histories</td><td>PyTorch: as above; TensorFlow: relu(y) and
 *     the cosine</td><td>as above</td></tr>
 * <tr><td>length of the rows of A</td><td>1</td><td>divided by in each step, gradient
 *     through it</td><td>the same</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>Xavier, uniform; He in TensorFlow</td>
 *     <td>Xavier, uniform</td></tr>
 * <tr><td>optimiser</td><td>NAdam, 0.1</td><td>the same</td><td>Adam, 0.1: the length of a row does
 *     not matter, so neither does the scale of a step</td></tr>
 * <tr><td>batches, epochs</td><td>MovieLens-20M: 800 factors</td><td>32, 10 epochs; its example:
 *     256 factors, 128, 5 epochs</td><td>256 factors, 128, 10 epochs</td></tr>
 * </table>
 *
 * <p>Cost: {@code 12 users items latent} operations an epoch and {@code 20 items latent} bytes; no
 * items x items matrix is made.
 *
 * @param latent numbers of an item's vector, at least 1
 * @param training how it is trained
 */
@RecordBuilder
public record Elsa(int latent, Training training)
    implements Recommender, Trainable<Elsa>, ElsaBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if latent is not positive
   */
  public Elsa {
    Check.atLeast(1, "latent", latent, "typical: 100-1000 factors");
  }

  /** 256 factors, 10 epochs of batches of 128. */
  public Elsa() {
    this(256, Training.adam(0.1, 128, 10));
  }

  @Override
  public String name() {
    return "elsa";
  }

  @Override
  public Elsa with(Training other) {
    return withTraining(other);
  }

  @Override
  public Fitted<ElsaModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Histories examples = new Histories(train);
    Parameter a =
        Parameter.weight(
            "items", train.itemCount(), latent, Initializer.xavierUniform(), fitting.seed());
    try (Matrix weights = a.value()) {
      Network network = new Net(train, a, examples);
      TrainingLog log = training.plan(0, examples.count()).fit(this, train, network, fitting);
      return new Fitted<>(ElsaModel.scaled(this, train.items(), weights), log);
    } finally {
      a.gradient().release();
    }
  }

  /** The loss of a batch {@code [batch, items]}, {@code [1, 1]}. */
  static Var loss(Tape tape, SparseRows x, Parameter a) {
    Var unit = Normal.length(tape.parameter(a));
    Var code = Products.multiplySparse(x, unit);
    Var sums = Products.multiply(code, Transpose.NO, unit, Transpose.YES);
    Var outputs = Normal.length(less(sums, x));
    return Elements.scale(2.0 / x.columns(), Losses.gaussian(outputs, Inputs.normalised(tape, x)));
  }

  /** {@code y - x}. */
  private static Var less(Var y, SparseRows x) {
    Tape tape = y.tape();
    Matrix difference = tape.scratch(y.rows(), y.columns());
    tape.arithmetic().add(1, y.value(), 0, difference);
    for (int row = 0; row < x.rows(); row++) {
      for (int p = x.start(row); p < x.end(row); p++) {
        int item = x.column(p);
        difference.set(row, item, difference.get(row, item) - x.value(p));
      }
    }
    return tape.op("Sub")
        .on(y)
        .on(x)
        .gives(
            difference,
            gradient -> y.accumulate((sum, beta) -> tape.arithmetic().add(1, gradient, beta, sum)));
  }

  private final class Net implements Network {

    private final Interactions train;
    private final Parameter a;
    private final Histories examples;

    Net(Interactions train, Parameter a, Histories examples) {
      this.train = train;
      this.a = a;
      this.examples = examples;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(a);
    }

    @Override
    public List<Phase<?>> phases() {
      return List.of(
          new Phase<>(
              "all", List.of(a), examples, step -> loss(step.tape(), step.batch().items(), a)));
    }

    @Override
    public Model model() {
      return ElsaModel.scaled(Elsa.this, train.items(), a.value());
    }
  }

  @Override
  public ElsaModel load(ModelReader file) throws IOException {
    return ElsaModel.load(this, file);
  }

  /** Five copies of the weights, and a batch four times. */
  @Override
  public long fitBytes(Interactions train) {
    long numbers = 5L * latent + 4L * training.batchSize();
    return Float.BYTES * numbers * train.itemCount() + 2L * Integer.BYTES * train.size();
  }
}
