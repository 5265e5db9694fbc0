package org.refold.study.olcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.model.autoencoder.MultVae;
import org.refold.settings.BadInputException;
import org.refold.study.ExperimentPlan;

class ProvenanceTest {

  private static final MultVae MODEL = new MultVae().withLatent(50).withDropout(0.25);

  private static final ExperimentPlan PLAN =
      ExperimentPlan.of("ml-1m", "strong:heldout=500", MODEL).withSeeds(42, 7);

  @Test
  void theConfigurationComesOutOfTheProvenanceAgain() throws IOException {
    Map<String, String> facts = Map.of("code", "abc", "java", "17");
    RunProvenance written = RunProvenance.of(new ConfiguredExperiment(PLAN), "aa", "bb", facts);
    RunProvenance read = RunProvenance.ofJson(written.toJson());
    assertThat(read).isEqualTo(written);
    assertThat(read.toString()).contains("code", "abc", "split-sha256");
    List<ConfigurationData> configuration = ProvenanceUtil.extractConfiguration(read);
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(configuration);
      assertThat(manager.lookupAll(ConfiguredExperiment.class).get(0).plan()).isEqualTo(PLAN);
    }
  }

  @Test
  void whatIsNoProvenanceIsRefused() {
    assertThatThrownBy(() -> RunProvenance.ofJson("{}")).isInstanceOf(BadInputException.class);
  }
}
