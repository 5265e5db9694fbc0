package org.refold.train.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.MatchedItems;
import org.refold.data.Vocabulary;
import org.refold.data.sets.Synthetic;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.autoencoder.MultVae;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelFile;
import org.refold.recommend.StartFrom;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.settings.BadInputException;

class StartFromTest {

  private static final Interactions DATA = new Synthetic(40, 25, 500, 5).generate().interactions();
  private static final int ITEMS = DATA.itemCount();
  private static final MultDae SMALL =
      new MultDae()
          .withHidden(LayerSizes.of(6))
          .withLatent(3)
          .withBatchSize(10)
          .withLearningRate(0.05)
          .withEpochs(2);
  private static final Map<String, String> FIRST_LAYER =
      Map.of("encoder 1", "encoder 1", "encoder 1 bias", "encoder 1 bias");

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void fitSource() throws IOException {
    source = folder.resolve("source");
    try (Fitted<HistoryModel> fitted = SMALL.fit(DATA, Fitting.withSeed(1))) {
      fitted.save(source);
    }
  }

  private static float[] parameter(Path file, String name, int rows, int columns)
      throws IOException {
    try (Matrix matrix =
        ModelFile.open(file).read(in -> in.matrix(name, Precision.FLOAT, rows, columns))) {
      float[] numbers = new float[rows * columns];
      matrix.readRows(0, rows, numbers, 0);
      return numbers;
    }
  }

  private static float[] firstWeights(Path file) throws IOException {
    return parameter(file, "encoder 1", ITEMS, 6);
  }

  private static float[] firstBiases(Path file) throws IOException {
    return parameter(file, "encoder 1 bias", 1, 6);
  }

  private static float[] lastWeights(Path file) throws IOException {
    return parameter(file, "decoder 2", 6, ITEMS);
  }

  private Path fit(Fitting fitting, String name) throws IOException {
    Path target = folder.resolve(name);
    try (Fitted<HistoryModel> fitted = SMALL.fit(DATA, fitting)) {
      fitted.save(target);
    }
    return target;
  }

  private Fitting starting(StartFrom.Then then) {
    return Fitting.withSeed(2).startFrom(new StartFrom(source, FIRST_LAYER, then));
  }

  private static Fitting stopped(Fitting fitting) {
    StopSignal now = new StopSignal();
    now.request();
    return fitting.withControl(TrainingControl.none().withStop(now));
  }

  @ParameterizedTest
  @EnumSource
  void trainingStartsFromTheParametersOfTheFile(StartFrom.Then then) throws IOException {
    Path begun = fit(stopped(starting(then)), "begun");
    Path drawn = fit(stopped(Fitting.withSeed(2)), "drawn");
    assertThat(firstWeights(begun))
        .isEqualTo(firstWeights(source))
        .isNotEqualTo(firstWeights(drawn));
    assertThat(firstBiases(begun)).isEqualTo(firstBiases(source));
    assertThat(lastWeights(begun))
        .as("what is not named is drawn as always")
        .isEqualTo(lastWeights(drawn));
  }

  @Test
  void fineTunedParametersMove() throws IOException {
    Path tuned = fit(starting(StartFrom.Then.FINE_TUNED), "tuned");
    assertThat(firstWeights(tuned)).isNotEqualTo(firstWeights(source));
    assertThat(firstBiases(tuned)).isNotEqualTo(firstBiases(source));
  }

  @Test
  void frozenParametersStayToTheBitAndOthersMove() throws IOException {
    Path frozen = fit(starting(StartFrom.Then.FROZEN), "frozen");
    Path begun = fit(stopped(starting(StartFrom.Then.FROZEN)), "begun");
    assertThat(firstWeights(frozen)).isEqualTo(firstWeights(source));
    assertThat(firstBiases(frozen)).isEqualTo(firstBiases(source));
    assertThat(lastWeights(frozen)).isNotEqualTo(lastWeights(begun));
    assertThat(parameter(frozen, "decoder 1", 3, 6))
        .isNotEqualTo(parameter(begun, "decoder 1", 3, 6));
  }

  @Test
  void aParameterMayHaveAnotherNameInTheFileOfAnotherModel() throws IOException {
    MultVae other = new MultVae().withHidden(LayerSizes.of(6)).withLatent(3).withBatchSize(10);
    StartFrom start =
        new StartFrom(source, Map.of("decoder 2", "decoder 2"), StartFrom.Then.FROZEN);
    Path target = folder.resolve("vae");
    other.withEpochs(1).fit(DATA, Fitting.withSeed(3).startFrom(start)).save(target);
    assertThat(lastWeights(target)).isEqualTo(lastWeights(source));
    StartFrom renamed =
        new StartFrom(source, Map.of("decoder 1 bias", "encoder 1 bias"), StartFrom.Then.FROZEN);
    Path second = fit(Fitting.withSeed(3).startFrom(renamed), "renamed");
    assertThat(parameter(second, "decoder 1 bias", 1, 6)).isEqualTo(firstBiases(source));
  }

  /** Of five items the source has the last two, in another order; 25 others are not wanted. */
  @Test
  void matchedItemsAreTakenOverAndOthersDrawn() throws IOException {
    Attributes ofSource = titled(DATA.items(), item -> "Film " + item);
    Interactions target = DATA.where(p -> DATA.item(p) >= ITEMS - 5).compact();
    int items = target.itemCount();
    Attributes wanted =
        titled(target.items(), item -> item < items - 2 ? "New " + item : "film, " + (20 - item));
    MatchedItems matched = MatchedItems.byTitle(ofSource, wanted);
    assertThat(matched.count()).isEqualTo(2);
    for (StartFrom.Then then : StartFrom.Then.values()) {
      StartFrom start = StartFrom.all(source, then).withItems(matched);
      Path begun = folder.resolve("begun " + then);
      SMALL.fit(target, stopped(Fitting.withSeed(2).startFrom(start))).save(begun);
      Path drawn = folder.resolve("drawn " + then);
      SMALL.fit(target, stopped(Fitting.withSeed(2))).save(drawn);
      float[] taken = parameter(begun, "encoder 1", items, 6);
      float[] fresh = parameter(drawn, "encoder 1", items, 6);
      float[] given = firstWeights(source);
      for (int k = 0; k < 6; k++) {
        assertThat(taken[k]).as("not matched").isEqualTo(fresh[k]);
        int last = 20 - (items - 1);
        assertThat(taken[(items - 1) * 6 + k]).isEqualTo(given[last * 6 + k]);
      }
      float[] out = parameter(begun, "decoder 2", 6, items);
      assertThat(out[items - 1]).isEqualTo(lastWeights(source)[20 - (items - 1)]);
      assertThat(parameter(begun, "encoder 2", 6, 3))
          .isEqualTo(parameter(source, "encoder 2", 6, 3));
    }
    StartFrom frozen = StartFrom.all(source, StartFrom.Then.FROZEN).withItems(matched);
    Path trained = folder.resolve("trained");
    SMALL.fit(target, Fitting.withSeed(2).startFrom(frozen)).save(trained);
    assertThat(parameter(trained, "encoder 2", 6, 3))
        .isEqualTo(parameter(source, "encoder 2", 6, 3));
    assertThat(parameter(trained, "encoder 1", items, 6))
        .as("items are trained")
        .isNotEqualTo(parameter(folder.resolve("begun FROZEN"), "encoder 1", items, 6));
  }

  private static Attributes titled(Vocabulary items, IntFunction<String> title) {
    List<String> titles = IntStream.range(0, items.size()).mapToObj(title).toList();
    return Attributes.none(items).with(Attributes.TITLE, new AttributeColumn.Texts(titles));
  }

  @Test
  void itemsThatWereMatchedForAnotherModelAreRefused() {
    Attributes few = titled(Vocabulary.ofNumbers(3), item -> "Film " + item);
    MatchedItems matched = MatchedItems.byTitle(few, titled(DATA.items(), item -> "Film " + item));
    StartFrom start = new StartFrom(source, FIRST_LAYER, StartFrom.Then.FROZEN).withItems(matched);
    assertThatThrownBy(() -> SMALL.fit(DATA, Fitting.withSeed(2).startFrom(start)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("other items than those that were matched");
    int[] backwards = IntStream.range(0, ITEMS).map(item -> ITEMS - 1 - item).toArray();
    Attributes turned = titled(DATA.items().subset(backwards), item -> "Film " + item);
    Attributes own = titled(DATA.items(), item -> "Film " + item);
    StartFrom other =
        new StartFrom(source, FIRST_LAYER, StartFrom.Then.FROZEN)
            .withItems(MatchedItems.byTitle(own, turned));
    assertThatThrownBy(() -> SMALL.fit(DATA, Fitting.withSeed(2).startFrom(other)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("were matched for other training data");
  }

  private void assertRefused(String name, String inFile, String... message) {
    StartFrom start = new StartFrom(source, Map.of(name, inFile), StartFrom.Then.FINE_TUNED);
    assertThatThrownBy(() -> SMALL.fit(DATA, Fitting.withSeed(2).startFrom(start)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(source.toString())
        .hasMessageContainingAll(message);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused("encoder 1", "encoder 7", "has no 'encoder 7'", "encoder 1");
    assertRefused("encoder 1", "encoder 2", "has the shape [6, 3]", "needs [" + ITEMS + ", 6]");
    assertRefused("encodr 1", "encoder 1", "no parameter 'encodr 1'", "did you mean 'encoder 1'");
  }

  @Test
  void aFolderThatIsNoModelIsRefused() {
    source = folder.resolve("none");
    assertRefused("encoder 1", "encoder 1", "is no model file");
  }
}
