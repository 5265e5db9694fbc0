package org.refold.data.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line for a user: the user, then the items, oldest first where they are a sequence. Adjacency
 * lists of NGCF and LightGCN and sequences of S3-Rec are written like this.
 */
record UserRows() implements Rewrite {

  private static final Pattern NUMBERS = Pattern.compile("\\d+([\\s,]+\\d+)*\\s*");
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
  private static final int FEWEST = 3;

  /** In a table with a few broken lines most have the same number of fields. */
  private static final double SMALLEST_SHARE = 0.9;

  static Optional<Rewrite> of(List<String> lines) {
    Set<String> users = new HashSet<>();
    Map<Integer, Integer> widths = new HashMap<>();
    for (String line : lines) {
      if (!NUMBERS.matcher(line).matches()) {
        return Optional.empty();
      }
      String[] numbers = BETWEEN.splitAsStream(line).toArray(String[]::new);
      users.add(numbers[0]);
      widths.merge(numbers.length, 1, Integer::sum);
    }
    int most = widths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    boolean ragged = most < SMALLEST_SHARE * lines.size() && lines.size() >= FEWEST;
    return ragged && users.size() == lines.size() ? Optional.of(new UserRows()) : Optional.empty();
  }

  @Override
  public Optional<Format> format() {
    return Optional.of(Format.USER_ROWS);
  }

  @Override
  public String header() {
    return "user item";
  }

  @Override
  public void line(String line, long number, StringBuilder out) {
    String[] fields = BETWEEN.splitAsStream(line).toArray(String[]::new);
    for (int k = 1; k < fields.length; k++) {
      out.append(fields[0]).append(' ').append(fields[k]).append('\n');
    }
  }
}
