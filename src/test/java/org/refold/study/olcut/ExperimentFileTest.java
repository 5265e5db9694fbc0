package org.refold.study.olcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.FoldInItems;
import org.refold.data.Interactions;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.evaluate.metric.Convention;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.UserMetric;
import org.refold.model.autoencoder.MultVae;
import org.refold.model.linear.Ease;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.study.ExperimentPlan;

class ExperimentFileTest {

  private static final ExperimentPlan USUAL =
      ExperimentPlan.of("ml-1m", "strong:heldout=500", new MultVae());

  /** Nothing as usual. */
  private static final ExperimentPlan OTHER =
      ExperimentPlan.of("data/a folder & <more>.csv", "per-user:test=0.3", new MultVae())
          .withSeeds(5, 7)
          .withEvaluator(
              Evaluator.of("recall@5(denominator=relevant),rmse")
                  .withFoldInItems(FoldInItems.RANKED)
                  .withTies(Ties.PESSIMISTIC))
          .withRecommender(new MultVae().withLatent(50).withDropout(0.25))
          .withSegments(List.of(SegmentsBy.HISTORY, SegmentsBy.POPULARITY));

  @TempDir private Path folder;

  private Path written(ExperimentPlan plan, String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.write(file, ExperimentFile.bytes(plan, file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void anExperimentGoesIntoAFileAndBack(String ending) throws IOException {
    assertThat(ExperimentFile.read(written(OTHER, "other." + ending))).isEqualTo(OTHER);
    assertThat(ExperimentFile.read(written(USUAL, "usual." + ending))).isEqualTo(USUAL);
  }

  @Test
  void everyComponentHasAPropertyAndAnotherValueAbove() throws ReflectiveOperationException {
    List<RecordComponent> components = List.of(ExperimentPlan.class.getRecordComponents());
    assertThat(components)
        .extracting(RecordComponent::getName)
        .containsExactly(
            "data", "splitter", "splitSeed", "evaluator", "recommender", "seed", "segments");
    assertThat(ExperimentFile.properties(ConfiguredExperiment.class))
        .containsExactly(
            "data",
            "split", // the splitter
            "splitSeed",
            "metrics", // of the evaluator, as the next two; its batch size changes no figure
            "foldIn",
            "ties",
            "recommender",
            "seed",
            "segments");
    for (RecordComponent component : components) {
      Object other = component.getAccessor().invoke(OTHER);
      assertThat(other).as(component.getName()).isNotEqualTo(component.getAccessor().invoke(USUAL));
    }
  }

  @Test
  void whatIsAsUsualIsLeftOutWhereItWasNotThereBefore() throws IOException {
    assertThat(Files.readString(written(USUAL, "usual.xml")))
        .doesNotContain("foldIn", "ties", "segments")
        .contains("splitSeed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"olcut", "provenance"})
  void aFileOfBeforeIsRead(String place) throws IOException {
    String old =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <!--OLCUT configuration file-->
        <config>
        <component name="configuredrecommender-0"
            type="org.refold.catalogue.ConfiguredRecommender" export="false" import="false">
          <property name="model" value="ease"/>
          <propertymap name="settings">
            <entry key="lambda" value="300"/>
          </propertymap>
        </component>
        <component name="experiment"
            type="org.refold.study.%s.ConfiguredExperiment" export="false" import="false">
          <property name="recommender" value="configuredrecommender-0"/>
          <property name="data" value="ml-1m"/>
          <property name="split" value="strong:heldout=500"/>
          <property name="metrics" value="article-published"/>
        </component>
        </config>
        """
            .formatted(place);
    ExperimentPlan read = ExperimentFile.read(Files.writeString(folder.resolve("old.xml"), old));
    assertThat(read)
        .isEqualTo(
            ExperimentPlan.of("ml-1m", "strong:heldout=500", new Ease().withLambda(300))
                .withMetrics("article-published"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=\"seed\" | name=\"sede\" | no property 'sede'; did you mean 'seed'?",
        "name=\"model\" | name=\"modle\" | no property 'modle'; did you mean 'model'?",
        "value=\"7\" | value=\"seven\" | seed is 'seven', but must be a whole number",
        "value=\"ranked\" | value=\"rankt\" | foldIn is 'rankt', which is no choice; did you mean",
        "value=\"pessimistic\" | value=\"pesimistic\" | did you mean 'pessimistic'?",
        "history,popularity | histroy | did you mean 'history'?",
        "mult-vae | mult-vea | there is no model 'mult-vea'; did you mean 'mult-vae'?",
        "key=\"dropout\" | key=\"dropuot\" | did you mean 'dropout'?",
        "value=\"0.25\" | value=\"a lot\" | dropout is 'a lot', but must be a number",
        "per-user: | per-usr: | no splitter is named 'per-usr'; did you mean 'per-user'?",
        "recall@5 | recal@5 | did you mean 'recall'?",
        "name=\"recommender\" value=\" | name=\"recommender\" value=\"x | recommender",
        "study.olcut.ConfiguredExperiment | study.Configured | describes no experiment",
        "</component> | </componnt> | no configuration in XML: line ",
        "<config> | [ | no configuration in XML: line 3, column ",
      })
  void whatIsWrongIsNamedInOneLine(String right, String wrong, String message) throws IOException {
    Path file = written(OTHER, "e.xml");
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    assertRefused(file, message);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> ExperimentFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no configuration in JSON",
        "[1] | no configuration in JSON",
        "'' | no configuration in JSON",
        "<config/> | no configuration in JSON: line 1, column 1",
        "{\"config\":{ | no configuration in JSON: line 1, column ",
        "{\"config\":{}} | and has none",
      })
  void whatIsNoConfigurationIsRefused(String text, String message) throws IOException {
    assertRefused(Files.writeString(folder.resolve("e.json"), text), message);
  }

  @Test
  void aMissingPropertyIsNamed() throws IOException {
    Path file = written(OTHER, "e.xml");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("<property name=\"split\"[^>]*>", ""));
    assertRefused(file, "split");
    Files.writeString(file, text.replaceFirst("<property name=\"recommender\"[^>]*>", ""));
    assertRefused(file, "recommender");
  }

  @Test
  void twoExperimentsAreNamed() throws IOException {
    Path file = written(OTHER, "e.xml");
    String text = Files.readString(file);
    String component = text.substring(text.indexOf("<component name=\"experiment\""));
    component = component.substring(0, component.indexOf("</component>") + 12);
    String second = component.replace("name=\"experiment\"", "name=\"second\"");
    Files.writeString(file, text.replace(component, component + second));
    assertRefused(file, "describes 2 experiments, experiment and second");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    assertRefused(folder.resolve("none.xml"), "there is no configuration file");
    assertRefused(Files.createDirectory(folder.resolve("folder.xml")), "no configuration file");
    Path yaml = folder.resolve("x.yaml");
    assertRefused(yaml, "name it .xml or .json");
    assertThatThrownBy(() -> ExperimentFile.bytes(OTHER, yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("name it .xml or .json");
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() {
    Path file = Path.of("e.xml");
    assertThatThrownBy(() -> ExperimentFile.bytes(USUAL.withSplitter(new Own()), file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'my own'");
    Evaluator own = Evaluator.of(List.of(new Mine()));
    assertThatThrownBy(() -> ExperimentFile.bytes(USUAL.withEvaluator(own), file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mine");
    assertThat(new String(ExperimentFile.bytes(USUAL, file), StandardCharsets.UTF_8))
        .startsWith("<?xml");
    assertThat(Arrays.equals(ExperimentFile.bytes(USUAL, file), ExperimentFile.bytes(OTHER, file)))
        .isFalse();
  }

  /** A splitter that no text describes. */
  private record Own() implements Splitter {
    @Override
    public String spec() {
      return "my own";
    }

    @Override
    public Split split(Interactions data, long seed) {
      throw new UnsupportedOperationException();
    }
  }

  /** A metric that no text describes. */
  private record Mine() implements UserMetric {
    @Override
    public String base() {
      return "mine";
    }

    @Override
    public int cutoff() {
      return 3;
    }

    @Override
    public String summary() {
      return "none";
    }

    @Override
    public Better better() {
      return Better.HIGHER;
    }

    @Override
    public List<Convention> conventions() {
      return List.of();
    }

    @Override
    public Measure measure(MetricContext context) {
      return ranking -> 0;
    }
  }
}
