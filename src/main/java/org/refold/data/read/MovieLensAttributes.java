package org.refold.data.read;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * Attributes of the MovieLens data sets: titles, years, genres and tags of movies; gender, age,
 * occupation and zip code of users. What the README files call by numbers is called by its name.
 */
final class MovieLensAttributes {

  /** Where the flags of u.item begin, one for each line of u.genre. */
  private static final int FIRST_GENRE = 5;

  private static final List<String> GENRES_OF_100K =
      AttributesMaker.betweenBars(
          "unknown|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|"
              + "Film-Noir|Horror|Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western");

  /** By the numbers in users.dat. */
  private static final List<String> OCCUPATIONS_OF_1M =
      AttributesMaker.betweenBars(
          "other|academic/educator|artist|clerical/admin|college/grad student|customer service|"
              + "doctor/health care|executive/managerial|farmer|homemaker|K-12 student|lawyer|"
              + "programmer|retired|sales/marketing|scientist|self-employed|technician/engineer|"
              + "tradesman/craftsman|unemployed|writer");

  private MovieLensAttributes() {}

  /** Out of u.item and u.genre. */
  static Attributes items100k(FileSet files, Vocabulary items) throws IOException {
    AttributesMaker maker = new AttributesMaker(items);
    List<String> genres = genres(files);
    int width = FIRST_GENRE + genres.size();
    for (DelimitedTable.Row row : rows(files, "u.item", Separator.PIPE, width)) {
      maker.titleWithYear(row.get(0), row.get(1));
      maker.categories(
          "genres",
          row.get(0),
          IntStream.range(0, genres.size())
              .filter(k -> row.get(FIRST_GENRE + k).equals("1"))
              .mapToObj(genres::get)
              .toList());
    }
    return maker.make();
  }

  private static List<String> genres(FileSet files) throws IOException {
    return files.find("u.genre").isEmpty()
        ? GENRES_OF_100K
        : rows(files, "u.genre", Separator.PIPE, 2).stream().map(row -> row.get(0)).toList();
  }

  private static List<DelimitedTable.Row> rows(
      FileSet files, String name, Separator separator, int fewest) throws IOException {
    return DelimitedTable.rows(files, name, separator, fewest, "");
  }

  /** Out of u.user: {@code id|age|gender|occupation|zip}. */
  static Attributes users100k(FileSet files, Vocabulary users) throws IOException {
    AttributesMaker maker = new AttributesMaker(users);
    for (DelimitedTable.Row row : rows(files, "u.user", Separator.PIPE, 5)) {
      user(maker, row, row.get(2), row.number(1), row.get(3));
    }
    return maker.make();
  }

  /** Out of movies.dat: {@code id::title::genre|genre}. */
  static Attributes itemsDat(FileSet files, Vocabulary items) throws IOException {
    AttributesMaker maker = new AttributesMaker(items);
    movies(maker, rows(files, "movies.dat", Separator.DOUBLE_COLON, 3));
    return maker.make();
  }

  /** Out of users.dat: {@code id::gender::age::occupation::zip}; ages are those of age groups. */
  static Attributes usersDat(FileSet files, Vocabulary users) throws IOException {
    AttributesMaker maker = new AttributesMaker(users);
    for (DelimitedTable.Row row : rows(files, "users.dat", Separator.DOUBLE_COLON, 5)) {
      user(maker, row, row.get(1), row.number(2), occupation(row));
    }
    return maker.make();
  }

  private static String occupation(DelimitedTable.Row row) {
    double code = row.number(3);
    if (!(code >= 0 && code < OCCUPATIONS_OF_1M.size())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d, column 4: found the occupation '%s', expected 0 to %d; correct it",
              row.where(),
              row.line(),
              row.get(3),
              OCCUPATIONS_OF_1M.size() - 1));
    }
    return OCCUPATIONS_OF_1M.get((int) code);
  }

  private static void user(
      AttributesMaker maker, DelimitedTable.Row row, String gender, double age, String occupation) {
    maker.categories("gender", row.get(0), List.of(gender));
    maker.number("age", row.get(0), age);
    maker.categories("occupation", row.get(0), List.of(occupation));
    maker.text("zip", row.get(0), row.get(4));
  }

  /** Out of movies.csv and tags.csv. */
  static Attributes itemsCsv(FileSet files, Vocabulary items) throws IOException {
    AttributesMaker maker = new AttributesMaker(items);
    movies(maker, DelimitedTable.rows(files, "movies.csv", Separator.COMMA, 3, "movieid"));
    Map<String, Set<String>> tags = new LinkedHashMap<>();
    for (DelimitedTable.Row row :
        DelimitedTable.rows(files, "tags.csv", Separator.COMMA, 3, "userid")) {
      tags.computeIfAbsent(row.get(1), unused -> new LinkedHashSet<>()).add(row.get(2));
    }
    tags.forEach((id, names) -> maker.categories("tags", id, List.copyOf(names)));
    return maker.make();
  }

  private static void movies(AttributesMaker maker, List<DelimitedTable.Row> rows) {
    for (DelimitedTable.Row row : rows) {
      maker.titleWithYear(row.get(0), row.get(1));
      boolean none = row.get(2).equals("(no genres listed)");
      maker.categories(
          "genres", row.get(0), none ? List.of() : AttributesMaker.betweenBars(row.get(2)));
    }
  }
}
