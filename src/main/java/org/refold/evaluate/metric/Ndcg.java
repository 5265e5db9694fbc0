package org.refold.evaluate.metric;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.refold.settings.BadInputException;
import org.refold.settings.Choice;

/**
 * Normalised discounted cumulative gain: the gains of the hits among the first k, each times the
 * discount of its rank, divided by what an ideal list would have (Järvelin and Kekäläinen 2002).
 * The name alone does not fix the number: programs differ in gain, discount and ideal.
 *
 * <p>Example: three items are held out, two of them stand at the ranks 2 and 4 of five. The sum is
 * 1 / log2(3) + 1 / log2(5) = 1.061606. By {@code ideal}: {@code truncated} 1.061606 / (1 +
 * 0.630930 + 0.5) = 0.498; {@code fixed} 0.360 (five positions); {@code hits} 0.651; and with
 * {@code discount=log2-clipped} (1 + 0.5) / (1 + 1 + 0.630930) = 0.570. With the ratings 3 and 5 at
 * those ranks and 4 missed: {@code gain=value} 0.448, {@code gain=exponential,threshold=3} 0.388;
 * {@code gain=exponential} 0.404, and with {@code ideal=as-given} 0.556 where the data have them in
 * the order 3, 4, 5.
 *
 * <p>A user whose ideal list has no gain at all is left out.
 *
 * @param cutoff the length of the list, k
 * @param gain what a hit is worth
 * @param threshold the lowest value that has an exponential gain; plays no part in other gains
 * @param discount what becomes of it further down
 * @param ideal what it is divided by
 */
@RecordBuilder
public record Ndcg(int cutoff, Gain gain, double threshold, Discount discount, Ideal ideal)
    implements ShareMetric, NdcgBuilder.With {

  /** What a hit is worth. */
  public enum Gain implements Choice {
    /** As in vae_cf, RecBole, LensKit and most others. */
    BINARY("every held-out item is worth 1"),
    /** As in LibRec. */
    VALUE("a held-out item is worth its value (rating, count)"),
    /** As in RankSys and Elliot; with threshold 1 the 2^rating - 1 of web search. */
    EXPONENTIAL("a held-out item of value r is worth 2^(r - threshold + 1) - 1, below it nothing");

    private final String meaning;

    Gain(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** What becomes of a gain further down the list. */
  public enum Discount implements Choice {
    /** The most common one. */
    LOG2("divided by log2(rank + 1)"),
    /** As in LensKit: the first two ranks count the same. */
    LOG2_CLIPPED("divided by max(1, log2(rank)), so that ranks 1 and 2 count the same");

    private final String meaning;

    Discount(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }

    /** The factor for a rank, which counts from 1. */
    public double at(int rank) {
      double log = Math.log(this == LOG2 ? rank + 1 : rank) / Math.log(2);
      return 1 / Math.max(1, log);
    }
  }

  /** The list that it is divided by; T is the set of held-out items. */
  public enum Ideal implements Choice {
    /** As in vae_cf, RecBole, Cornac, RecPack: a perfect list scores 1. */
    TRUNCATED("the ideal list is the best min(k, |T|) held-out items"),
    /** As in RecTools: users with fewer than k held-out items cannot reach 1. */
    FIXED("the ideal list has a hit at each of k ranks, however few items were held out"),
    /** As in the SVAE paper's formula: users with more than k held-out items cannot reach 1. */
    FULL("the ideal list has all |T| held-out items, also beyond rank k"),
    /** As in DaisyRec; not NDCG: what was missed is not missed. */
    HITS("the ideal list has only the hits, which is wrong: it inflates the figure"),
    /** As in Spark's graded {@code ndcgAt}; makes no difference where all gains are alike. */
    AS_GIVEN(
        "the ideal list is the first min(k, |T|) held-out items in the order of the data, which is"
            + " wrong: a list that puts the best first can exceed 1");

    private final String meaning;

    Ideal(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks cut-off and threshold. */
  public Ndcg {
    Cutoffs.check("ndcg", cutoff);
    if (!Double.isFinite(threshold)) {
      throw new BadInputException("the threshold of ndcg is " + threshold + ", not a number");
    }
    if (ideal == Ideal.FIXED && gain != Gain.BINARY) {
      throw new BadInputException(
          "ndcg with ideal=fixed fills k ranks with hits, so it needs gain=binary, not gain="
              + gain.token()
              + "; ideal=truncated goes with any gain");
    }
  }

  /** Binary gain, log2(rank + 1), truncated ideal: what most papers mean. */
  public Ndcg(int cutoff) {
    this(cutoff, Gain.BINARY, 1, Discount.LOG2, Ideal.TRUNCATED);
  }

  @Override
  public String base() {
    return "ndcg";
  }

  @Override
  public String summary() {
    return "normalised discounted cumulative gain of the first k";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    Convention gains = Convention.of("gain", gain, Gain.BINARY);
    Convention discounts = Convention.of("discount", discount, Discount.LOG2);
    Convention ideals = Convention.of("ideal", ideal, Ideal.TRUNCATED);
    String meaning = "lower values have no exponential gain";
    return gain == Gain.EXPONENTIAL
        ? List.of(
            gains, Convention.of("threshold", threshold, 1, "a number", meaning), discounts, ideals)
        : List.of(gains, discounts, ideals);
  }

  @Override
  public String leftOut() {
    return gain == Gain.BINARY ? "" : "users of whom no held-out item has a gain";
  }

  @Override
  public double largest() {
    return ideal == Ideal.AS_GIVEN ? Double.POSITIVE_INFINITY : 1;
  }

  @Override
  public Measure measure(MetricContext background) {
    return gain == Gain.BINARY ? new BinaryNdcg(this) : new GradedNdcg(this);
  }

  /**
   * What a held-out item of some value is worth; never negative. The threshold is taken as values
   * are: 3.3 as the float next to it.
   */
  double gainOf(float value) {
    float least = (float) threshold;
    return switch (gain) {
      case BINARY -> 1;
      case VALUE -> Math.max(0, value);
      case EXPONENTIAL -> value < least ? 0 : Math.pow(2, (double) value - least + 1) - 1;
    };
  }
}
