package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.HistoryNetwork;
import org.refold.train.neural.HistoryRecommender;

/**
 * A ladder variational autoencoder of two codes: the lower one weighs what the history says against
 * what the upper one expects.
 *
 * <pre>
 *   d1 = tanh(dropout(x / |x|) W1 + b1);  m^, v^ of d1;  d2 = tanh(d1 W2 + b2);  m2, v2 of d2
 *   z2 ~ N(m2, v2)                                     [users, topLatent]
 *   mp, vp of tanh(z2 T + t)
 *   v1 = 1 / (1 / v^ + 1 / vp),  m1 = v1 (m^ / v^ + mp / vp)
 *   z1 ~ N(m1, v1)                                     [users, latent]
 *   f  = tanh(z1 V + c) D + d                          [users, items]
 *   loss = mean over users of [ -sum x log softmax(f)
 *            + beta(t) (KL(N(m2, v2) | N(0, 1)) + KL(N(m1, v1) | N(mp, vp))) ],  + l2 / 2 |weights|^2
 *   scores = f at z2 = m2, z1 = m1
 * </pre>
 *
 * <p>Moments are linear, variances softplus of it + 1e-6. beta(t) rises as in {@link MultVae}. C.
 * Sonderby et al.: Ladder Variational Autoencoders, NIPS 2016, section 2.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>data, layers</td><td>images, five codes of 64 to 4 units</td><td>not checked</td>
 *     <td>our definition for histories: two codes</td></tr>
 * <tr><td>merging</td><td>by precision (equations 11 to 13)</td><td>not checked</td>
 *     <td>the same</td></tr>
 * <tr><td>normalisation</td><td>of batches</td><td>not checked</td><td>none</td></tr>
 * <tr><td>warm-up</td><td>of the divergence, over 200 epochs to 1</td><td>not checked</td>
 *     <td>{@code annealSteps}, up to {@code beta}; without it the upper code dies: see {@code top kl}
 *     in the log</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * @param hidden units of the layers up to d1; the decoder mirrors them
 * @param latent units of z1
 * @param topHidden units of d2, and of the layer from z2 to its expectation
 * @param topLatent units of z2
 * @param dropout share of a history that training drops, in [0, 1)
 * @param beta weight of the divergences at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1, if beta did not stop it
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record LadderVae(
    LayerSizes hidden,
    int latent,
    int topHidden,
    int topLatent,
    double dropout,
    double beta,
    int annealSteps,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<LadderVae>, LadderVaeBuilder.With {

  /** Refuses a setting that is out of its range with a {@link BadInputException}. */
  public LadderVae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.atLeast(1, "topHidden", topHidden, "typical: 200 units");
    Check.atLeast(1, "topLatent", topLatent, "typical: 64 units");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.notNegative("l2", l2, "typical: 0");
    if (hidden.units().isEmpty()) {
      throw new BadInputException("hidden is none, but both codes need a layer, such as 600");
    }
  }

  /** The layers and the annealing of Mult-VAE, with a smaller code above. */
  public LadderVae() {
    this(LayerSizes.of(600), 200, 200, 64, 0.5, 0.2, 200_000, 0, Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "ladder-vae";
  }

  @Override
  public LadderVae with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements HistoryNetwork {

    private final Schedule annealing = GaussianCode.annealing(beta, annealSteps);
    private final Mlp below;
    private final Dense own;
    private final Dense above;
    private final Dense top;
    private final Dense down;
    private final Dense expected;
    private final Mlp decoder;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierNormal();
      Activation tanh = Activation.TANH;
      Activation linear = Activation.IDENTITY;
      List<Integer> units = hidden.between(n.items(), 1);
      int last = units.size() - 1;
      below = s.mlp("encoder", units.subList(0, last), tanh, tanh, xavier);
      own = s.dense("code", units.get(last - 1), 2 * latent, linear, xavier);
      above = s.dense("top", units.get(last - 1), topHidden, tanh, xavier);
      top = s.dense("top code", topHidden, 2 * topLatent, linear, xavier);
      down = s.dense("prior", topLatent, topHidden, tanh, xavier);
      expected = s.dense("prior code", topHidden, 2 * latent, linear, xavier);
      decoder =
          s.mlp("decoder", hidden.mirrored().between(latent, n.items()), tanh, linear, xavier);
    }

    /** The lower code and what is expected of it, and the upper code. */
    private record Codes(Normals lower, Normals prior, Normals upper) {}

    private Codes codes(Tape tape, SparseRows in) {
      Var d1 = below.apply(tape, in);
      Normals upper = Normals.of(top.apply(above.apply(d1)));
      Normals prior = Normals.of(expected.apply(down.apply(upper.drawn("top code"))));
      return new Codes(Normals.of(own.apply(d1)).merged(prior), prior, upper);
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      Tape tape = step.tape();
      SparseRows x = step.batch().items();
      Codes codes = codes(tape, Inputs.dropout(tape, Inputs.normalised(tape, x), dropout, "input"));
      Var ofTop = codes.upper().standardDivergence();
      Var ofLower = codes.lower().divergence(codes.prior());
      double weight = annealing.at(step.number());
      step.record("beta", weight);
      step.record("kl", ofLower.item());
      step.record("top kl", ofTop.item());
      Var likelihood = Losses.multinomial(decode(codes.lower().drawn("code")), x);
      return Elements.combine(1, likelihood, weight, Elements.add(ofTop, ofLower));
    }

    @Override
    public Var encode(Tape tape, SparseRows x) {
      return codes(tape, Inputs.normalised(tape, x)).lower().mean();
    }

    /** That of the lower code, at the mean of the upper one. */
    @Override
    public Optional<GaussianCode> posterior(Tape tape, SparseRows x) {
      return Optional.of(codes(tape, Inputs.normalised(tape, x)).lower().code());
    }

    @Override
    public Var decode(Var z) {
      return decoder.apply(z);
    }

    @Override
    public int latent() {
      return latent;
    }

    @Override
    public Dense output() {
      return decoder.last();
    }
  }
}
