package org.refold.model.autoencoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Normal;
import org.refold.nn.op.Stochastic;
import org.refold.nn.op.Sums;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.MirroredNetwork;

/** The equations of {@link DiscreteVae}. */
final class DiscreteVaeNetwork extends MirroredNetwork {

  private static final double LEAST_TEMPERATURE = 0.5;
  private static final double COMMITMENT = 0.25;

  private final DiscreteVae settings;
  private final Schedule annealing;
  private final @Nullable Embedding codebooks;

  DiscreteVaeNetwork(DiscreteVae settings, Sizes n, Scope s) {
    super(
        s,
        n.items(),
        settings.hidden(),
        settings.groups() * settings.unitsOfGroup(),
        settings.activation(),
        Activation.IDENTITY);
    this.settings = settings;
    annealing = GaussianCode.annealing(settings.beta(), settings.annealSteps());
    int codes = settings.codes();
    codebooks =
        settings.quantisation() == Quantisation.GUMBEL
            ? null
            : s.embedding(
                "codebooks",
                settings.groups() * codes,
                settings.codeUnits(),
                Initializer.uniform(1.0 / codes));
  }

  @Override
  public Var encode(Tape tape, SparseRows x) {
    Var groups = groups(tape, Inputs.normalised(tape, x));
    Var chosen =
        codebooks == null
            ? Normal.softmax(groups)
            : codebooks.rows(tape, nearest(groups.value(), codebooks.table().value()));
    return flat(chosen);
  }

  /** What the encoder gives, a row for each group: {@code [batch groups, units of a group]}. */
  private Var groups(Tape tape, SparseRows in) {
    return Columns.reshaped(encoder.apply(tape, in), settings.unitsOfGroup());
  }

  private Var flat(Var groups) {
    return Columns.reshaped(groups, latent());
  }

  @Override
  public Var loss(Step<Histories.Batch> step) {
    Tape tape = step.tape();
    SparseRows x = step.batch().items();
    Var groups =
        groups(tape, Inputs.dropout(tape, Inputs.normalised(tape, x), settings.dropout(), "input"));
    return codebooks == null ? soft(step, groups, x) : hard(step, groups, x, codebooks);
  }

  private Var soft(Step<Histories.Batch> step, Var logits, SparseRows x) {
    double tau = Math.max(LEAST_TEMPERATURE, settings.temperature().at(step.number()));
    double weight = annealing.at(step.number());
    Var divergence = Losses.divergenceFromUniform(logits, step.size());
    step.record("temperature", tau);
    step.record("beta", weight);
    step.record("kl", divergence.item());
    step.record("perplexity", perplexity(largest(logits.value())));
    Var drawn = Normal.softmax(Elements.scale(1 / tau, Stochastic.gumbel(logits, "code")));
    return Elements.combine(1, Losses.multinomial(decode(flat(drawn)), x), weight, divergence);
  }

  private Var hard(Step<Histories.Batch> step, Var a, SparseRows x, Embedding table) {
    Tape tape = step.tape();
    int[] chosen = nearest(a.keep().value(), table.table().value());
    step.record("perplexity", perplexity(chosen));
    Var q = table.rows(tape, chosen);
    Matrix gap = tape.scratch(q.rows(), q.columns());
    tape.arithmetic().add(1, q.keep().value(), 0, gap);
    tape.arithmetic().add(-1, a.value(), 1, gap);
    Var straight = Elements.add(a, tape.constant(gap));
    Var ofCodebook = Elements.subtract(q, tape.constant(a.value()));
    Var ofEncoder = Elements.subtract(a, tape.constant(q.value()));
    Var likelihood = Losses.multinomial(decode(flat(straight)), x);
    double mean = 2.0 / step.size();
    return Elements.add(
        likelihood,
        Elements.add(
            Sums.squares(mean, List.of(ofCodebook)),
            Sums.squares(COMMITMENT * mean, List.of(ofEncoder))));
  }

  /**
   * The row of its group's codebook that is nearest to each row.
   *
   * @param rows {@code [batch groups, units]}, the groups of a user one after the other
   * @param table {@code [groups codes, units]}
   * @return for each row a row of the table
   */
  int[] nearest(Matrix rows, Matrix table) {
    int codes = settings.codes();
    int[] nearest = new int[rows.rows()];
    Rows.each(
        rows.rows(),
        codes * rows.columns(),
        (row, work) -> {
          double[] at = work.read(1, rows, row);
          int first = row % settings.groups() * codes;
          double least = Double.POSITIVE_INFINITY;
          for (int code = first; code < first + codes; code++) {
            double[] vector = work.read(2, table, code);
            double distance = 0;
            for (int k = 0; k < rows.columns(); k++) {
              distance += (at[k] - vector[k]) * (at[k] - vector[k]);
            }
            if (distance < least) {
              least = distance;
              nearest[row] = code;
            }
          }
        });
    return nearest;
  }

  /** The likeliest code of each row, counted as {@link #nearest} does. */
  private int[] largest(Matrix logits) {
    int[] largest = new int[logits.rows()];
    Rows.each(
        logits.rows(),
        logits.columns(),
        (row, work) -> {
          double[] a = work.read(1, logits, row);
          int best = 0;
          for (int k = 1; k < logits.columns(); k++) {
            best = a[k] > a[best] ? k : best;
          }
          largest[row] = row % settings.groups() * settings.codes() + best;
        });
    return largest;
  }

  /** How many codes of a group are used, if all were used as often: mean over groups. */
  double perplexity(int[] chosen) {
    int[] counts = new int[settings.groups() * settings.codes()];
    for (int code : chosen) {
      counts[code]++;
    }
    double users = (double) chosen.length / settings.groups();
    double sum = 0;
    for (int group = 0; group < settings.groups(); group++) {
      double entropy = 0;
      for (int code = 0; code < settings.codes(); code++) {
        double share = counts[group * settings.codes() + code] / users;
        entropy -= share == 0 ? 0 : share * Math.log(share);
      }
      sum += Math.exp(entropy);
    }
    return sum / settings.groups();
  }
}
