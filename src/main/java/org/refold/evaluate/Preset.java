package org.refold.evaluate;

import java.util.List;
import java.util.Optional;
import org.refold.data.FoldInItems;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.settings.Tokens;

/** Metrics and conventions as some paper or program has them, under one name. */
public enum Preset {
  /** Liang et al. 2018 and most autoencoder papers since. */
  VAE_CF(
      "recall@20,recall@50,ndcg@100", FoldInItems.MASKED, "Mult-VAE (Liang et al. 2018) and EASE"),
  /** RecBole's standard set. */
  RECBOLE(
      "recall@10(denominator=relevant),mrr@10,ndcg@10,hr@10,precision@10",
      FoldInItems.MASKED,
      "RecBole's standard metrics"),
  /** Rating prediction. */
  RATING("rmse,mae", FoldInItems.MASKED, "rating prediction (AutoRec, DeepRec, matrix factors)"),
  /** He et al. 2017: candidates are ranked as they stand in the file. */
  NCF(
      "hr@1,hr@5,hr@10,ndcg@5,ndcg@10",
      FoldInItems.RANKED,
      "NCF (He et al. 2017): leave one out, ranked among the given candidates"),
  /** Sachdeva et al. 2019, as its program computes it. */
  SVAE(
      "precision@10,precision@100,recall@10(denominator=relevant),"
          + "recall@100(denominator=relevant),ndcg@10,ndcg@100",
      FoldInItems.MASKED,
      "SVAE (Sachdeva et al. 2019), as its program computes it"),
  /** The article's table with its mistake: training items were meant to be masked but were not. */
  ARTICLE_PUBLISHED(
      "precision@100,recall@100,ndcg@100",
      FoldInItems.RANKED,
      "the article's table, with its mistake: training items stay in the ranking"),
  /** The article's table with training items masked. */
  ARTICLE_CORRECTED(
      "precision@100,recall@100,ndcg@100",
      FoldInItems.MASKED,
      "the article's table with training items masked"),
  /** LensKit for Python. */
  LENSKIT(
      "ndcg@10(discount=log2-clipped),recall@10,precision@10(denominator=listed),mrr@10,hr@10,"
          + "map@10(denominator=listed)",
      FoldInItems.MASKED,
      "LensKit for Python: the first two ranks are not discounted"),
  /** The evaluation of the implicit library. */
  IMPLICIT(
      "map@10,ndcg@10,recall@10",
      FoldInItems.MASKED,
      "implicit: its map and ndcg; its precision pools the users of whom recall takes the mean"),
  /** RecTools. */
  RECTOOLS(
      "ndcg@10(ideal=fixed),map@10(denominator=relevant),recall@10(denominator=relevant),"
          + "precision@10,mrr@10,hr@10",
      FoldInItems.MASKED,
      "RecTools: the ideal list has k hits whatever was held out"),
  /** RankSys, with the relevance threshold at 1: every rating is relevant. */
  RANKSYS(
      "ndcg@10(gain=exponential),map@10,recall@10(denominator=relevant),precision@10,mrr@10",
      FoldInItems.MASKED,
      "RankSys: exponential gains; its threshold is set at 1 here"),
  /** What a ranking does beside being right; needs the training data. */
  BEYOND(
      "coverage@10,gini@10,novelty@10,diversity@10,popularity@10,popularity@10(measure=lift)",
      FoldInItems.MASKED,
      "beyond accuracy: coverage, concentration, novelty, diversity, popularity");

  private final String list;
  private final FoldInItems foldInItems;
  private final String summary;

  Preset(String list, FoldInItems foldInItems, String summary) {
    this.list = list;
    this.foldInItems = foldInItems;
    this.summary = summary;
  }

  /** The preset of a name such as {@code "vae-cf"}, if there is one. */
  public static Optional<Preset> named(String name) {
    return Tokens.find(Preset.class, name);
  }

  /** The name that people write: {@code "vae-cf"}. */
  public String token() {
    return Tokens.of(this);
  }

  /** What it is, in one line. */
  public String summary() {
    return summary;
  }

  /** The metrics, in order. */
  public List<Metric> metrics() {
    return Metrics.parse(list);
  }

  /** What becomes of the items of the history. */
  public FoldInItems foldInItems() {
    return foldInItems;
  }
}
