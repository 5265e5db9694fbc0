package org.refold.data.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Netflix prize: a line {@code item:}, then lines {@code user,rating,date} of that item. */
final class NetflixBlocks implements Rewrite {

  private static final Pattern ITEM = Pattern.compile("\\d+:");
  private static final Pattern RATING = Pattern.compile("\\d+,\\d+,\\d{4}-\\d\\d-\\d\\d");

  private String item = "";

  static Optional<Rewrite> of(List<String> lines) {
    boolean fits =
        !lines.isEmpty()
            && ITEM.matcher(lines.get(0)).matches()
            && lines.stream().anyMatch(line -> RATING.matcher(line).matches());
    return fits ? Optional.of(new NetflixBlocks()) : Optional.empty();
  }

  @Override
  public Optional<Format> format() {
    return Optional.of(Format.NETFLIX);
  }

  @Override
  public String header() {
    return "item,user,rating,date";
  }

  @Override
  public void line(String line, long number, StringBuilder out) {
    if (ITEM.matcher(line).matches()) {
      item = line.substring(0, line.length() - 1);
      out.append('\n'); // keeps the numbers of lines
    } else {
      out.append(item).append(',').append(line).append('\n');
    }
  }
}
