package org.refold.model.autoencoder;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;
import org.refold.train.TrainingLog;
import org.refold.train.WithTrainingLog;

/**
 * A fitted autoencoder that knows users by their histories only. Scores are the outputs of the
 * decoder before the function of the likelihood, which does not change a ranking; nothing is drawn
 * or dropped. Memory besides the weights: a block of 512 users at a time for each thread that asks.
 */
public final class AutoencoderModel implements FoldIn, WithTrainingLog {

  private final ReconstructionScorer scorer;
  private final TrainingLog history;

  AutoencoderModel(ReconstructionScorer scorer, TrainingLog history) {
    this.scorer = scorer;
    this.history = history;
  }

  @Override
  public Vocabulary items() {
    return scorer.items();
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    scorer.score(histories, from, to, scores);
  }

  /** The length of a code. */
  public int latent() {
    return scorer.latent();
  }

  /**
   * The codes of some histories: what the encoder makes of them, for a variational autoencoder the
   * means.
   *
   * @param histories [users, items], with the items of {@link #items()}; not modified
   * @param from the first row to encode
   * @param to the row after the last
   * @param codes {@code [to - from, latent()]}, row by row. Modified.
   * @throws org.refold.settings.BadInputException if the histories are over other items
   * @throws IllegalArgumentException if there are no such rows, or the array is too small
   */
  public void code(Interactions histories, int from, int to, float[] codes) {
    Check.foldIn(this, histories, from, from, codes);
    if (to < from || to > histories.userCount() || codes.length < (long) (to - from) * latent()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "codes of rows %d to %d of %d histories were asked for, %d numbers each, into an"
                  + " array for %d",
              from,
              to,
              histories.userCount(),
              latent(),
              codes.length));
    }
    scorer.code(histories, from, to, codes);
  }

  @Override
  public TrainingLog history() {
    return history;
  }
}
