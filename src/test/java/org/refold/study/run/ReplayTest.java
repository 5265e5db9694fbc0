package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.FoldInItems;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.model.autoencoder.MultVae;
import org.refold.nn.layer.LayerSizes;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.Small;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

class ReplayTest {

  private static final DataSet DATA = Small.data();

  @TempDir private Path folder;

  private Path result() throws IOException {
    Split split = Splitters.parse(Small.SPLIT).split(DATA.interactions(), 5);
    MultVae model =
        new MultVae()
            .withLatent(8)
            .withHidden(LayerSizes.of(16))
            .withEpochs(4)
            .withBatchSize(30)
            .withBeta(0.3);
    Evaluator evaluator =
        Evaluator.of("ndcg@10,recall@5(denominator=relevant)").withFoldInItems(FoldInItems.RANKED);
    Experiment experiment = Experiment.of(DataFingerprint.of(DATA), split, model, evaluator, 9);
    Path file = folder.resolve("result.json");
    experiment.run(Progress.NONE).writeTo(file);
    return file;
  }

  private static Replay replay(Path file) throws IOException {
    return Replay.of(ResultFile.read(file), DATA, Progress.NONE);
  }

  @Test
  void theSameComesOfIt() throws IOException {
    Replay replay = replay(result());
    assertThat(replay.verdict()).isEqualTo("bit-identical: 4 epochs, 2 metrics, 25 users");
    assertThat(replay.circumstances()).isEmpty();
    assertThat(replay.isIdentical()).isTrue();
  }

  /** Changes the last digit of one number in the file. */
  private static void nudge(Path file, String before) throws IOException {
    String text = Files.readString(file);
    int at = text.indexOf(before) + before.length();
    while (!Character.isDigit(text.charAt(at)) || Character.isDigit(text.charAt(at + 1))) {
      at++;
    }
    char other = text.charAt(at) == '3' ? '4' : '3';
    Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
  }

  @Test
  void theFirstDifferenceIsNamed() throws IOException {
    Path file = result();
    String text = Files.readString(file);
    int validation = text.indexOf("\"validation\"");
    int third = text.indexOf(',', text.indexOf(',', validation) + 1);
    nudge(file, text.substring(validation, third));
    assertThat(replay(file).verdict()).startsWith("differs: first in epoch 3: the validation is ");
    assertThat(replay(file).isIdentical()).isFalse();

    Files.writeString(file, text.replaceFirst("(\"mean\":0\\.)\\d", "$19"));
    assertThat(replay(file).verdict()).startsWith("differs: ndcg@10 is 0.9");

    Files.writeString(file, text.replace("\"seed\" : 9", "\"seed\" : 10"));
    assertThat(replay(file).verdict()).startsWith("differs: first in epoch 1: the loss is ");
  }

  @Test
  void otherCircumstancesAreNamed() throws IOException {
    Path file = result();
    String code = Environment.codeVersion();
    Files.writeString(
        file, Files.readString(file).replace("\"code\" : \"" + code + '"', "\"code\" : \"0ld\""));
    assertThat(replay(file).circumstances()).containsExactly("code: 0ld then, " + code + " now");
    DataSet other = DataSets.open(Small.DATA.replace("seed=3", "seed=4"));
    Replay replay = Replay.of(ResultFile.read(file), other, Progress.NONE);
    assertThat(replay.circumstances()).anyMatch(line -> line.startsWith("data synthetic"));
    assertThat(replay.circumstances()).anyMatch(line -> line.startsWith("split: "));
    assertThat(replay.verdict()).startsWith("differs: ");
  }

  @Test
  void provenanceIsInTheFileInShortAndComesInTheObjectsOfOlcut() throws IOException {
    TrialResult result = ResultFile.read(result());
    assertThat(result.provenance().path("data-sha256").asText()).isEqualTo(DATA.sha256());
    assertThat(result.provenance().toString())
        .contains("ConfiguredRecommender", "\"beta\":\"0.3\"");
    assertThat(Provenances.run(result).toString()).contains(DATA.sha256(), "OpenBLAS");
    assertThat(Provenances.plan(result).recommender()).hasFieldOrPropertyWithValue("beta", 0.3);
  }

  @Test
  void whatIsNoResultIsRefused() throws IOException {
    Path file = folder.resolve("x.json");
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no result file");
    Files.writeString(file, "{\"schema\":\"refold.result/9\"}");
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'refold.result/9', but must be 'refold.result/1'");
    Files.writeString(file, "[1]");
    assertThatThrownBy(() -> ResultFile.read(file)).hasMessageContaining("JSON object");
  }
}
