package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Optional;
import java.util.SplittableRandom;
import org.refold.kernel.Activation;
import org.refold.kernel.Streams;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Products;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.HistoryNetwork;
import org.refold.train.neural.HistoryRecommender;

/**
 * VASP: a deep variational autoencoder times a shallow linear one, both trained at once.
 *
 * <pre>
 *   mu, log s^2 = linear of encoder(x);  z ~ N(mu, s^2); mu when scoring   [users, latent]
 *   deep    = sigmoid(decoder(z) D + d) sigmoid(z C + c)                   [users, items]
 *   shallow = sigmoid(x B), the diagonal of B zero                         B [items, items]
 *   p       = deep shallow, element by element;  scores = p
 *   loss = mean over users of sum over items of focal(p, y) + KL / latent
 *   focal = -alpha (1 - p)^2 log p where y is one, -(1 - alpha) p^2 log(1 - p) elsewhere
 * </pre>
 *
 * <p>x is one random half of a history and y the other, both ways round. Encoder and decoder are
 * the layers of {@link RecVae}. V. Vancura, P. Kordik: Deep Variational Autoencoder with Shallow
 * Parallel Path for Top-N Recommendation, ICANN 2021; code: zombak79/vasp.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>layers</td><td>MovieLens-20M: 7 and 5 of 4096, latent 2048</td><td>the same</td><td>7 and
 *     5 of 600, latent 200</td></tr>
 * <tr><td>items</td><td>all</td><td>the 33 % most popular, others 0</td><td>all</td></tr>
 * <tr><td>divergence</td><td>sum</td><td>mean over users and units</td><td>as the code</td></tr>
 * <tr><td>training</td><td>Nadam, 5e-5, then 1e-5</td><td>batches of 1024</td><td>Adam 5e-4</td></tr>
 * </table>
 *
 * <p>Memory: 20 bytes for each pair of items.
 *
 * @param hidden units of the encoder's layers, all the same
 * @param decoderLayers how many of them the decoder has
 * @param latent units of the code
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Vasp(LayerSizes hidden, int decoderLayers, int latent, double l2, Training training)
    implements HistoryRecommender, Trainable<Vasp>, VaspBuilder.With {

  private static final double ALPHA = 0.25;
  private static final double GAMMA = 2;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public Vasp {
    Check.atLeast(1, "decoderLayers", decoderLayers, "paper: 5");
    Check.atLeast(1, "latent", latent, "typical: 200-2048 units");
    Check.notNegative("l2", l2, "paper: 0");
    DenselyConnected.check(hidden);
  }

  /** Seven and five layers of 600 units. */
  public Vasp() {
    this(new LayerSizes(Collections.nCopies(7, 600)), 5, 200, 0, Training.adam(5e-4, 500, 90));
  }

  @Override
  public String name() {
    return "vasp";
  }

  @Override
  public Vasp with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements HistoryNetwork {

    private final DenselyConnected encoder;
    private final Dense moments;
    private final DenselyConnected decoder;
    private final Dense deep;
    private final Dense direct;
    private final Parameter shallow;

    Net(Sizes n, Scope s) {
      int units = hidden.units().get(0);
      encoder = new DenselyConnected(s, "encoder", n.items(), hidden);
      moments = DenselyConnected.linear(s, "moments", units, 2 * latent);
      LayerSizes back = new LayerSizes(Collections.nCopies(decoderLayers, units));
      decoder = new DenselyConnected(s, "decoder", latent, back);
      deep = DenselyConnected.linear(s, "output", units, n.items());
      direct = DenselyConnected.linear(s, "direct output", latent, n.items());
      shallow = s.weight("shallow", n.items(), n.items(), Initializer.zeros());
    }

    private GaussianCode code(Tape tape, SparseRows x) {
      return GaussianCode.of(moments.apply(encoder.apply(tape, x)));
    }

    @Override
    public Var encode(Tape tape, SparseRows x) {
      return code(tape, x).mean();
    }

    @Override
    public Optional<GaussianCode> posterior(Tape tape, SparseRows x) {
      return Optional.of(code(tape, x));
    }

    /** The deep part alone. */
    @Override
    public Var decode(Var z) {
      return Elements.multiply(
          Elements.activate(deep.apply(decoder.apply(z)), Activation.SIGMOID),
          Elements.activate(direct.apply(z), Activation.SIGMOID));
    }

    @Override
    public Var scores(Tape tape, SparseRows x) {
      return product(tape, encode(tape, x), x);
    }

    private Var product(Tape tape, Var z, SparseRows x) {
      Var linear = Products.multiplySparseHollow(x, tape.parameter(shallow));
      return Elements.multiply(decode(z), Elements.activate(linear, Activation.SIGMOID));
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      Tape tape = step.tape();
      SparseRows[] sides = both(tape, step.batch().items());
      GaussianCode code = code(tape, sides[0]);
      Var divergence = code.divergence();
      step.record("kl", divergence.item());
      Var focal = Losses.focal(product(tape, code.drawn(1), sides[0]), sides[1], ALPHA, GAMMA);
      return Elements.combine(1, focal, 1.0 / latent, divergence);
    }

    /** Each history twice, its random halves once as what is read, once as what is asked. */
    private SparseRows[] both(Tape tape, SparseRows x) {
      SparseRows[] sides = {tape.sparseScratch(), tape.sparseScratch()};
      sides[0].clear(x.columns());
      sides[1].clear(x.columns());
      long seed = tape.streamSeed("halves");
      for (int copy = 0; copy < 2; copy++) {
        for (int row = 0; row < x.rows(); row++) {
          SplittableRandom random = Streams.of(seed, "row", row);
          sides[0].startRow();
          sides[1].startRow();
          int left = (x.end(row) - x.start(row) + 1) / 2;
          for (int at = x.start(row); at < x.end(row); at++) {
            boolean isFirst = random.nextInt(x.end(row) - at) < left;
            left -= isFirst ? 1 : 0;
            sides[isFirst == (copy == 0) ? 0 : 1].add(x.column(at), 1);
          }
        }
      }
      return sides;
    }

    @Override
    public int latent() {
      return latent;
    }

    @Override
    public Dense output() {
      return deep;
    }
  }
}
