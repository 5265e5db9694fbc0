package org.refold.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.sets.Synthetic;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Recommender;
import org.refold.recommend.TestModel;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

class SearchTest {

  private static final Interactions DATA =
      new Synthetic(150, 60, 3_000, 7).generate().interactions();
  private static final Split SPLIT = Splitters.parse("strong:heldout=30").split(DATA, 1);
  private static final Search SEARCH =
      Search.on(SPLIT, "ndcg@100").withBudget(Budget.fits(6)).withSeed(3);

  @TempDir private Path folder;

  /** Counts fits. */
  private static final class Counter implements Progress {
    private int fits;

    @Override
    public void begin(String task, long total) {
      assertThat(task).isEqualTo("tuning ease");
    }

    @Override
    public void advance(long steps, String note) {
      assertThat(note).contains("ndcg@100").contains("lambda");
      fits += (int) steps;
    }

    @Override
    public void end() {}
  }

  @Test
  void threeLinesTuneARecommender() {
    Counter counter = new Counter();
    Found found = SEARCH.withProgress(counter).tune("ease", "lambda=log:0.1..5000");
    assertThat(found.trace()).hasSize(6);
    assertThat(counter.fits).isEqualTo(6);
    assertThat(found.best().value())
        .isEqualTo(found.trace().stream().mapToDouble(Tried::value).max().orElseThrow());
    assertThat(SEARCH.measure(found.recommender())).isEqualTo(found.best().value());
    assertThat(found.seconds()).isPositive();
  }

  /** Scores nothing but the validation histories, and fits nothing but the training data. */
  private record Watcher(List<Interactions> scored) implements Recommender {

    @Override
    public String name() {
      return "watcher";
    }

    @Override
    public FoldIn load(ModelReader file) {
      throw new UnsupportedOperationException("is never saved");
    }

    @Override
    public long fitBytes(Interactions train) {
      return 0;
    }

    @Override
    public Fitted<FoldIn> fit(Interactions train, Fitting fitting) {
      assertThat(train).isSameAs(SPLIT.train());
      assertThat(fitting.validation().map(Validation::holdout)).isEqualTo(SPLIT.validation());
      return Fitted.of(new Watched(scored, train.items()));
    }
  }

  private record Watched(List<Interactions> scored, Vocabulary items) implements TestModel, FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      scored.add(histories);
    }
  }

  @Test
  void onlyValidationUsersAreEverScored() {
    List<Interactions> scored = new ArrayList<>();
    SEARCH.measure(new Watcher(scored));
    Holdout validation = SPLIT.validation().orElseThrow();
    assertThat(scored).isNotEmpty().allMatch(histories -> histories == validation.foldIn());
  }

  @Test
  void anotherTestPartChangesNothing() {
    Holdout test = SPLIT.test();
    Holdout half = new Holdout(test.foldIn(), test.foldOut().where(p -> p % 2 == 0), test.users());
    Split other = Split.of("other", 1, SPLIT.train(), SPLIT.validation(), half);
    Found found = SEARCH.tune("ease", "lambda=log:1..5000");
    Found again =
        Search.on(other, "ndcg@100").withBudget(Budget.fits(6)).withSeed(3).tune(found.space());
    assertThat(values(again)).isEqualTo(values(found));
  }

  private static List<Object> values(Found found) {
    return found.trace().stream()
        .<Object>map(tried -> tried.settings() + " " + tried.value())
        .toList();
  }

  @Test
  void aSplitWithoutValidationIsRefusedWithARemedy() {
    Split split = Splitters.parse("per-user").split(DATA, 1);
    assertThatThrownBy(() -> Search.on(split, "ndcg@100"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no validation part")
        .hasMessageContaining("add validation=0.1");
    assertThatThrownBy(() -> Search.on(SPLIT, "ndgc@100"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'ndcg'");
  }

  @Test
  void aSearchGoesOnWhereItWasStopped() throws IOException {
    Path file = folder.resolve("searches/memory.jsonl");
    Search remembering = SEARCH.withMemory(file);
    Found whole = SEARCH.tune("ease", "lambda=log:1..5000");
    remembering.withBudget(Budget.fits(2)).tune(whole.space());
    assertThat(Files.readAllLines(file)).hasSize(2);
    Files.writeString(file, "{\"fit\":\"torn", StandardOpenOption.APPEND);
    Found first = remembering.tune(whole.space());
    assertThat(values(first)).isEqualTo(values(whole));
    assertThat(Files.readAllLines(file)).hasSize(6).allMatch(line -> line.endsWith("}"));
    byte[] before = Files.readAllBytes(file);
    Found second = remembering.tune(whole.space());
    assertThat(second).as("with the seconds that the fits took").isEqualTo(first);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void fitsOfOtherSeedsMetricsAndDataAreOthers() throws IOException {
    Path file = folder.resolve("memory.jsonl");
    Search one = SEARCH.withMemory(file).withBudget(Budget.fits(1));
    one.tune("ease");
    one.tune("ease");
    one.tune("ease", "lambda=500"); // the default, spelled out
    assertThat(Files.readAllLines(file)).hasSize(1);
    one.withSeed(4).tune("ease");
    one.tune("popularity");
    Search.on(SPLIT, "recall@20").withMemory(file).withSeed(3).tune("ease");
    Split other = Splitters.parse("strong:heldout=30").split(DATA, 2);
    Search.on(other, "ndcg@100").withMemory(file).withSeed(3).tune("ease");
    assertThat(Files.readAllLines(file)).hasSize(5);
  }

  @Test
  void aFitIsKnownThoughItsModelHasGotASettingSince() throws IOException {
    Path file = folder.resolve("memory.jsonl");
    Search one = SEARCH.withMemory(file).withBudget(Budget.fits(1));
    Found found = one.tune("ease", "lambda=300");
    String line = Files.readString(file);
    String since = "\"sign\":\"any\"";
    assertThat(line).contains(since).contains("\"code\":");
    Files.writeString(file, line.replaceAll(",?" + since, "").replace("{,", "{"));
    assertThat(one.tune("ease", "lambda=300")).isEqualTo(found);
    assertThat(Files.readAllLines(file)).as("nothing is fitted again").hasSize(1);
    one.tune("ease", "lambda=300", "sign=non-negative");
    one.tune("ease", "lambda=301");
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    Path file = folder.resolve("memory.jsonl");
    Files.writeString(file, "{}\nfrog\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> SEARCH.withMemory(file).tune("ease"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("memory.jsonl, line");
    assertThat(Files.readString(file)).as("nothing is lost").isEqualTo("{}\nfrog\n");
  }

  @Test
  void twoSearchesDoNotWriteInOneFileAtOnce() throws IOException {
    Path file = folder.resolve("memory.jsonl");
    try (FitMemory other = FitMemory.open(file)) {
      assertThat(other.find(new FitKey("data", "ease", new TreeMap<>(), "ndcg", 1))).isEmpty();
      assertThatThrownBy(() -> SEARCH.withMemory(file).tune("ease"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another search remembers in");
    }
    assertThat(SEARCH.withMemory(file).tune("ease").trace()).hasSize(1);
  }

  @Test
  void failedFitsAreKeptWithTheirReason() {
    Search grid = SEARCH.withSearcher(Searcher.GRID).withMemory(folder.resolve("memory.jsonl"));
    Found found =
        grid.tune("mult-vae", "learningRate={0.001,1e30}", "epochs=2", "hidden=none", "latent=4");
    assertThat(grid.tune(found.space())).as("failures are remembered too").isEqualTo(found);
    assertThat(found.trace()).extracting(Tried::succeeded).containsExactly(true, false);
    assertThat(found.trace().get(1).failure()).contains("diverged");
    assertThat(found.best().settings()).containsEntry("learningRate", "0.001");
    Found none = SEARCH.tune("mult-vae", "learningRate=1e30", "epochs=2");
    assertThatThrownBy(none::best)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("all 1 fits of mult-vae")
        .hasMessageContaining("diverged");
  }

  @Test
  void settingsThatDoNotGoTogetherFailAlone() {
    Found found =
        SEARCH
            .withSearcher(Searcher.GRID)
            .tune(
                "cdae",
                "outputActivation={sigmoid,tanh}",
                "loss={logistic,square}",
                "epochs=1",
                "latent=4");
    assertThat(found.trace()).extracting(Tried::succeeded).containsExactly(true, true, false, true);
    assertThat(found.trace().get(2).failure()).contains("logistic loss needs probabilities");
  }

  @Test
  void aGridNeedsANumberOfFits() {
    Search endless = SEARCH.withSearcher(Searcher.GRID).withBudget(Budget.seconds(60));
    assertThatThrownBy(() -> endless.tune("ease", "lambda=1..2"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Budget.fits(n)");
    assertThatThrownBy(() -> Budget.fits(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Budget.seconds(0)).hasMessageContaining("more than 0");
  }

  @Test
  void anInterruptEndsASearchAndNothingHalfIsRemembered() throws IOException {
    Path file = folder.resolve("memory.jsonl");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> SEARCH.withMemory(file).tune("popularity"))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt stands").isTrue();
    }
  }
}
