package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.settings.BadInputException;
import org.tribuo.provenance.ModelProvenance;

class JointProvenanceTest {

  private static final TribuoModel MODEL = TribuoFixtures.fit(TribuoFixtures.fm(2), 7);
  private static final Evaluation EVALUATION =
      Evaluator.of("rmse,ndcg@10,mae").evaluate(MODEL, TribuoFixtures.SMALL.test());

  @TempDir private Path folder;

  @Test
  void metricsAreAMapInTheirOrder() {
    assertThat(JointProvenance.metrics(EVALUATION))
        .containsOnlyKeys("rmse", "ndcg@10", "mae")
        .containsEntry("ndcg@10", EVALUATION.metric("ndcg@10").mean());
    assertThat(JointProvenance.metrics(EVALUATION).keySet())
        .containsExactly("rmse", "ndcg@10", "mae");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    JointProvenance written = JointProvenance.of(MODEL, EVALUATION);
    Path file = folder.resolve("provenance.json");
    written.write(file);
    assertThat(JointProvenance.read(file)).isEqualTo(written);
    assertThat(Files.readString(file))
        .contains("never by a hash")
        .contains(TribuoFixtures.SMALL.train().sha256());
  }

  @Test
  void aFigureThatIsNoNumberIsKept() throws IOException {
    JointProvenance some = JointProvenance.of(MODEL, EVALUATION);
    JointProvenance none =
        new JointProvenance(Map.of("rmse", Double.NaN), "", some.refold(), some.tribuo());
    Path file = folder.resolve("none.json");
    none.write(file);
    assertThat(JointProvenance.read(file)).isEqualTo(none);
  }

  @Test
  void bothSidesSayWhatWasDone() {
    JointProvenance provenance = JointProvenance.of(MODEL, EVALUATION);
    assertThat(provenance.refold().toString())
        .contains("recommender=fm")
        .contains("seed=7")
        .contains("item-attributes=no attributes of 0 ids")
        .contains(TribuoFixtures.SMALL.train().sha256());
    ModelProvenance tribuo = (ModelProvenance) provenance.tribuo();
    assertThat(tribuo.getTrainerProvenance().getConfiguredParameters().get("seed"))
        .hasToString("7");
    assertThat(tribuo.getInstanceProvenance().getMap().get("refold"))
        .isEqualTo(provenance.refold());
    assertThat(tribuo.getDatasetProvenance().toString())
        .contains(TribuoFixtures.SMALL.train().sha256());
  }

  @Test
  void aFullerAccountOfOurSideTakesItsPlace() throws IOException {
    ModelProvenance fuller = MODEL.tribuo().getProvenance();
    Path file = folder.resolve("fuller.json");
    JointProvenance.of(MODEL, EVALUATION, fuller).write(file);
    assertThat(JointProvenance.read(file).refold()).isEqualTo(fuller);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"format\": \"refold.result/1\"}");
    assertThatThrownBy(() -> JointProvenance.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("refold.result/1")
        .hasMessageContaining("refold.tribuo-provenance/1");
  }
}
