package org.refold.report.chart;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of metrics as papers set them on axes: {@code ndcg@100} is NDCG@100. */
public final class AxisNames {

  private static final Set<String> LETTERS =
      Set.of("ndcg", "map", "mrr", "auc", "rmse", "mae", "mse", "hr", "f1", "arp", "kl");

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

  private AxisNames() {}

  /** The name of a metric with its first word as papers write it; the rest stays. */
  public static String of(String metric) {
    return WORD.matcher(metric)
        .replaceFirst(
            found -> {
              String word = found.group();
              return LETTERS.contains(word)
                  ? word.toUpperCase(Locale.ROOT)
                  : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
            });
  }
}
