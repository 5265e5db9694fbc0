package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.Progress;

/** Published sets have the published counts. */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
class DataSetsRealDataTest {

  private static final DataLocations LOCATIONS =
      new DataLocations(List.of(Path.of(System.getenv("REFOLD_DATA"))), Path.of("data"));

  @ParameterizedTest
  @ValueSource(strings = {"ml-1m", "ml-100k", "ml-latest-small", "lastfm-2k"})
  void hasThePublishedCounts(String name) {
    PublicDataSet published = DataSets.find(name).orElseThrow();
    DataSet set = DataSets.open(name, LOCATIONS, Progress.NONE);
    assertThat(set.interactions().userCount()).isEqualTo(published.users());
    assertThat(set.interactions().itemCount()).isEqualTo(published.items());
    assertThat(set.interactions().size()).isEqualTo(published.interactions());
    assertThat(set.warnings()).noneMatch(line -> line.contains("was published with"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasrec-ml-1m", "sasrec-video"})
  void filesOfSasRecHaveTheirCounts(String name) {
    DataSet set = DataSets.open(name, LOCATIONS, Progress.NONE);
    assertThat(set.warnings()).noneMatch(line -> line.contains("was published with"));
    assertThat(set.interactions().hasTimes()).isFalse();
  }

  /** Counted with zcat, cut and uniq in ratings.dat; the median with numpy. */
  @Test
  void figuresOfMovieLens1M() {
    DataInfo info = DataSets.open("ml-1m", LOCATIONS, Progress.NONE).info();
    assertThat(info.values())
        .isEqualTo(Map.of(1f, 56_174, 2f, 107_557, 3f, 261_197, 4f, 348_971, 5f, 226_310));
    assertThat(info.activity().median()).isEqualTo(96);
    assertThat(info.duplicates()).isZero();
    assertThat(Optional.of(info.density()).map(d -> Math.round(1e4 * d))).contains(447L);
  }

  @Test
  void knowsTitlesAndUsersOfMovieLens1M() {
    DataSet set = DataSets.open("ml-1m", LOCATIONS, Progress.NONE);
    int item = set.interactions().items().indexOf("1");
    assertThat(set.items().title(item)).startsWith("Toy Story");
    int user = set.interactions().users().indexOf("1");
    assertThat(set.users().categories("gender").namesOf(user)).containsExactly("F");
  }
}
