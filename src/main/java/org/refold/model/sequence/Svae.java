package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceNetwork;
import org.refold.train.neural.SequenceRecommender;

/**
 * SVAE: at each place of a history a variational autoencoder predicts the next items.
 *
 * <pre>
 *   h_t = GRU(E[i_t], h_{t-1})                                        [places, state]
 *   [mu_t, o_t] = A tanh(W h_t + c) + d,  o_t = log s_t^2             [places, 2 latent]
 *   z_t = mu_t + s_t e, e ~ N(0, 1)       in training; mu_t when scoring
 *   f_t = C tanh(B z_t + b) + c                                       [places, items]
 *   y_t = the items t+1 ... t+nextItems
 *   loss = mean over places of [ -1/|y_t| sum over y_t of log softmax(f_t)
 *            + beta(t) sum over latent of (mu^2 + s^2 - 1 - log s^2) / 2 ],  + l2 / 2 |weights|^2
 *   beta(t) = min(beta, t / annealSteps);  scores = f_T
 * </pre>
 *
 * <p>N. Sachdeva, G. Manco, E. Ritacco, V. Pudi: Sequential Variational Autoencoders for
 * Collaborative Filtering, WSDM 2019, equations 4.5 to 4.9.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here; as published</th></tr>
 * <tr><td>loss of a user</td><td>sum over places of likelihood and divergence</td>
 *     <td>likelihood summed over places and divided by |y_1|, divergence averaged over places</td>
 *     <td>mean over places of both; the code's, a mean over users</td></tr>
 * <tr><td>o_t</td><td>log variance</td>
 *     <td>log standard deviation in the draw, log variance in the divergence</td>
 *     <td>log variance; the code's</td></tr>
 * <tr><td>beta</td><td>rises linearly</td>
 *     <td>min(.2, step / 200,000), anew in each epoch: it stays below .03 on MovieLens-1M</td>
 *     <td>rises once, over 20,000 steps; the code's</td></tr>
 * <tr><td>scoring</td><td>not said</td>
 *     <td>z is drawn; the last item folded in is neither read nor masked; seen items are pushed down
 *     by a multiple of their score</td>
 *     <td>mean, all items read; the same as published, since scores must not depend on chance</td>
 *     </tr>
 * <tr><td>first weights</td><td>not said</td><td>table N(0, 1), GRU uniform, others Xavier</td>
 *     <td>the same</td></tr>
 * <tr><td>optimiser</td><td>Adam, weight decay .01</td><td>Adam 0.001, .005 in the gradient</td>
 *     <td>as the code: {@code l2}</td></tr>
 * <tr><td>batches</td><td>-</td><td>one user</td><td>16 of similar lengths</td></tr>
 * </table>
 *
 * @param embedding units of an item
 * @param state units of the GRU
 * @param hidden units of the hidden layers from the state to the code; the decoder mirrors them
 * @param latent units of the code
 * @param nextItems how many items each place is to predict
 * @param beta weight of the divergence at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1
 * @param details whether the deviations of the authors' code are kept
 * @param maxLength the last items of a history that count
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Svae(
    int embedding,
    int state,
    LayerSizes hidden,
    int latent,
    int nextItems,
    double beta,
    int annealSteps,
    SvaeDetails details,
    int maxLength,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<Svae>, SvaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Svae {
    Check.atLeast(1, "embedding", embedding, "paper: 256 units");
    Check.atLeast(1, "state", state, "paper: 200 units");
    Check.atLeast(1, "latent", latent, "paper: 64 units");
    Check.atLeast(1, "nextItems", nextItems, "paper: 4");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.atLeast(1, "maxLength", maxLength, "typical: 200-1000 items");
    Check.notNegative("l2", l2, "paper: 0.01, code: 0.005");
  }

  /** The layers of the paper, the rest as the table says. */
  public Svae() {
    this(
        256,
        200,
        LayerSizes.of(150),
        64,
        4,
        0.2,
        20_000,
        SvaeDetails.CORRECTED,
        1000,
        0.005,
        Training.adam(1e-3, 16, 50).withPatience(10));
  }

  @Override
  public String name() {
    return "svae";
  }

  @Override
  public Svae with(Training other) {
    return withTraining(other);
  }

  @Override
  public long numbersOfPlace() {
    return 3L * embedding + 30L * state + 8L * latent + 2L * nextItems;
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {

    private final Schedule annealing =
        Schedule.linear(0, beta, Math.max(1, Math.round(beta * annealSteps)));
    private final Embedding items;
    private final Gru gru;
    private final Mlp encoder;
    private final Mlp decoder;
    private final Readout output;
    private int epoch;
    private long firstOfEpoch;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierNormal();
      Initializer uniform = Initializer.uniform(1 / Math.sqrt(state));
      LayerSizes back = hidden.mirrored();
      items = s.embedding("items", n.items(), embedding, Initializer.normal(1));
      gru = s.gru("gru", embedding, state, Gru.Form.AFTER_PRODUCT, uniform, uniform);
      encoder =
          s.mlp(
              "encoder",
              hidden.between(state, 2 * latent),
              Activation.TANH,
              Activation.IDENTITY,
              xavier);
      List<Integer> decoding = back.between(latent, n.items());
      List<Integer> inner = decoding.subList(0, decoding.size() - 1);
      decoder = s.mlp("decoder", inner, Activation.TANH, Activation.TANH, xavier);
      output = s.readout("output", n.items(), inner.get(inner.size() - 1), xavier);
    }

    private Var moments(Tape tape, Ragged.Ids history) {
      return encoder.apply(gru.apply(items.of(tape, history)).rows());
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
      Tape tape = step.tape();
      Var moments = moments(tape, step.batch().inputs());
      Var mu = Columns.slice(moments, 0, latent);
      Var o = Columns.slice(moments, latent, 2 * latent);
      boolean corrected = details == SvaeDetails.CORRECTED;
      Var z = Stochastic.gaussian(mu, corrected ? o : Elements.scale(2, o), "code");
      SparseRows targets =
          new NextItems(nextItems, details)
              .of(tape, step.batch().targets(), output.weight().value().rows());
      Var likelihood =
          CatalogueLoss.softmax(
              decoder.apply(z),
              tape.parameter(output.weight()),
              tape.parameter(output.bias()),
              targets);
      Var divergence = Losses.gaussianDivergence(mu, o);
      double weight = annealing.at(annealed(step));
      step.record("beta", weight);
      step.record("kl", divergence.item());
      return Elements.combine(1, likelihood, weight, divergence);
    }

    private long annealed(Step<Sequences.Batch> step) {
      if (step.epoch() != epoch) {
        epoch = step.epoch();
        firstOfEpoch = step.number();
      }
      return details == SvaeDetails.CORRECTED ? step.number() : step.number() - firstOfEpoch;
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      Var last = Segmented.last(gru.apply(items.of(tape, histories)));
      return decoder.apply(Columns.slice(encoder.apply(last), 0, latent));
    }

    @Override
    public Parameter items() {
      return output.weight();
    }

    @Override
    public Optional<Parameter> biases() {
      return Optional.of(output.bias());
    }
  }
}
