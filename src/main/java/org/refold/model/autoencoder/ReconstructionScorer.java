package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;

/** Scores histories with a network, whose parameters it reads where they are. */
final class ReconstructionScorer implements FoldIn {

  private final Vocabulary items;
  private final Reconstruction network;
  private final ScoringTapes tapes = new ScoringTapes();

  ReconstructionScorer(Vocabulary items, Reconstruction network) {
    this.items = items;
    this.network = network;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  int latent() {
    return network.latent();
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Check.foldIn(this, histories, from, to, scores);
    tapes.run(
        from,
        to,
        (tape, first, end) ->
            network.decode(tape, network.code(tape, Histories.rows(tape, histories, first, end))),
        scores);
  }

  /** The codes of histories; see {@link AutoencoderModel#code}. */
  void code(Interactions histories, int from, int to, float[] codes) {
    tapes.run(
        from,
        to,
        (tape, first, end) -> network.code(tape, Histories.rows(tape, histories, first, end)),
        codes);
  }
}
