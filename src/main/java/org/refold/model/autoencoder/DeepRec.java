package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Entries;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Stochastic;
import org.refold.nn.op.Sums;
import org.refold.settings.Check;
import org.refold.train.OptimizerChoice;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.RatingNetwork;
import org.refold.train.neural.RatingOutput;
import org.refold.train.neural.RatingRecommender;

/**
 * DeepRec: a deep autoencoder of the ratings of a user, whose dense output is fed in again.
 *
 * <pre>
 *   z    = selu(... selu(r W1 + b1) ...)              [users, latent]
 *   f(r) = selu(... selu(dropout(z) V1 + c1) ...)     [users, items]
 *   loss = sum over observed ratings of the batch of (r - f(r))^2 / their number
 *   then, {@code refeeds} times on the same batch, for y = f(r), f(y), ... of the step before:
 *   loss = sum over all entries of the batch of (y - f(y))^2 / their number
 * </pre>
 *
 * <p>r is a user's row of ratings, [items], zero where there is none. O. Kuchaiev, B. Ginsburg:
 * Training Deep AutoEncoders for Collaborative Filtering, 2017; code: NVIDIA/DeepRecommender.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>last layer</td><td>SELU too, as all</td><td>SELU</td><td>the same; not tied</td></tr>
 * <tr><td>loss</td><td>masked mean (2.2)</td><td>over the whole batch</td><td>as the code</td></tr>
 * <tr><td>y</td><td>f(x) (2.3)</td><td>before the update, dropout on</td><td>as the code</td></tr>
 * <tr><td>training</td><td>momentum 0.9, batches of 128, rate 0.001 or, re-fed, 0.005</td><td>rate
 *     halved at five epochs; Xavier, uniform</td><td>constant rate, or {@code rateDecay}</td></tr>
 * </table>
 *
 * <p>Small data want {@code hidden=128x256}, {@code latent=256}, {@code codeDropout=0.65}; without
 * re-feeding, a lower learning rate. Predictions are clipped to the scale.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of the hidden layers
 * @param outputActivation function of the outputs, stretched to the ratings if it is bounded
 * @param codeDropout share of the units of the code that training drops, in [0, 1)
 * @param refeeds how often the output is fed in again
 * @param l2 weight of half the squared length of the weights in the loss over all rows
 * @param training how it is trained
 */
@RecordBuilder
public record DeepRec(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Activation outputActivation,
    double codeDropout,
    int refeeds,
    double l2,
    Training training)
    implements RatingRecommender, Trainable<DeepRec>, DeepRecBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public DeepRec {
    Check.atLeast(1, "latent", latent, "typical: 256-1024 units");
    Check.rate("codeDropout", codeDropout, "paper: 0.8");
    Check.atLeast(0, "refeeds", refeeds, "paper: 1");
    Check.notNegative("l2", l2, "paper: 0");
  }

  /** The settings of the paper, with re-feeding. */
  public DeepRec() {
    this(
        LayerSizes.of(512, 512),
        1024,
        Activation.SELU,
        Activation.SELU,
        0.8,
        1,
        0,
        Training.adam(0.005, 128, 102).withOptimizer(OptimizerChoice.sgd(0.9)));
  }

  @Override
  public String name() {
    return "deeprec";
  }

  @Override
  public DeepRec with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements RatingNetwork {

    private final Mlp encoder;
    private final Mlp decoder;
    private final Readout readout;
    private final RatingOutput output;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierUniform();
      Initializer zeros = Initializer.zeros();
      List<Integer> back = hidden.mirrored().between(latent, n.items());
      int last = back.size() - 1;
      encoder =
          s.mlp(
              "encoder", hidden.between(n.items(), latent), activation, activation, xavier, zeros);
      decoder = s.mlp("decoder", back.subList(0, last), activation, activation, xavier, zeros);
      readout = s.readout("output", n.items(), back.get(last - 1), xavier);
      output = RatingOutput.of(outputActivation, n.ratings());
    }

    @Override
    public int latent() {
      return latent;
    }

    @Override
    public int updatesPerBatch() {
      return 1 + refeeds;
    }

    @Override
    public Var loss(Step<SparseRows> step) {
      return step.update() == 0
          ? lossOfRatings(step, step.batch())
          : lossOfOutput(step, step.kept("output " + (step.update() - 1)));
    }

    private Var lossOfRatings(Step<SparseRows> step, SparseRows ratings) {
      Var code = encode(step.tape(), ratings);
      Var rated = refeeds == 0 ? decode(code, ratings) : Entries.of(kept(step, code), ratings);
      SparseRows targets = output.targets(step.tape(), ratings);
      return EntryLosses.squaredError(rated, targets, EntryLosses.Reduction.MEAN_OVER_ENTRIES);
    }

    private Var lossOfOutput(Step<SparseRows> step, Var fed) {
      Var error = Elements.subtract(kept(step, encoder.apply(fed)), fed);
      return Sums.squares(2.0 / fed.rows() / fed.columns(), List.of(error));
    }

    private Var kept(Step<SparseRows> step, Var code) {
      Var all = decode(code);
      step.keep("output " + step.update(), all);
      return all;
    }

    @Override
    public Var encode(Tape tape, SparseRows ratings) {
      return encoder.apply(tape, ratings);
    }

    private Var dropped(Var code) {
      return Stochastic.dropout(code, codeDropout, "code dropout");
    }

    @Override
    public Var decode(Var code) {
      return readout.all(decoder.apply(dropped(code)), output.f());
    }

    @Override
    public Var decode(Var code, SparseRows asked) {
      return Elements.activate(readout.some(decoder.apply(dropped(code)), asked), output.f());
    }

    @Override
    public RatingOutput output() {
      return output;
    }

    @Override
    public Readout readout() {
      return readout;
    }
  }
}
