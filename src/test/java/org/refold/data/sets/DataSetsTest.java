package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

class DataSetsTest {

  private static final String RATINGS =
      "1::10::5::978300760\n1::20::3::978300761\n2::10::4::978300762\n";

  @TempDir private Path home;
  private Path given;
  private Path named;
  private DataLocations locations;

  @BeforeEach
  void makeFolders() throws IOException {
    given = Files.createDirectories(home.resolve("given"));
    named = Files.createDirectories(home.resolve("named"));
    Files.createDirectories(home.resolve("data"));
    locations =
        DataLocations.of(
            Optional.of(given), Map.of(DataLocations.VARIABLE, named.toString()), home);
  }

  private static void ratings(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ratings.dat"), RATINGS, StandardCharsets.UTF_8);
  }

  private static void zip(Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("ml-1m/ratings.dat"));
      zip.write(RATINGS.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private DataSet open(String nameOrPath) {
    return DataSets.open(nameOrPath, locations, Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "ml-1m, ml-1m",
    "/home/me/own data.csv, own data.csv",
    "'../loans.csv:user=Reader,item=Book', loans.csv",
    "'C:\\data\\loans.csv:header=absent', loans.csv",
    "'synthetic:users=40,items=20', 'synthetic:users=40,items=20'"
  })
  void titlesCallAFileByItsName(String data, String expected) {
    assertThat(DataSets.shortName(data)).isEqualTo(expected);
  }

  @Test
  void looksInTheGivenFolderThenTheNamedOneThenData() throws IOException {
    ratings(home.resolve("data/ml-1m"));
    assertThat(open("ml-1m").source()).contains(home.resolve("data/ml-1m"));
    zip(named.resolve("ml-1m.zip"));
    assertThat(open("ml-1m").source()).contains(named.resolve("ml-1m.zip"));
    Files.createDirectories(given.resolve("ml-1m"));
    assertThat(open("ml-1m").source()).as("empty").contains(named.resolve("ml-1m.zip"));
    ratings(given.resolve("ml-1m"));
    DataSet set = open("ml-1m");
    assertThat(set.source()).contains(given.resolve("ml-1m"));
    assertThat(set.name()).isEqualTo("ml-1m");
    assertThat(set.interactions().size()).isEqualTo(3);
    assertThat(set.sha256()).isEqualTo(set.interactions().sha256());
  }

  @Test
  void warnsOfAnArchiveThatIsNotThePublishersAndOfOtherCounts() throws IOException {
    zip(given.resolve("ml-1m.zip"));
    assertThat(open("ml-1m").warnings())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("not the publisher's archive", "c4d9eecf"))
        .anySatisfy(line -> assertThat(line).contains("6040 users", "2 users x 2 items"));
  }

  @Test
  void opensPathsFromHereAndFromTheFolders() throws IOException {
    Path file = given.resolve("mine.csv");
    Files.writeString(file, "user,item\na,x\nb,x\n", StandardCharsets.UTF_8);
    assertThat(open(file.toString()).interactions().size()).isEqualTo(2);
    assertThat(open("mine.csv").source()).contains(file);
  }

  @Test
  void makesTheSyntheticSet() {
    DataSet set = open("synthetic:users=50,items=40,seed=3");
    assertThat(set.interactions().userCount()).isEqualTo(50);
    assertThat(set.name()).startsWith("synthetic:users=50,items=40,").endsWith(",seed=3");
    assertThat(open(set.name()).sha256()).isEqualTo(set.sha256());
    assertThat(set.source()).isEmpty();
  }

  @Test
  void saysWhereItLookedAndHowToFetch() {
    assertThatThrownBy(() -> open("lastfm-2k"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            given.toString(),
            named.toString(),
            home.resolve("data").toString(),
            "hetrec2011-lastfm-2k.zip",
            "refold data fetch lastfm-2k");
  }

  @ParameterizedTest
  @CsvSource({
    "ml1m,did you mean 'ml-1m'?",
    "ML-25M,did you mean 'ml-25m'?",
    "lastmovies,'give the path'",
    "./no/such.csv,there is no file or folder"
  })
  void guessesWhatWasMeant(String given, String message) {
    assertThatThrownBy(() -> open(given))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(given, message, "synthetic")
        .hasMessageNotContaining("\n");
  }

  @Test
  void fetchesOnlyWhatIsPublished() {
    assertThatThrownBy(() -> DataSets.fetch("synthetic", locations, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("needs no fetching");
    assertThatThrownBy(() -> DataSets.fetch("ml-2m", locations, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("known: ml-1m");
  }

  @Test
  void unpacksWhatIsThere() throws IOException {
    zip(given.resolve("ml-1m.zip"));
    Path folder = DataSets.unpack("ml-1m", locations, Progress.NONE);
    assertThat(folder).isEqualTo(given.resolve("ml-1m"));
    assertThat(folder.resolve("ratings.dat")).hasContent(RATINGS.strip());
    assertThat(open("ml-1m").source()).contains(folder);
  }

  @Test
  void everyEntryOfTheCatalogueIsComplete() {
    assertThat(DataSets.names())
        .containsExactly(
            "ml-1m",
            "ml-100k",
            "ml-latest-small",
            "ml-20m",
            "ml-25m",
            "ml-32m",
            "lastfm-2k",
            "sasrec-ml-1m",
            "sasrec-video",
            "synthetic");
    for (PublicDataSet set : DataSets.all()) {
      assertThat(set.address().getScheme()).isEqualTo("https");
      assertThat(set.archive()).endsWith(".zip");
      assertThat(set.licence()).contains("commercial", "cite");
      assertThat(List.of(set.users(), set.items(), set.interactions()))
          .allSatisfy(count -> assertThat(count).isPositive());
      assertThat(set.checksum()).isPresent();
    }
  }

  @Test
  void aFileThatEveryoneHasOpensByItsName() throws IOException {
    assertThatThrownBy(() -> open("sasrec-ml-1m"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is not fetched")
        .hasMessageContaining("https://github.com/kang205/SASRec");
    Files.createDirectories(home.resolve("data/sasrec"));
    Files.writeString(home.resolve("data/sasrec/ml-1m.txt"), "1 1\n1 2\n1 3\n2 1\n2 3\n");
    DataSet set = open("sasrec-ml-1m");
    assertThat(set.name()).isEqualTo("sasrec-ml-1m");
    assertThat(set.warnings())
        .anyMatch(line -> line.contains("published with 6040 users x 3416 items, 999611"));
  }

  @Test
  void downloadsGoToTheGivenFolderOrToData() {
    assertThat(locations.downloads()).isEqualTo(given);
    assertThat(DataLocations.of(Optional.empty(), Map.of(), home).downloads())
        .isEqualTo(home.resolve("data"));
  }

  /**
   * How a file is read is part of its name, so that whatever records the name can read it again.
   */
  @Test
  void optionsOfReadingStandBehindANameOrPath() throws IOException {
    Files.writeString(home.resolve("plays.csv"), "10,u,5,978300760\n20,u,3,978300761\n");
    String told = home.resolve("plays.csv") + ":user=2,item=1,value=none,time-format=seconds";
    DataSet set = open(told);
    assertThat(set.name()).isEqualTo(told);
    assertThat(set.interactions().users().ids()).containsExactly("u");
    assertThat(set.interactions().hasValues()).isFalse();
    assertThat(set.reading().notes()).isEmpty();
    assertThat(set.info().lines())
        .contains("row           user 'u', item '10', time 2000-12-31T22:12:40Z")
        .anyMatch(line -> line.contains("column 2 as the user (as told)"));
    assertThat(open(home.resolve("plays.csv").toString()).reading().notes())
        .singleElement()
        .asString()
        .contains("column 1 as the user (by its place)");
    assertThatThrownBy(() -> open(home.resolve("plays.csv") + ":user=2,itm=1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'item'");
    ratings(given.resolve("ml-1m"));
    assertThat(open("ml-1m:time=none,value=none").interactions().hasTimes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "amazon, category",
    "gowalla, SNAP",
    "netflix, withdrawn",
    "steam, Python",
    "yelp, agreement"
  })
  void setsToBeHadByHandSayWhere(String name, String expected) {
    assertThatThrownBy(() -> open(name))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> DataSets.fetch(name, locations, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is not fetched");
  }
}
