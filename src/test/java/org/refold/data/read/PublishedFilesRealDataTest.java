package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.FilterChain;
import org.refold.data.Interactions;

/** The counts are those that the publishers state, or {@code wc} and {@code sort -u} give. */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
class PublishedFilesRealDataTest {

  private static @Nullable Interactions movieLens1m;

  /** Read once for all tests. */
  private static synchronized Interactions movieLens1m() {
    Interactions data = movieLens1m;
    if (data == null) {
      data = InteractionFiles.read(path("ml-1m")).interactions();
      movieLens1m = data;
    }
    return data;
  }

  private static Path path(String name) {
    return Path.of(Objects.requireNonNull(System.getenv("REFOLD_DATA")), name);
  }

  @ParameterizedTest
  @CsvSource({
    "ml-1m/ratings.dat.gz,           6040,  3706, 1000209, MOVIELENS_DAT",
    "ml-100k.zip,                     943,  1682,  100000, MOVIELENS_100K",
    "ml-latest-small.zip,             610,  9724,  100836, MOVIELENS_CSV",
    "hetrec2011-lastfm-2k.zip,       1892, 17632,   92834, LASTFM_HETREC",
    "sasrec/ml-1m.txt.gz,            6040,  3416,  999611, SASREC_SEQUENCES",
    "sasrec/Video.txt.gz,           31013, 23715,  287107, SASREC_SEQUENCES",
    "ncf/ml-1m.test.rating.gz,       6040,  1921,    6040, DELIMITED"
  })
  void countsAreThePublishedOnes(
      String name, int users, int items, int interactions, Format format) {
    ReadResult read = InteractionFiles.read(path(name));
    assertThat(read.interactions().userCount()).isEqualTo(users);
    assertThat(read.interactions().itemCount()).isEqualTo(items);
    assertThat(read.interactions().size()).isEqualTo(interactions);
    assertThat(read.duplicates()).isZero();
    assertThat(read.format()).isEqualTo(format);
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void ratingsOfMovieLens1mAreThose() {
    Interactions data = movieLens1m();
    int[] histogram = new int[6];
    IntStream.range(0, data.size()).forEach(p -> histogram[(int) data.value(p)]++);
    assertThat(histogram).containsExactly(0, 56_174, 107_557, 261_197, 348_971, 226_310);
    assertThat(data.hasTimes()).isTrue();
    // the first line is 1::1193::5::978300760
    int item = data.items().indexOf("1193");
    int p =
        IntStream.range(data.start(0), data.end(0))
            .filter(q -> data.item(q) == item)
            .findFirst()
            .orElseThrow();
    assertThat(data.users().id(0)).isEqualTo("1");
    assertThat(data.value(p)).isEqualTo(5f);
    assertThat(data.time(p)).isEqualTo(978_300_760_000L);
  }

  /** SASRec's file keeps the items with five ratings or more. */
  @Test
  void filteringGivesTheCountsOfSasRec() {
    Interactions data = movieLens1m();
    Interactions kept = FilterChain.parse("items>=5").apply(data).interactions();
    assertThat(kept.itemCount()).isEqualTo(3416);
    assertThat(kept.size()).isEqualTo(999_611);
  }

  @Test
  void moviesAndUsersOf1m() {
    Interactions data = movieLens1m();
    Attributes movies = AttributeFiles.items(path("ml-1m"), data.items());
    int miserables = data.items().indexOf("73");
    assertThat(movies.title(miserables)).isEqualTo("Misérables, Les (1995)");
    assertThat(movies.year(miserables)).hasValue(1995);
    assertThat(movies.categories("genres").namesOf(miserables)).containsExactly("Drama", "Musical");
    assertThat(movies.categories("genres").labels()).hasSize(18);
    Attributes users = AttributeFiles.users(path("ml-1m"), data.users());
    assertThat(users.categories("gender").counts()).containsExactlyInAnyOrder(1709, 4331);
    assertThat(users.categories("occupation").labels()).hasSize(21).contains("K-12 student");
    assertThat(users.numbers("age").of(data.users().indexOf("1"))).isEqualTo(1);
  }

  @Test
  void moviesAndUsersOf100k() {
    Path zip = path("ml-100k.zip");
    Interactions data = InteractionFiles.read(zip).interactions();
    Attributes movies = AttributeFiles.items(zip, data.items());
    int toyStory = data.items().indexOf("1");
    assertThat(movies.title(toyStory)).isEqualTo("Toy Story (1995)");
    assertThat(movies.categories("genres").namesOf(toyStory))
        .containsExactly("Animation", "Children's", "Comedy");
    assertThat(movies.title(data.items().indexOf("543"))).isEqualTo("Misérables, Les (1995)");
    Attributes users = AttributeFiles.users(zip, data.users());
    int first = data.users().indexOf("1");
    assertThat(users.numbers("age").of(first)).isEqualTo(24);
    assertThat(users.categories("occupation").namesOf(first)).containsExactly("technician");
    assertThat(users.categories("gender").counts()).containsExactlyInAnyOrder(670, 273);
  }

  @Test
  void moviesOfLatestSmall() {
    Path zip = path("ml-latest-small.zip");
    Interactions data = InteractionFiles.read(zip).interactions();
    Attributes movies = AttributeFiles.items(zip, data.items());
    assertThat(movies.title(data.items().indexOf("11")))
        .isEqualTo("American President, The (1995)");
    assertThat(movies.categories("genres").isKnown(data.items().indexOf("114335"))).isFalse();
    assertThat(movies.categories("tags").namesOf(data.items().indexOf("60756")))
        .contains("funny", "Highly quotable", "will ferrell");
  }

  @Test
  void artistsOfLastFm() {
    Path zip = path("hetrec2011-lastfm-2k.zip");
    Interactions data = InteractionFiles.read(zip).interactions();
    Attributes artists = AttributeFiles.items(zip, data.items());
    assertThat(artists.title(data.items().indexOf("1"))).isEqualTo("MALICE MIZER");
    AttributeColumn.Categories tags = artists.categories("tags");
    assertThat(tags.labels()).contains("metal", "electronic");
    assertThat(IntStream.range(0, data.itemCount()).allMatch(artists.texts("title")::isKnown))
        .isTrue();
  }
}
