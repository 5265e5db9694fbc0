package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.StartFrom;
import org.refold.settings.Check;
import org.refold.train.OptimizerChoice;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.SideFeatures;
import org.refold.train.neural.NeuralFit;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairModel;
import org.refold.train.neural.PairRecommender;

/**
 * NeuMF: {@link Gmf} and {@link NcfMlp} side by side, with one output.
 *
 * <pre>
 *   z = h.[p^G_u * q^G_i ; a_L] + b,   y^ = s(z)
 *   loss = mean over pairs of -y log y^ - (1 - y) log(1 - y^)
 *   pre-trained: h = [alpha h_G ; (1 - alpha) h_M],   b = alpha b_G + (1 - alpha) b_M
 * </pre>
 *
 * <p>a_L is the last hidden layer of the perceptron, whose users and items have vectors of their
 * own; s is the logistic function, y 1 for an interaction and 0 for a drawn negative. X. He, L.
 * Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua: Neural Collaborative Filtering, WWW 2017, section 3.4.
 *
 * <p>A user who was not in training is folded in by 20 steps of Adam on both vectors of the user,
 * with the rest as it is: iterative, and the loss is not convex.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>pre-training</td><td>both halves with Adam, then plain gradients; alpha is tuned</td>
 *     <td>alpha 0.5</td><td>alpha is {@code gmfShare}, 0.5; the halves are fitted here for {@code pretrainingEpochs}, by
 *     their own defaults, or come from model files ({@link #startFrom})</td></tr>
 * <tr><td>bias of the output</td><td>none</td><td>one</td>
 *     <td>one of each half, of which only the sum matters</td></tr>
 * <tr><td>sizes</td><td>8 to 64 factors</td><td>the same</td><td>32 and 64, 64, 32, 16</td></tr>
 * <tr><td>from scratch</td><td>Adam, 0.001</td><td>the same</td>
 *     <td>{@code pretrainingEpochs=0 optimizer=adam}</td></tr>
 * <tr><td>epochs</td><td>tuned on one training item a user</td><td>the best on the test</td>
 *     <td>20 after pre-training, or the best on validation data</td></tr>
 * </table>
 *
 * <p>Cost: those of both halves together, and as much again for pre-training.
 *
 * @param latent numbers of a vector of the product
 * @param mlpLatent numbers of a vector of the perceptron
 * @param hidden units of the hidden layers
 * @param gmfShare share of the product in the pre-trained output
 * @param pretrainingEpochs of each half, at most; 0 to begin with random numbers
 * @param negatives items drawn for each interaction
 * @param side whose attributes add to vectors
 * @param training how both are trained together
 */
@RecordBuilder
public record NeuMf(
    int latent,
    int mlpLatent,
    LayerSizes hidden,
    double gmfShare,
    int pretrainingEpochs,
    int negatives,
    SideFeatures.Use side,
    Training training)
    implements PairRecommender, Trainable<NeuMf>, NeuMfBuilder.With {

  private static final String GMF = "gmf ";
  private static final String MLP = "mlp ";

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public NeuMf {
    Check.atLeast(1, "latent", latent, "typical: 8-64 factors");
    Check.atLeast(1, "mlpLatent", mlpLatent, "typical: 8-64 factors");
    Check.share("gmfShare", gmfShare);
    Check.atLeast(0, "pretrainingEpochs", pretrainingEpochs, "typical: 10-30");
    Check.atLeast(1, "negatives", negatives, "paper: 4 for each item of the history");
  }

  /** 32 factors, pre-trained. */
  public NeuMf() {
    this(
        32,
        64,
        LayerSizes.of(64, 32, 16),
        0.5,
        30,
        4,
        SideFeatures.Use.NONE,
        Training.adam(1e-3, 256, 20).withOptimizer(OptimizerChoice.sgd(0)).withPatience(5));
  }

  @Override
  public String name() {
    return "neumf";
  }

  @Override
  public NeuMf with(Training other) {
    return withTraining(other);
  }

  /** The half that multiplies, as it is pre-trained. */
  public Gmf gmf() {
    Gmf gmf = new Gmf().withLatent(latent).withNegatives(negatives).withSide(side);
    return gmf.withEpochs(Math.max(1, pretrainingEpochs));
  }

  /** The half that is a perceptron, as it is pre-trained. */
  public NcfMlp mlp() {
    NcfMlp mlp = new NcfMlp().withLatent(mlpLatent).withHidden(hidden).withSide(side);
    return mlp.withNegatives(negatives).withEpochs(Math.max(1, pretrainingEpochs));
  }

  /**
   * What a fit begins with, if both halves are there as model files.
   *
   * @param gmf folder of a {@link Gmf} of the same latent, on the same data
   * @param mlp folder of an {@link NcfMlp} of the same latent and hidden, on the same data
   */
  public StartFrom startFrom(Path gmf, Path mlp) {
    return new StartFrom(gmf, names(GMF), StartFrom.Then.FINE_TUNED).and(mlp, names(MLP));
  }

  private Map<String, String> names(String prefix) {
    Map<String, String> names = new HashMap<>();
    Scope asking =
        new Scope(
            (name, role, rows, columns, initializer) -> {
              if (name.startsWith(prefix)) {
                names.put(name, name.substring(prefix.length()));
              }
              return Parameter.of(name, role, Matrix.floats(1, 1));
            });
    network(new Sizes(1, 1, RatingScale.NONE), asking, PairFeatures.named(side));
    asking.close();
    return names;
  }

  /** Both halves, pre-trained unless the fit has a start of its own or is to begin at random. */
  @Override
  public Scope scope(Interactions train, Fitting fitting) {
    boolean started = fitting.start().isPresent();
    if (!started && pretrainingEpochs == 0) {
      return NeuralFit.scope(fitting);
    }
    Scope.Source halves = started ? NeuralFit.source(fitting) : pretrained(train, fitting);
    return NeuralFit.freeing(
        (name, role, rows, columns, initializer) -> {
          Parameter made = halves.make(name, role, rows, columns, initializer);
          boolean taken = fitting.start().map(start -> start.takes(name)).orElse(true);
          if (taken && name.startsWith("output", GMF.length())) {
            scale(made.value(), name.startsWith(GMF) ? gmfShare : 1 - gmfShare);
          }
          return made;
        });
  }

  private static void scale(Matrix numbers, double share) {
    for (int row = 0; row < numbers.rows(); row++) {
      for (int column = 0; column < numbers.columns(); column++) {
        numbers.set(row, column, share * numbers.get(row, column));
      }
    }
  }

  private Scope.Source pretrained(Interactions train, Fitting fitting) {
    return new Pretraining(this, train, fitting)
        .by(gmf()::fit, model -> copies(model, GMF))
        .by(mlp()::fit, model -> copies(model, MLP))
        .or(NeuralFit.source(fitting));
  }

  private Map<String, Matrix> copies(PairModel model, String prefix) {
    Map<String, Matrix> copies = new HashMap<>();
    names(prefix).forEach((name, of) -> copies.put(name, model.parameter(of).copy()));
    return copies;
  }

  @Override
  public NeuMfNetwork network(Sizes sizes, Scope scope, PairFeatures features) {
    return new NeuMfNetwork(
        new GmfNetwork(sizes, scope, features, latent, GMF),
        new NcfMlpNetwork(sizes, scope, features, mlpLatent, hidden, MLP));
  }
}
