package org.refold.evaluate.metric;

import java.util.Arrays;
import java.util.List;
import org.refold.settings.Choice;

/**
 * Gini coefficient of how often items are listed: 0 where all are listed equally often, towards 1
 * where a few have all the lists. With counts {@code c} in ascending order and n items it is {@code
 * sum((2 j - n - 1) c_j) / (n sum(c))}, j from 1.
 *
 * <p>Example: 4 items are listed 0, 0, 1 and 3 times: {@code gini@2} is (1 * 1 + 3 * 3) / (4 * 4) =
 * 0.625, and over the two items that are listed at all (-1 * 1 + 1 * 3) / (2 * 4) = 0.25.
 *
 * @param cutoff the length of a list, k
 * @param items which items take part
 */
public record Gini(int cutoff, Items items) implements SystemMetric {

  /** Which items take part. */
  public enum Items implements Choice {
    /** All items of the catalogue. */
    CATALOGUE("all items of the catalogue take part, also those never listed"),
    /** As in the article's programs; hides what is never listed. */
    LISTED("only items that are listed at least once take part");

    private final String meaning;

    Items(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks the cut-off. */
  public Gini {
    Cutoffs.check("gini", cutoff);
  }

  /** Over the whole catalogue. */
  public Gini(int cutoff) {
    this(cutoff, Items.CATALOGUE);
  }

  @Override
  public String base() {
    return "gini";
  }

  @Override
  public String summary() {
    return "Gini coefficient of how often items are among the first k of users";
  }

  @Override
  public Better better() {
    return Better.LOWER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("items", items, Items.CATALOGUE));
  }

  @Override
  public double of(Exposure exposure) {
    int[] counts = new int[exposure.items()];
    int n = 0;
    for (int item = 0; item < exposure.items(); item++) {
      if (items == Items.CATALOGUE || exposure.count(item) > 0) {
        counts[n++] = exposure.count(item);
      }
    }
    Arrays.sort(counts, 0, n);
    double weighted = 0;
    double sum = 0;
    for (int j = 0; j < n; j++) {
      weighted += (2.0 * (j + 1) - n - 1) * counts[j];
      sum += counts[j];
    }
    return sum == 0 ? Double.NaN : weighted / (n * sum);
  }
}
