package org.refold.study.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.BadInputException;
import org.refold.model.autoencoder.MultVae;

class ProvenanceTest {

  private static final MultVae MODEL = new MultVae().withLatent(50).withDropout(0.25);

  private static ConfiguredExperiment experiment() {
    return new ConfiguredExperiment("ml-1m", "strong:heldout=500", 42, "vae-cf", MODEL, 7);
  }

  private static void assertSame(ConfiguredExperiment read) {
    assertThat(read.recommender()).isEqualTo(MODEL);
    assertThat(read.data()).isEqualTo("ml-1m");
    assertThat(read.split()).isEqualTo("strong:heldout=500");
    assertThat(read.splitSeed()).isEqualTo(42);
    assertThat(read.metrics()).isEqualTo("vae-cf");
    assertThat(read.seed()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void anExperimentGoesIntoAConfigurationFileAndBack(String ending, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("experiment." + ending);
    Files.write(file, ExperimentFile.bytes(experiment(), file));
    assertSame(ExperimentFile.read(file));
  }

  @Test
  void theConfigurationComesOutOfTheProvenanceAgain() throws IOException {
    Map<String, String> facts = Map.of("code", "abc", "java", "17");
    RunProvenance written = RunProvenance.of(experiment(), "aa", "bb", facts);
    RunProvenance read = RunProvenance.ofJson(written.toJson());
    assertThat(read).isEqualTo(written);
    assertThat(read.toString()).contains("code", "abc", "split-sha256");
    List<ConfigurationData> configuration = ProvenanceUtil.extractConfiguration(read);
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(configuration);
      assertSame(manager.lookupAll(ConfiguredExperiment.class).get(0));
    }
  }

  @Test
  void whatIsNoConfigurationIsRefused(@TempDir Path folder) throws IOException {
    Path none = folder.resolve("none.xml");
    assertThatThrownBy(() -> ExperimentFile.read(none))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no configuration file");
    Path yaml = folder.resolve("x.yaml");
    assertThatThrownBy(() -> ExperimentFile.read(yaml)).hasMessageContaining("xml, json");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    assertThatThrownBy(() -> ExperimentFile.read(broken)).isInstanceOf(BadInputException.class);
    Path file = folder.resolve("e.xml");
    String good =
        new String(
            ExperimentFile.bytes(experiment(), file), java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(file, good.replace("mult-vae", "mult-vea"));
    assertThatThrownBy(() -> ExperimentFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mult-vae");
    assertThatThrownBy(() -> RunProvenance.ofJson("{}")).isInstanceOf(BadInputException.class);
  }
}
