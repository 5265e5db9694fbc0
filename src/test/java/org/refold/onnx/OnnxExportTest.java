package org.refold.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.catalogue.ShortFits;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.Synthetic;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/** Every model of the catalogue has an ONNX file with its own scores, or says why not. */
class OnnxExportTest {

  /** Which models have no file, and a word of the reason. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("popularity", "the same for everybody"),
          Map.entry("user-knn-ratings", "searches the histories"),
          Map.entry("user-knn", "searches the histories"),
          Map.entry("ials", "system of equations"),
          Map.entry("ncf-mlp", "each pair of a user and an item"),
          Map.entry("neumf", "each pair of a user and an item"),
          Map.entry("cnn-cf", "each pair of a user and an item"),
          Map.entry("mae-cnn", "histories of training users"),
          Map.entry("i-autorec", "an output of its own"),
          Map.entry("blend", "its members one by one"));

  /** Share of the largest score; the sums of two programs differ in their last bits. */
  private static final double ROUNDING = 1e-5;

  private static final int HISTORIES = 24;
  private static final DataSet DATA = new Synthetic(80, 50, 1_600, 5).generate();
  private static final Interactions TRAIN = DATA.interactions();

  /** Histories of users whom no model knows, of many lengths, with ratings. */
  private static Interactions histories(Vocabulary items, OnnxExport.Input input) {
    boolean inOrder = input == OnnxExport.Input.SEQUENCE;
    SplittableRandom random = new SplittableRandom(7);
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < HISTORIES; user++) {
      int length = inOrder ? 1 + user * user / 2 : user;
      for (int k = 0; k < length; k++) {
        builder.add(user, random.nextInt(items.size()), 1 + random.nextInt(5), 0);
      }
    }
    return builder.build(
        Vocabulary.of(IntStream.range(0, HISTORIES).mapToObj(user -> "new " + user).toList()),
        items,
        inOrder ? Duplicates.KEEP : Duplicates.LAST_WINS);
  }

  @TestFactory
  Stream<DynamicTest> everyModelIsExportedOrSaysWhyNot() {
    return Catalogue.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name, ShortFits.of(name))));
  }

  /** Settings that other operations come of, trained longer so that no bias is zero. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gru4rec form=before-product blocks=2",
        "lstm4rec blocks=2",
        "recurrent-ae maxLength=6",
        "conv-ae width=3 filters=4 maxLength=5",
        "self-attention sight=causal order=positions",
        "sasrec block=pre heads=2 maxLength=9",
        "sasrec block=post heads=4",
        "sasrec block=ligr maxLength=3",
        "bert4rec maxLength=4",
        "mae-transformer maxLength=7",
        "svae state=12 maxLength=8",
        "cdae tying=tied activation=gelu",
        "mult-dae activation=softplus likelihood=logistic",
        "mult-dae activation=elu",
        "mult-vae activation=swish",
        "u-autorec outputActivation=sigmoid l2=0.01",
        "u-autorec outputActivation=tanh activation=selu l2=0.01",
        "deeprec learningRate=0.05",
        "item-knn weighting=bm25 normalisation=unit-length",
        "mdae layers=3",
        "hybrid-vae sideAt=both",
        "multi-task attributeWeight=1",
        "mae-modal side=both",
        "mae-mlp scale=dropout",
        "content-map side=both",
        "fm side=both"
      })
  void soDoOtherSettings(String settings) throws OrtException, IOException {
    checkScores(settings);
  }

  /** In one row of numbers a rating of 0 and none look alike. */
  @ParameterizedTest
  @ValueSource(strings = {"u-autorec", "deeprec", "bias"})
  void ratingsAmongWhichIsZeroAreRefused(String name) {
    InteractionsBuilder moved = new InteractionsBuilder(true, false);
    for (int user = 0; user < TRAIN.userCount(); user++) {
      for (int p = TRAIN.start(user); p < TRAIN.end(user); p++) {
        moved.add(user, TRAIN.item(p), TRAIN.value(p) - 1, 0);
      }
    }
    Interactions fromZero = moved.build(TRAIN.users(), TRAIN.items(), Duplicates.LAST_WINS);
    try (Fitted<? extends Model> fitted = recommender(name).fit(fromZero, Fitting.withSeed(5))) {
      assertThatThrownBy(() -> OnnxExport.of(fitted.model(), Map.of()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("its ratings go from 0.0 to ")
          .hasMessageContaining("moved, such as by 1");
    }
  }

  private static void checkScores(String text) throws OrtException, IOException {
    try (Fitted<? extends Model> fitted =
        recommender(text).fit(TRAIN, Fitting.withSeed(5).withSideInformation(DATA.side()))) {
      checkScores(fitted.model());
    }
  }

  private static Recommender recommender(String text) {
    List<String> words = Pattern.compile("[ =]").splitAsStream(text).toList();
    SortedMap<String, Object> settings = Catalogue.settings(ShortFits.of(words.get(0)));
    settings.computeIfPresent("epochs", (name, value) -> 6);
    settings.computeIfPresent("learningRate", (name, value) -> 0.01);
    for (int k = 1; k < words.size(); k += 2) {
      settings.put(words.get(k), words.get(k + 1));
    }
    return Catalogue.create(words.get(0), settings);
  }

  private static void check(String name, Recommender recommender) throws OrtException, IOException {
    try (Fitted<? extends Model> fitted = recommender.fit(TRAIN, Fitting.withSeed(3))) {
      Model model = fitted.model();
      if (REFUSED.containsKey(name)) {
        assertThatThrownBy(() -> OnnxExport.of(model, Map.of()))
            .isInstanceOf(BadInputException.class)
            .hasMessageStartingWith(name + " cannot be written as ONNX: ")
            .hasMessageContaining(REFUSED.get(name));
        return;
      }
      checkScores(model);
    }
  }

  private static void checkScores(Model model) throws OrtException, IOException {
    OnnxExport export = OnnxExport.of(model, Map.of("data", "synthetic"));
    Interactions histories =
        export.input() == OnnxExport.Input.USER
            ? ((KnownUsers) model).histories()
            : histories(model.items(), export.input());
    int users = histories.userCount();
    double apart = 0;
    double largest = 0;
    try (OnnxRun run = new OnnxRun(export)) {
      for (int from : new int[] {0, 1, users / 2}) {
        int to = from == 0 ? 1 : from == 1 ? users / 2 : users;
        float[][] theirs = run.scores(histories, from, to);
        assertThat(theirs).hasNumberOfRows(to - from);
        for (int user = from; user < to; user++) {
          float[] ours = model.scores(histories, user);
          assertThat(theirs[user - from]).hasSameSizeAs(ours);
          for (int item = 0; item < ours.length; item++) {
            apart = Math.max(apart, Math.abs(ours[item] - theirs[user - from][item]));
            largest = Math.max(largest, Math.abs(ours[item]));
          }
        }
      }
    }
    assertThat(largest).isPositive();
    assertThat(apart / largest).isCloseTo(0, within(ROUNDING));
  }
}
