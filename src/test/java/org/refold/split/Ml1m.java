package org.refold.split;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/** MovieLens-1M for tests on real data, in the order of its file. */
final class Ml1m {

  private static Interactions read;

  private Ml1m() {}

  static Path folder() {
    return Path.of(System.getenv("REFOLD_DATA"));
  }

  static synchronized Interactions read() throws IOException {
    if (read == null) {
      read = parse(folder().resolve("ml-1m/ratings.dat.gz"));
    }
    return read;
  }

  private static Interactions parse(Path file) throws IOException {
    Map<String, Integer> users = new LinkedHashMap<>();
    Map<String, Integer> items = new LinkedHashMap<>();
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int first = line.indexOf(':');
        int second = line.indexOf(':', first + 2);
        int third = line.indexOf(':', second + 2);
        builder.add(
            number(users, line.substring(0, first)),
            number(items, line.substring(first + 2, second)),
            Float.parseFloat(line.substring(second + 2, third)),
            Long.parseLong(line.substring(third + 2)));
      }
    }
    return builder.build(
        Vocabulary.of(users.keySet()), Vocabulary.of(items.keySet()), Duplicates.LAST_WINS);
  }

  private static int number(Map<String, Integer> numbers, String id) {
    Integer known = numbers.putIfAbsent(id, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }
}
