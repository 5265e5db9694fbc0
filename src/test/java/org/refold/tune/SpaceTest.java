package org.refold.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.model.autoencoder.MultVae;
import org.refold.model.linear.Ease;
import org.refold.model.masked.MaeMlp;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;

class SpaceTest {

  private static final Space MIXED =
      Space.of(
          "mult-vae",
          "learningRate=log:1e-4..1e-2",
          "dropout=0..0.8",
          "latent=50..400",
          "activation={tanh,relu}",
          "epochs=30");

  @Test
  void pointsBecomeSettingsOnTheirScales() {
    assertThat(MIXED.at(new double[] {0, 0, 0, 0}))
        .isEqualTo(
            Map.of(
                "learningRate", "1.0E-4",
                "dropout", "0",
                "latent", "50",
                "activation", "tanh",
                "epochs", "30"));
    assertThat(MIXED.at(new double[] {0.5, 0.5, 0.5, 0.5}))
        .isEqualTo(
            Map.of(
                "learningRate", "0.001",
                "dropout", "0.4",
                "latent", "225",
                "activation", "relu",
                "epochs", "30"));
    assertThat(MIXED.at(new double[] {1, 1, 1, 1}))
        .isEqualTo(
            Map.of(
                "learningRate", "0.01",
                "dropout", "0.8",
                "latent", "400",
                "activation", "relu",
                "epochs", "30"));
  }

  @Test
  void settingsMakeTheRecommender() {
    assertThat(MIXED.recommender(MIXED.at(new double[] {0.5, 0.5, 0.5, 0})))
        .isEqualTo(
            new MultVae().withLearningRate(0.001).withDropout(0.4).withLatent(225).withEpochs(30));
    assertThat(Space.of("ease").recommender(Map.of())).isEqualTo(new Ease());
  }

  /** A mask ratio is searched for like any number; schedules are choices, commas and all. */
  @Test
  void aScheduleIsANumberOrAChoice() {
    Space ratio = Space.of("mae-mlp", "maskRatio=0.1..0.9");
    assertThat(ratio.at(new double[] {0.25})).containsEntry("maskRatio", "0.3");
    assertThat(ratio.standard().orElseThrow()[0]).isCloseTo(0.5, within(1e-12));
    Space shapes = Space.of("mae-mlp", "maskRatio={linear(0.8,0.3,200),0.5}");
    assertThat(shapes.at(new double[] {0})).containsEntry("maskRatio", "linear(0.8,0.3,200)");
    assertThat(shapes.at(new double[] {1})).containsEntry("maskRatio", "0.5");
    assertThat(ratio.recommender(ratio.at(new double[] {0.25})))
        .isEqualTo(new MaeMlp().withMaskRatio(Schedule.constant(0.3)));
  }

  @Test
  void theDefaultsAreFoundAgain() {
    double[] standard = MIXED.standard().orElseThrow();
    assertThat(standard[0]).isCloseTo(0.5, within(1e-12));
    assertThat(MIXED.at(standard)).containsEntry("dropout", "0.5").containsEntry("latent", "200");
    assertThat(Space.of("mult-vae", "dropout=0.6..0.8").standard()).isEmpty();
    assertThat(Space.of("mult-vae", "activation={relu,sigmoid}").standard()).isEmpty();
  }

  @Test
  void textComesBack() {
    assertThat(MIXED)
        .hasToString(
            "mult-vae learningRate=log:1.0E-4..0.01 dropout=0..0.8 latent=50..400"
                + " activation={tanh,relu} epochs=30");
    assertThat(Space.of("popularity")).hasToString("popularity");
  }

  @Property(tries = 200)
  void valuesStayInTheirBoundsAndAreFoundAgain(
      @ForAll @DoubleRange(min = -0.5, max = 1.5) double place) {
    for (Range.Scale scale : Range.Scale.values()) {
      Range range = new Range("x", scale, Range.Steps.CONTINUOUS, 0.003, 70);
      String value = range.at(place);
      assertThat(Double.parseDouble(value)).isBetween(0.003, 70.0);
      double again = range.placeOf(value).orElseThrow();
      assertThat(again).isCloseTo(Math.max(0, Math.min(1, place)), within(1e-3));
      assertThat(range.at(again)).isEqualTo(value);
    }
  }

  @Test
  void aGridIsAsFineAsTheBudgetAllows() {
    Space plane = Space.of("mult-vae", "learningRate=log:1e-4..1e-2", "dropout=0..0.8");
    assertThat(plane.grid(1)).hasSize(1).first().isEqualTo(new double[] {0.5, 0.5});
    assertThat(plane.grid(8)).hasSize(4);
    assertThat(plane.grid(9)).hasSize(9);
    assertThat(plane.grid(9).stream().map(plane::at).map(s -> s.get("learningRate")).distinct())
        .containsExactly("1.0E-4", "0.001", "0.01");
    Space choices = Space.of("item-knn", "similarity={cosine,jaccard,dice}", "neighbours=10..11");
    assertThat(choices.grid(100)).hasSize(6);
    assertThat(choices.grid(5)).hasSize(3);
    assertThat(Space.of("popularity").grid(5)).hasSize(1);
    assertThatThrownBy(() -> choices.grid(2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3 combinations")
        .hasMessageContaining("2 fits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ease     | lambda=500..10            | no range; write the lower bound first",
        "ease     | lambda=log:0..10          | a log scale needs bounds above 0",
        "ease     | lambda=log:-1..10         | a log scale needs bounds above 0",
        "ease     | lamda=1..10               | did you mean 'lambda'?",
        "ease     | lambda=1..ten             | cannot be read; write lambda=1..10",
        "ease     | lambda=log:5              | cannot be read",
        "ease     | lambda                    | has no name and value",
        "eese     | lambda=1..10              | did you mean 'ease'?",
        "mult-vae | latent=1.5..10            | has a bound that is not whole",
        "mult-vae | dropout=0..2              | dropout is 2.0, but must be",
        "mult-vae | activation=1..2           | activation takes one of",
        "mult-vae | activation={tanh}         | nothing to choose from",
        "mult-vae | activation={tanh,tanh}    | a value twice",
        "mult-vae | activation={tanh,rleu}    | did you mean 'relu'?",
        "mult-vae | activation={tanh,relu     | cannot be read",
        "cdae     | outputActivation={sigmoid,tanh} | logistic loss needs probabilities",
        "mult-vae | epochs=many               | must be a whole number"
      })
  void badSpacesAreRefusedWithARemedy(String model, String part, String words) {
    assertThatThrownBy(() -> Space.of(model, part))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(words);
  }

  @Test
  void nothingStandsTwice() {
    for (List<String> parts :
        List.of(
            List.of("lambda=1..10", "lambda=5"),
            List.of("lambda=1..10", "lambda=log:1..10"),
            List.of("lambda=3", "lambda=5"))) {
      assertThatThrownBy(() -> Space.of("ease", parts.toArray(String[]::new)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("lambda of ease stands twice");
    }
  }
}
