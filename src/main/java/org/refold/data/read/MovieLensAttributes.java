package org.refold.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    Optional<ByteSource> source = files.find("u.item");
    if (source.isPresent()) {
      List<String> genres = genres(files);
      int width = FIRST_GENRE + genres.size();
      for (DelimitedTable.Row row :
          DelimitedTable.read(source.get(), Separator.PIPE, Quoting.NONE, width).rows()) {
        maker.titleWithYear(row.get(0), row.get(1));
        List<String> own = new ArrayList<>();
        for (int k = 0; k < genres.size(); k++) {
          if (row.get(FIRST_GENRE + k).equals("1")) {
            own.add(genres.get(k));
          }
        }
        maker.categories("genres", row.get(0), own);
      }
    }
    return maker.make();
  }

  private static List<String> genres(FileSet files) throws IOException {
    Optional<ByteSource> source = files.find("u.genre");
    if (source.isEmpty()) {
      return GENRES_OF_100K;
    }
    return DelimitedTable.read(source.get(), Separator.PIPE, Quoting.NONE, 2).rows().stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Out of u.user: {@code id|age|gender|occupation|zip}. */
  static Attributes users100k(FileSet files, Vocabulary users) throws IOException {
    AttributesMaker maker = new AttributesMaker(users);
    Optional<ByteSource> source = files.find("u.user");
    if (source.isPresent()) {
      for (DelimitedTable.Row row :
          DelimitedTable.read(source.get(), Separator.PIPE, Quoting.NONE, 5).rows()) {
        user(maker, row, row.get(2), row.number(1), row.get(3));
      }
    }
    return maker.make();
  }

  /** Out of movies.dat: {@code id::title::genre|genre}. */
  static Attributes itemsDat(FileSet files, Vocabulary items) throws IOException {
    AttributesMaker maker = new AttributesMaker(items);
    Optional<ByteSource> source = files.find("movies.dat");
    if (source.isPresent()) {
      movies(
          maker, DelimitedTable.read(source.get(), Separator.DOUBLE_COLON, Quoting.NONE, 3).rows());
    }
    return maker.make();
  }

  /** Out of users.dat: {@code id::gender::age::occupation::zip}; ages are those of age groups. */
  static Attributes usersDat(FileSet files, Vocabulary users) throws IOException {
    AttributesMaker maker = new AttributesMaker(users);
    Optional<ByteSource> source = files.find("users.dat");
    if (source.isPresent()) {
      for (DelimitedTable.Row row :
          DelimitedTable.read(source.get(), Separator.DOUBLE_COLON, Quoting.NONE, 5).rows()) {
        user(maker, row, row.get(1), row.number(2), occupation(row));
      }
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
    Optional<ByteSource> movies = files.find("movies.csv");
    if (movies.isPresent()) {
      movies(
          maker,
          DelimitedTable.read(movies.get(), Separator.COMMA, Quoting.DOUBLE_QUOTES, 3)
              .withoutHeader("movieid"));
    }
    Optional<ByteSource> tags = files.find("tags.csv");
    if (tags.isPresent()) {
      Map<String, Set<String>> tagsOf = new LinkedHashMap<>();
      for (DelimitedTable.Row row :
          DelimitedTable.read(tags.get(), Separator.COMMA, Quoting.DOUBLE_QUOTES, 3)
              .withoutHeader("userid")) {
        tagsOf.computeIfAbsent(row.get(1), unused -> new LinkedHashSet<>()).add(row.get(2));
      }
      tagsOf.forEach((id, names) -> maker.categories("tags", id, List.copyOf(names)));
    }
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
