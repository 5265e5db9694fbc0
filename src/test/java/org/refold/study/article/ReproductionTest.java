package org.refold.study.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.Synthetic;
import org.refold.report.ArticleTables;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.store.Json;

class ReproductionTest {

  private static final DataSet DATA = new Synthetic(150, 60, 3_000, 7).generate();
  private static final Reproduction QUICK = Reproduction.on(DATA, 1).withMostEpochs(2);

  private static Row row(String label) {
    return Article.rows().stream()
        .filter(r -> r.label().startsWith(label))
        .findFirst()
        .orElseThrow();
  }

  private static Row small(String label) {
    Row row = row(label).set("batchSize", "30");
    return label.equals("AutoRec") ? row.set("hidden", "8") : row.set("latent", "4");
  }

  static List<Row> rows() {
    return Article.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowExplainsItselfAndFitsItsSystemOnceItIsThere(Row row) {
    assertThat(row.mistake()).endsWith(".");
    if (row.isThere()) {
      assertThat(row.recommender(Integer.MAX_VALUE).name()).isEqualTo(row.system());
    }
    assertThat(row.corrected().foldInItems()).isEqualTo(FoldInItems.MASKED);
    assertThat(row.corrected().epoch()).isEqualTo(EpochChoice.BEST_ON_VALIDATION);
    assertThat(row.corrected().foldedIn()).isEqualTo(FoldedIn.HISTORY);
    assertThat(row.corrected().scored()).isEqualTo(ScoredUsers.TEST);
  }

  @Test
  void aSystemThatIsMissingIsSaidToBeNotThereYet() {
    Row missing =
        Row.of("Missing", "no-such-model", row("CDAE").published(), row("CDAE").corrected());
    MeasuredRow measured = QUICK.measure(missing, Correction.CORRECTED);
    assertThat(measured.outcome()).isEmpty();
    assertThat(measured.figures()).isEmpty();
    assertThat(measured.reason()).isEqualTo("not yet: there is no model 'no-such-model'");
    MeasuredRow unknown = QUICK.measure(row("CDAE").set("latnt", "3"), Correction.CORRECTED);
    assertThat(unknown.reason()).startsWith("not yet: cdae has no setting 'latnt'");
  }

  @Test
  void fedTestRatingsAreTheInput() {
    Split split = Splitters.parse("ratings:test=0.25").split(DATA.interactions(), 1);
    Holdout leak = FoldedIn.TEST_RATINGS.of(split.test());
    assertThat(leak.foldIn()).isSameAs(split.test().foldOut());
    assertThat(leak.foldOut()).isSameAs(split.test().foldOut());
    assertThat(FoldedIn.HISTORY.of(split.test())).isSameAs(split.test());
  }

  @Test
  void scoredTrainingUsersAreFoldedInByFourFifths() {
    Split split = Splitters.parse("strong-temporal:heldout=10").split(DATA.interactions(), 1);
    Holdout scored = ScoredUsers.TRAINING.of(split);
    Interactions train = split.train();
    assertThat(scored.foldIn().userCount()).isEqualTo(Math.min(200, train.userCount()));
    for (int user = 0; user < scored.foldIn().userCount(); user++) {
      int of = train.users().indexOf(scored.foldIn().users().id(user));
      assertThat(of).isNotNegative();
      int count = train.count(of);
      assertThat(scored.foldIn().count(user)).isEqualTo((int) Math.floor(0.8 * count));
      assertThat(scored.foldOut().count(user)).isEqualTo(count - scored.foldIn().count(user));
    }
    assertThat(ScoredUsers.TEST.of(split)).isSameAs(split.test());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValidationPartLeavesTheTestAsItIs(Row row) {
    Protocol protocol = row.corrected();
    Split plain = Splitters.parse(protocol.split()).split(DATA.interactions(), 1);
    Split choosing = Splitters.parse(protocol.splitWithValidation()).split(DATA.interactions(), 1);
    assertThat(choosing.validation()).isPresent();
    assertThat(choosing.test().foldOut().sha256()).isEqualTo(plain.test().foldOut().sha256());
    assertThat(choosing.test().foldIn().sha256()).isEqualTo(plain.train().sha256());
  }

  @ParameterizedTest
  @EnumSource
  void rankersAreMeasured(Correction mode) {
    List<Row> rows = List.of(small("CDAE"), small("MultVAE"), row("ESAE"), row("popularity"));
    for (MeasuredRow measured : QUICK.measure(rows, mode)) {
      MeasuredRow.Outcome outcome = measured.outcome().orElseThrow();
      boolean trained = measured.row().settings().containsKey("epochs");
      assertThat(outcome.epochs()).isEqualTo(trained ? 2 : 0);
      assertThat(outcome.bestEpoch()).isBetween(trained ? 1 : 0, trained ? 2 : 0);
      assertThat(measured.figures())
          .containsOnlyKeys(
              PublishedFigure.PRECISION, PublishedFigure.RECALL, PublishedFigure.NDCG);
    }
  }

  /** Masking is the whole difference for a closed form: the same model, other ranks. */
  @Test
  void trainingItemsLeftInCostEaseALot() {
    double published = ndcg(QUICK.measure(row("ESAE"), Correction.AS_PUBLISHED));
    double corrected = ndcg(QUICK.measure(row("ESAE"), Correction.CORRECTED));
    assertThat(corrected).isGreaterThan(1.2 * published);
  }

  private static double ndcg(MeasuredRow measured) {
    return measured.figures().get(PublishedFigure.NDCG).mean();
  }

  @Test
  void ratingsAreMeasuredInBothModes() {
    for (Correction mode : Correction.values()) {
      MeasuredRow measured = QUICK.measure(small("AutoRec"), mode);
      assertThat(measured.figures()).containsOnlyKeys(PublishedFigure.RMSE);
      assertThat(measured.figures().get(PublishedFigure.RMSE).mean()).isBetween(0.3, 4.0);
      assertThat(measured.outcome().orElseThrow().bestEpoch()).isBetween(1, 2);
    }
  }

  @Test
  void tablesAndFileSayWhatWasMeasuredAndWhatNot(@TempDir Path folder) throws IOException {
    Row refused = row("SVAE").set("noSuchSetting", "1");
    List<Row> rows = List.of(refused, row("ESAE"), small("MultVAE"));
    List<MeasuredRow> published = QUICK.measure(rows, Correction.AS_PUBLISHED);
    List<MeasuredRow> corrected = QUICK.measure(rows, Correction.CORRECTED);
    Table figures = ArticleTables.figures(published, corrected);
    assertThat(figures.rows()).hasSize(9);
    assertThat(figures.toText()).contains("ESAE (EASE)  N@100    0.2561");
    assertThat(ArticleTables.times(published, corrected).toText()).contains("23839", "closed form");
    assertThat(ArticleTables.explanations(rows).toText()).contains("no effect");
    Path file = folder.resolve("figures.json");
    FigureFile.write(file, DATA, 1, published.stream().map(FigureRow::of).toList());
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.path("schema").asText()).isEqualTo("refold.article/1");
    JsonNode ease = json.path("rows").get(1);
    assertThat(ease.path("metrics").path("N@100").path("mean").asDouble())
        .isEqualTo(ndcg(published.get(1)));
    assertThat(ease.path("protocol").path("foldInItems").asText()).isEqualTo("RANKED");
    assertThat(ease.path("config").path("lambda").asDouble()).isEqualTo(1000);
    assertThat(ease.path("article").path("P@100").asDouble()).isEqualTo(0.0757);
    List<MeasuredRow> read = FigureFile.read(file);
    assertThat(read).extracting(MeasuredRow::outcome).isEqualTo(outcomes(published));
    assertThat(read).extracting(MeasuredRow::reason).isEqualTo(reasons(published));
  }

  private static List<Optional<MeasuredRow.Outcome>> outcomes(List<MeasuredRow> all) {
    return all.stream().map(MeasuredRow::outcome).toList();
  }

  private static List<String> reasons(List<MeasuredRow> all) {
    return all.stream().map(MeasuredRow::reason).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refold.article/1 | refold.article/9 | schema is 'refold.article/9', but must be 'refold.article/1'
          {                |                  | is not JSON
          MultVAE          | MultVEA          | did you mean 'MultVAE'
          as published     | as publicized    | 'rows[0].mode' is "as publicized", but must be one of
          "reason"         | "season"         | the row 'MultVAE' has no 'reason', so it must have
          "label"          | "lable"          | 'rows[0].label' is missing
          """)
  void aWrongFileIsRefused(String right, String wrong, String says, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("figures.json");
    MeasuredRow row = MeasuredRow.notYet(row("MultVAE"), Correction.AS_PUBLISHED, "not yet");
    FigureFile.write(file, DATA, 1, List.of(FigureRow.of(row)));
    assertThat(FigureFile.read(file)).containsExactly(row);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong == null ? "" : wrong));
    assertThatThrownBy(() -> FigureFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + "")
        .hasMessageContaining(says);
  }

  @Test
  void aRowOfTheFileIsNotMeasuredAgainUnlessItsSettingsDiffer(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("figures.json");
    Reproduction keeping = QUICK.withFile(file);
    Row ease = row("ESAE");
    MeasuredRow first = keeping.measure(ease, Correction.CORRECTED);
    keeping.measure(small("MultVAE"), Correction.AS_PUBLISHED);
    assertThat(keeping.measure(ease, Correction.CORRECTED)).isEqualTo(first);
    assertThat(FigureFile.read(file))
        .extracting(measured -> measured.row().label())
        .containsExactly("MultVAE", "ESAE (EASE)");
    // a setting that the system has got since stands at its default
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"precision\" : \"double\",", ""));
    assertThat(Files.readString(file)).isNotEqualTo(text);
    assertThat(seconds(keeping.measure(ease, Correction.CORRECTED))).isEqualTo(seconds(first));
    Row other = ease.set("lambda", "1");
    MeasuredRow again = keeping.measure(other, Correction.CORRECTED);
    assertThat(ndcg(again)).isNotEqualTo(ndcg(first));
    assertThat(keeping.measure(other, Correction.CORRECTED)).isEqualTo(again);
    assertThat(keeping.withMostEpochs(1).measure(small("MultVAE"), Correction.AS_PUBLISHED))
        .satisfies(fewer -> assertThat(fewer.outcome().orElseThrow().epochs()).isEqualTo(1));
  }

  @Test
  void aRowWhoseTrainingWasCutOffIsResumed(@TempDir Path folder) {
    Reproduction plain = Reproduction.on(DATA, 1).withMostEpochs(6);
    Row row = small("MultVAE");
    Path file = folder.resolve("figures.json");
    for (Correction mode : Correction.values()) {
      Reproduction keeping = plain.withFile(file);
      assertThatThrownBy(() -> keeping.withProgress(new Interrupting(3)).measure(row, mode))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("mult-vae");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(folder.resolve(".unfinished")).isNotEmptyDirectory();
      MeasuredRow resumed = keeping.measure(row, mode);
      assertThat(resumed.figures()).isEqualTo(plain.measure(row, mode).figures());
      assertThat(folder.resolve(".unfinished")).isEmptyDirectory();
    }
  }

  @Test
  void trainingsThatDifferDoNotGoOnFromEachOther(@TempDir Path folder) {
    KeptFigures figures = new KeptFigures(folder.resolve("figures.json"), DATA, 1);
    Row row = small("MultVAE");
    Row renamed =
        Row.of("another", row.system(), row.published(), row.corrected()).set("latent", "3");
    Set<Path> files = new HashSet<>();
    files.add(figures.stateFile(row, Correction.AS_PUBLISHED));
    files.add(figures.stateFile(row, Correction.CORRECTED));
    files.add(figures.stateFile(row.set("dropout", "0.25"), Correction.CORRECTED));
    files.add(figures.stateFile(renamed, Correction.CORRECTED));
    files.add(
        figures.stateFile(
            Row.of("another", row.system(), row.corrected(), row.published()).set("latent", "3"),
            Correction.CORRECTED));
    files.add(new KeptFigures(figures.file(), DATA, 2).stateFile(row, Correction.CORRECTED));
    assertThat(files).hasSize(6);
    assertThat(figures.stateFile(small("MultVAE"), Correction.CORRECTED)).isIn(files);
  }

  /** The model is ready then, but the row is not measured: no epoch more may be trained. */
  @Test
  void aRowThatWasCutOffAtItsReportedEpochIsNotTrainedOn(@TempDir Path folder) {
    Reproduction plain = Reproduction.on(DATA, 1).withMostEpochs(6);
    Row row = small("MultVAE");
    MeasuredRow whole = plain.measure(row, Correction.CORRECTED);
    int last = whole.outcome().orElseThrow().epochs() + whole.outcome().orElseThrow().bestEpoch();
    Reproduction keeping = plain.withFile(folder.resolve("figures.json"));
    assertThatThrownBy(
            () -> keeping.withProgress(new Interrupting(last)).measure(row, Correction.CORRECTED))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(keeping.measure(row, Correction.CORRECTED).figures()).isEqualTo(whole.figures());
  }

  @Test
  void aRowThatCannotBeMeasuredNowStaysAsItWas(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("figures.json");
    Reproduction keeping = QUICK.withFile(file);
    MeasuredRow measured = keeping.measure(row("ESAE"), Correction.CORRECTED);
    keeping.measure(row("ESAE").set("lamda", "3"), Correction.CORRECTED);
    assertThat(FigureFile.read(file))
        .extracting(MeasuredRow::outcome)
        .containsExactly(measured.outcome());
  }

  /** Interrupts its thread in an epoch, of all trainings in turn. */
  private static final class Interrupting implements Progress {

    private final int at;
    private int epochs;

    Interrupting(int at) {
      this.at = at;
    }

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String note) {
      epochs += (int) steps;
      if (epochs == at) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void end() {}
  }

  private static double seconds(MeasuredRow measured) {
    return measured.outcome().orElseThrow().seconds();
  }

  @Test
  void aFileOfOtherDataIsNotOverwritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("figures.json");
    QUICK.withFile(file).measure(row("popularity"), Correction.CORRECTED);
    byte[] before = Files.readAllBytes(file);
    DataSet others = new Synthetic(150, 60, 2_900, 8).generate();
    assertThatThrownBy(
            () ->
                Reproduction.on(others, 1)
                    .withFile(file)
                    .measure(row("popularity"), Correction.CORRECTED))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2900")
        .hasMessageContaining("give another folder");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void theCommittedFileIsWrittenAgainToTheByte() throws IOException {
    Path file = Path.of("results/article/figures.json");
    String again = new String(Json.indented(FigureFile.content(file)), StandardCharsets.UTF_8);
    assertThat(again.lines()).containsExactlyElementsOf(Files.readAllLines(file));
  }

  @Test
  void fewerEpochsCanBeAskedFor() {
    assertThat(row("MultVAE").recommender(7).toString()).contains("epochs=7");
    assertThat(row("MultVAE").recommender(9999).toString()).contains("epochs=300");
    assertThat(row("ESAE").recommender(7).toString()).contains("1000");
  }
}
