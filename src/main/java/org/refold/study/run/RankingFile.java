package org.refold.study.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.refold.data.Holdout;
import org.refold.data.Vocabulary;
import org.refold.evaluate.RankedLists;
import org.refold.settings.BadInputException;

/**
 * Reads rankings that any system wrote: a run of TREC ({@code user Q0 item rank score tag}, by
 * blanks), or the {@code .tsv} that {@link PredictionFile} writes, told by its header, of which
 * {@code user}, {@code item} and one of {@code rank} and {@code score} are needed.
 *
 * <p>The higher score comes first, as in {@code trec_eval}; of equal scores the lower rank, then
 * the earlier line ({@code trec_eval} takes the later item id).
 */
public final class RankingFile {

  private static final int TREC_COLUMNS = 6;

  private final Path file;
  private final Vocabulary users;
  private final Vocabulary items;
  private final Map<String, List<Entry>> lists = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> seen = new HashMap<>();

  private record Entry(int item, double score, double rank) {}

  /** Where the columns of a line are; -1 for one that is not there. */
  private record Columns(boolean tabs, int size, int user, int item, int rank, int score) {
    static final Columns TREC = new Columns(false, TREC_COLUMNS, 0, 2, 3, 4);
  }

  private RankingFile(Path file, Holdout holdout) {
    this.file = file;
    this.users = holdout.foldIn().users();
    this.items = holdout.foldIn().items();
  }

  /**
   * Reads a file.
   *
   * @param holdout whose users and items, by raw ids, the file speaks of
   * @throws BadInputException if there is no such file, a line does not read, or it names a user or
   *     an item that the hold-out does not have, or an item twice for a user
   * @throws IOException if it cannot be read
   */
  public static RankedLists read(Path file, Holdout holdout) throws IOException {
    RankingFile reading = new RankingFile(file, holdout);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reading.readAll(lines);
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file of rankings " + file, e);
    } catch (MalformedInputException e) {
      throw new BadInputException(file + " is no text in UTF-8; write the rankings in it", e);
    }
    return reading.ranked();
  }

  private void readAll(BufferedReader lines) throws IOException {
    Columns columns = Columns.TREC;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number == 1 && isHeader(line)) {
        columns = header(fields(line, true));
      } else if (!line.isBlank()) {
        add(fields(line, columns.tabs), columns, number);
      }
    }
    if (lists.isEmpty()) {
      throw new BadInputException(file + " has no ranking; it is empty");
    }
  }

  private static boolean isHeader(String line) {
    List<String> fields = fields(line, true);
    return fields.contains("user") && fields.contains("item");
  }

  private Columns header(List<String> names) {
    if (names.contains("prediction") || !(names.contains("rank") || names.contains("score"))) {
      throw new BadInputException(
          "%s has the columns %s, which are no rankings: user, item, and rank or score are needed"
              .formatted(file, names));
    }
    return new Columns(
        true,
        names.size(),
        names.indexOf("user"),
        names.indexOf("item"),
        names.indexOf("rank"),
        names.indexOf("score"));
  }

  private static List<String> fields(String line, boolean tabs) {
    List<String> fields = new ArrayList<>();
    if (tabs) {
      int from = 0;
      for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
        fields.add(line.substring(from, tab));
        from = tab + 1;
      }
      fields.add(line.substring(from));
    } else {
      StringTokenizer tokens = new StringTokenizer(line);
      while (tokens.hasMoreTokens()) {
        fields.add(tokens.nextToken());
      }
    }
    return fields;
  }

  private void add(List<String> fields, Columns columns, long line) {
    if (fields.size() != columns.size) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d has %d columns, but %s has %d",
              file,
              line,
              fields.size(),
              columns.tabs ? "the header" : "a run of TREC (user Q0 item rank score tag)",
              columns.size));
    }
    String user = id(fields.get(columns.user), columns);
    String item = id(fields.get(columns.item), columns);
    if (!users.contains(user)) {
      throw unknown(line, "user '%s'".formatted(user), users, "test users");
    }
    int index = items.indexOf(item);
    if (index < 0) {
      throw unknown(line, "item '%s'".formatted(item), items, "items, those of its training part");
    }
    if (!seen.computeIfAbsent(user, any -> new HashSet<>()).add(index)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d ranks item '%s' for user '%s' a second time; rank each once",
              file,
              line,
              item,
              user));
    }
    double rank = columns.rank < 0 ? 0 : number(fields.get(columns.rank), "rank", line);
    double score = columns.score < 0 ? 0 : number(fields.get(columns.score), "score", line);
    lists.computeIfAbsent(user, any -> new ArrayList<>()).add(new Entry(index, score, rank));
  }

  private static String id(String field, Columns columns) {
    return columns.tabs ? PredictionFile.unescaped(field) : field;
  }

  private BadInputException unknown(long line, String what, Vocabulary known, String whose) {
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s, line %d: %s is not one of the split's %d %s, such as '%s'; rank for the same"
                + " split and seed, with the raw ids of the data",
            file,
            line,
            what,
            known.size(),
            whose,
            known.id(0)));
  }

  private double number(String field, String column, long line) {
    try {
      double value = Double.parseDouble(field);
      if (!Double.isNaN(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadInputException(
        String.format(
            Locale.ROOT, "%s, line %d: the %s '%s' is no number", file, line, column, field));
  }

  private RankedLists ranked() {
    Map<String, int[]> ranked = new HashMap<>();
    Comparator<Entry> best =
        Comparator.comparingDouble(Entry::score).reversed().thenComparingDouble(Entry::rank);
    lists.forEach(
        (user, entries) ->
            ranked.put(user, entries.stream().sorted(best).mapToInt(Entry::item).toArray()));
    return new RankedLists(name(), items, ranked);
  }

  /** The name of the file without its ending. */
  private String name() {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
