package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Mixtures;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.HistoryNetwork;

/** The equations of {@link RecVae}, and the turns of its training. */
final class RecVaeNetwork implements HistoryNetwork {

  /** Users that are encoded at once between the turns. */
  private static final int BLOCK = 512;

  private final RecVae settings;
  private final DenselyConnected encoder;
  private final Dense mean;
  private final Dense logVariance;
  private final Dense decoder;

  RecVaeNetwork(RecVae settings, Sizes n, Scope s) {
    this.settings = settings;
    int units = settings.hidden().units().get(0);
    encoder = new DenselyConnected(s, "encoder", n.items(), settings.hidden());
    mean = DenselyConnected.linear(s, "mean", units, settings.latent());
    logVariance = DenselyConnected.linear(s, "log variance", units, settings.latent());
    decoder = DenselyConnected.linear(s, "decoder", settings.latent(), n.items());
  }

  /** The code of histories divided by their lengths, corrupted or not. */
  private GaussianCode code(Tape tape, SparseRows normalised) {
    Var h = encoder.apply(tape, normalised);
    return new GaussianCode(mean.apply(h), logVariance.apply(h));
  }

  @Override
  public Var encode(Tape tape, SparseRows x) {
    return code(tape, Inputs.normalised(tape, x)).mean();
  }

  @Override
  public Optional<GaussianCode> posterior(Tape tape, SparseRows x) {
    return Optional.of(code(tape, Inputs.normalised(tape, x)));
  }

  @Override
  public Var decode(Var z) {
    return decoder.apply(z);
  }

  /** The loss of the decoder's turn, with which that of the encoder begins. */
  @Override
  public Var loss(Step<Histories.Batch> step) {
    SparseRows x = step.batch().items();
    return Losses.multinomial(
        decode(code(step.tape(), Inputs.normalised(step.tape(), x)).drawn(1)), x);
  }

  /**
   * The loss of the encoder's turn: summed over items and units, mean over users.
   *
   * @param old means and log variances, {@code [users, 2 latent]}
   */
  private Var lossOfEncoder(Step<Histories.Batch> step, Matrix old) {
    Tape tape = step.tape();
    SparseRows x = step.batch().items();
    Matrix given = tape.scratch(x.rows(), old.columns());
    float[] moments = new float[old.columns()];
    for (int row = 0; row < x.rows(); row++) {
      SparseRows users = step.batch().users();
      old.readRow(users.column(users.start(row)), moments);
      given.writeRow(row, moments);
    }
    Terms terms = termsOfEncoder(tape, x, given);
    step.record("kl", terms.divergence().item());
    return Elements.add(terms.negativeLogLikelihood(), terms.divergence());
  }

  /** Means over users, the divergence weighted. */
  record Terms(Var negativeLogLikelihood, Var divergence) {}

  /**
   * The terms of the loss of the encoder's turn.
   *
   * @param given old means and log variances of the rows, {@code [batch, 2 latent]}
   */
  Terms termsOfEncoder(Tape tape, SparseRows x, Matrix given) {
    SparseRows dropped =
        Inputs.dropout(tape, Inputs.normalised(tape, x), settings.dropout(), "input");
    GaussianCode code = code(tape, dropped);
    Var z = code.drawn(1);
    double[] weights = new double[x.rows()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = settings.gamma() * (x.end(row) - x.start(row));
    }
    Var divergence =
        Mixtures.divergence(z, code.mean(), code.logVariance(), RecVae.PRIOR, given, weights);
    return new Terms(Losses.multinomial(decode(z), x), divergence);
  }

  @Override
  public Course course(Scope scope, Histories examples) {
    List<Parameter> ofDecoder = decoder.parameters();
    List<Parameter> ofEncoder =
        scope.parameters().stream().filter(each -> !ofDecoder.contains(each)).toList();
    Matrix old = Matrix.floats(examples.matrix().rowCount(), 2 * settings.latent());
    int passes = settings.encoderPasses();
    List<Phase<?>> phases =
        new ArrayList<>(
            Collections.nCopies(
                passes,
                new Phase<>("encoder", ofEncoder, examples, step -> lossOfEncoder(step, old))));
    phases.add(new Phase<>("decoder", ofDecoder, examples, this::loss));
    Parameter remembered = Parameter.of("old moments", Parameter.Role.BIAS, old);
    return new Course() {
      @Override
      public List<Phase<?>> phases() {
        return phases;
      }

      @Override
      public List<Parameter> remembered() {
        return List.of(remembered);
      }

      @Override
      public void phaseBegins(int phase, int epoch) {
        if (phase == passes || (phase == 0 && epoch == 1)) {
          keepMoments(examples, old);
        }
      }
    };
  }

  /** Encodes the clean histories of all users. */
  private void keepMoments(Histories examples, Matrix old) {
    try (Tape tape = Tape.of(old.precision())) {
      for (int from = 0; from < examples.count(); from += BLOCK) {
        int size = Math.min(BLOCK, examples.count() - from);
        tape.begin(Mode.SCORING, 0, 0);
        int[] chosen = IntStream.range(from, from + size).toArray();
        Histories.Batch batch = examples.batch(tape, chosen, size);
        GaussianCode code = code(tape, Inputs.normalised(tape, batch.items()));
        float[] moments = new float[old.columns()];
        float[] half = new float[settings.latent()];
        for (int row = 0; row < size; row++) {
          code.mean().value().readRow(row, half);
          System.arraycopy(half, 0, moments, 0, half.length);
          code.logVariance().value().readRow(row, half);
          System.arraycopy(half, 0, moments, half.length, half.length);
          old.writeRow(batch.users().column(batch.users().start(row)), moments);
        }
      }
    }
  }

  @Override
  public int latent() {
    return settings.latent();
  }

  @Override
  public Dense output() {
    return decoder;
  }
}
