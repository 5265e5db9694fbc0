package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Precision;
import org.refold.model.linear.Ease;
import org.refold.model.linear.ItemKnn;
import org.refold.model.linear.Normalisation;
import org.refold.model.linear.Similarity;
import org.refold.model.sequence.RecurrentObjective;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Setting;
import org.refold.train.Passes;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Sequences;

class CatalogueTest {

  /** Records whose settings stand beside those of the recommender that has them. */
  private static final Set<Class<?>> PARTS = Set.of(Sequences.Cuts.class, RecurrentObjective.class);

  static List<String> names() {
    return Catalogue.names();
  }

  @Test
  void namesAreListedWithRelatedOnesTogether() {
    assertThat(Catalogue.names())
        .startsWith("popularity", "mean", "user-mean", "item-mean", "bias");
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsFoundUnderItsOwnName(String name) {
    assertThat(Catalogue.create(name).name()).isEqualTo(name);
    assertThat(Catalogue.description(name)).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("names")
  void settingsOfARecommenderMakeItAgain(String name) {
    Recommender recommender = Catalogue.create(name);
    Recommender again = Catalogue.create(name, Catalogue.settings(recommender));
    assertThat(again).isEqualTo(recommender);
    assertThat(Catalogue.settings(again)).isEqualTo(Catalogue.settings(recommender));
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachHyperParameterHasAMeaningAndAStandard(String name) {
    for (Setting setting : Catalogue.settings(name)) {
      assertThat(setting.meaning()).isNotBlank();
      assertThat(setting.expected()).isNotBlank();
      assertThat(Catalogue.create(name, Map.of(setting.name(), setting.standard())))
          .extracting(Catalogue::settings)
          .isEqualTo(Catalogue.settings(Catalogue.create(name)));
    }
  }

  /** The catalogue makes what is expected without any {@code withX}. */
  @ParameterizedTest
  @MethodSource("names")
  void eachHyperParameterHasAWithThatChangesItAndNoOther(String name)
      throws ReflectiveOperationException {
    Recommender standard = Catalogue.create(name, free(name));
    for (RecordComponent component : standard.getClass().getRecordComponents()) {
      if (component.getType() == Training.class) {
        checkTraining(standard);
      } else if (component.getType() == Passes.class) {
        checkPasses(standard);
      } else if (PARTS.contains(component.getType())) {
        checkPart(name, component);
      } else {
        Recommender expected = withAnother(component, standard);
        checkWith(standard, component, component.getAccessor().invoke(standard), standard);
        checkWith(standard, component, component.getAccessor().invoke(expected), expected);
      }
    }
  }

  private static void checkWith(
      Object standard, RecordComponent component, Object value, Object expected)
      throws ReflectiveOperationException {
    Method method =
        standard.getClass().getMethod(nameOfWith(component.getName()), component.getType());
    assertThat(method.invoke(standard, value)).as(method.getName()).isEqualTo(expected);
  }

  private static String nameOfWith(String setting) {
    return "with" + setting.substring(0, 1).toUpperCase(Locale.ROOT) + setting.substring(1);
  }

  /** Settings of the training are changed at the training, and the usual ones at the system too. */
  private static void checkTraining(Recommender standard) throws ReflectiveOperationException {
    Training training = ((Trainable<?>) standard).training();
    for (RecordComponent component : Training.class.getRecordComponents()) {
      Recommender expected = withAnother(component, standard);
      Object value = component.getAccessor().invoke(((Trainable<?>) expected).training());
      checkWith(training, component, value, ((Trainable<?>) expected).training());
      assertThat(((Trainable<?>) standard).with(((Trainable<?>) expected).training()))
          .isEqualTo(expected);
      if (!component.getName().equals("weightDecay")) {
        checkWith(standard, component, value, expected);
      }
    }
  }

  private static void checkPasses(Recommender standard) throws ReflectiveOperationException {
    Passes passes = ((Passes.Trained<?>) standard).passes();
    for (RecordComponent component : Passes.class.getRecordComponents()) {
      Recommender expected = withAnother(component, standard);
      Passes others = ((Passes.Trained<?>) expected).passes();
      Object value = component.getAccessor().invoke(others);
      checkWith(passes, component, value, others);
      assertThat(((Passes.Trained<?>) standard).with(others)).isEqualTo(expected);
      checkWith(standard, component, value, expected);
    }
  }

  /** The settings of a part are changed there. */
  private static void checkPart(String name, RecordComponent part)
      throws ReflectiveOperationException {
    for (RecordComponent component : part.getType().getRecordComponents()) {
      Map<String, String> free = new HashMap<>(free(name));
      if (component.getName().equals("regularisation")) {
        free.put("loss", "bpr-max");
      }
      Recommender standard = Catalogue.create(name, free);
      Recommender expected = withAnother(component, standard);
      Object others = part.getAccessor().invoke(expected);
      Object value = component.getAccessor().invoke(others);
      checkWith(part.getAccessor().invoke(standard), component, value, others);
      checkWith(standard, part, others, expected);
    }
  }

  /**
   * Settings that bind no other: a logistic loss would bind the function of the output, and some
   * losses need negatives, and a batch must hold a window.
   */
  private static Map<String, String> free(String name) {
    return switch (name) {
      case "cdae" -> Map.of("loss", "square");
      case "gru4rec", "lstm4rec" -> Map.of("negatives", "7", "maxLength", "7");
      case "sasrec", "bert4rec", "svae" -> Map.of("maxLength", "7");
      default -> Map.of();
    };
  }

  /** The recommender with another value of one setting, the first of some that it takes. */
  private static Recommender withAnother(RecordComponent component, Recommender standard) {
    String setting = component.getName();
    Object value = Catalogue.settings(standard).get(setting);
    Class<?> type = component.getType();
    List<String> others =
        type.isEnum()
            ? Stream.of(type.getEnumConstants()).map(Object::toString).toList()
            : List.of(
                "0.25",
                "0.75",
                "7",
                "8",
                "linear",
                "normal(0.25)",
                "sgd(0.25)",
                "mask(0.25)",
                "full",
                "activity(0.25)",
                "linear(0.25)",
                "ease+mult-vae(epochs=8)");
    for (String other : others) {
      try {
        Map<String, Object> settings = new HashMap<>(Catalogue.settings(standard));
        settings.put(setting, other);
        Recommender changed = Catalogue.create(standard.name(), settings);
        if (!Catalogue.settings(changed).get(setting).equals(value)) {
          assertThat(changed).as(setting).isNotEqualTo(standard);
          return changed;
        }
      } catch (BadInputException notForThisOne) {
        // such as a fraction where units are counted
      }
    }
    throw new AssertionError("no other value is known for " + setting + " of " + standard);
  }

  @Test
  void settingsAreReadFromText() {
    assertThat(
            Catalogue.create(
                "item-knn",
                Map.of(
                    "similarity", "co-occurrence",
                    "neighbours", "7",
                    "shrink", "2.5",
                    "normalisation", "UNIT_SUM")))
        .isEqualTo(new ItemKnn(Similarity.CO_OCCURRENCE, 7, 2.5, Normalisation.UNIT_SUM));
    assertThat(Catalogue.create("ease", Map.of("lambda", 1320, "precision", "float")))
        .isEqualTo(new Ease(1320, Precision.FLOAT));
  }

  @Test
  void settingsAreWrittenSortedWithNumbersAsNumbers() {
    assertThat(Catalogue.settings(new ItemKnn()))
        .containsExactly(
            Map.entry("alpha", 0.5),
            Map.entry("neighbours", 100),
            Map.entry("normalisation", "none"),
            Map.entry("shrink", 100.0),
            Map.entry("similarity", "cosine"),
            Map.entry("weighting", "none"));
  }

  @Test
  void anUnknownModelIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Catalogue.create("itemknn"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "there is no model 'itemknn'; did you mean 'item-knn'? known: popularity, mean,");
  }

  @Test
  void anUnknownSettingIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Catalogue.create("ease", Map.of("lamda", "1")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "ease has no setting 'lamda'; did you mean 'lambda'? known: lambda, precision, sign,"
                + " sideWeight");
    assertThatThrownBy(() -> Catalogue.create("popularity", Map.of("lambda", "1")))
        .hasMessage("popularity has no setting 'lambda'; none is known");
  }

  @Test
  void whatCannotBeReadIsAnsweredWithWhatIsExpected() {
    assertThatThrownBy(() -> Catalogue.create("item-knn", Map.of("neighbours", "ten")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("item-knn: neighbours is 'ten', but must be a whole number");
    assertThatThrownBy(() -> Catalogue.create("ease", Map.of("lambda", "1,5")))
        .hasMessageStartingWith(
            "ease: lambda is '1,5', but must be a number; decimals have a point, and several");
    assertThatThrownBy(() -> Catalogue.create("item-knn", Map.of("similarity", "cosin")))
        .hasMessageStartingWith(
            "item-knn: similarity is 'cosin', which is no choice; did you mean 'cosine'? known:"
                + " cosine,");
  }

  @Test
  void whatIsOutOfRangeIsAnsweredByTheRecommender() {
    assertThatThrownBy(() -> Catalogue.create("ease", Map.of("lambda", "-1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("ease: lambda is -1.0, but must be more than 0");
  }
}
