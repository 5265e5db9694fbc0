package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {

  @Test
  void theFileSaysHowToStartAndInterruptTheKernel(@TempDir Path folder) throws IOException {
    KernelSpec spec =
        new KernelSpec(Path.of("/opt/a jdk"), "a b.jar:c.jar", 700, Map.of("NAME", "value"));
    Path file = spec.install(folder);
    spec.install(folder);
    assertThat(file).isEqualTo(folder.resolve("kernels/java/kernel.json"));
    assertThat(file.resolveSibling("").toFile().list()).containsExactly("kernel.json");
    JsonNode content = new ObjectMapper().readTree(file.toFile());
    List<String> words = new ArrayList<>();
    content.path("argv").forEach(word -> words.add(word.asText()));
    assertThat(words)
        .startsWith("/opt/a jdk/bin/java")
        .contains("-Xmx700m", "-Djava.awt.headless=true")
        .endsWith(
            "-cp", "a b.jar:c.jar", "org.refold.notebook.kernel.JavaKernel", "{connection_file}");
    assertThat(content.path("interrupt_mode").asText()).isEqualTo("message");
    assertThat(content.path("language").asText()).isEqualTo("java");
    assertThat(content.path("env").path("NAME").asText()).isEqualTo("value");
    assertThat(content.path("env").path("JAVA_HOME").asText()).isEqualTo("/opt/a jdk");
  }

  @Test
  void nothingOfTheProcessorIsWrittenDown() {
    assertThat(KernelSpec.variables(null)).isEqualTo(Map.of("ND4J_SKIP_BLAS_THREADS", "1"));
    assertThat(KernelSpec.variables("Zen"))
        .isEqualTo(Map.of("ND4J_SKIP_BLAS_THREADS", "1", "REFOLD_OPENBLAS_CORE", "Zen"));
  }

  @Test
  void anotherKernelOfTheNameIsSeen(@TempDir Path folder) throws IOException {
    assertThat(KernelSpec.isTaken(folder)).isFalse();
    Path file = new KernelSpec(Path.of("/jdk"), "a.jar", 700, Map.of()).install(folder);
    assertThat(KernelSpec.isTaken(folder)).isFalse();
    Files.writeString(file, "{\"argv\": [\"java\", \"-jar\", \"ijava.jar\"]}");
    assertThat(KernelSpec.isTaken(folder)).isTrue();
  }

  @Test
  void kernelsOfAUserGoWhereJupyterLooksForThem() {
    Path home = Path.of("/home/ada");
    assertThat(DataFolder.of("Linux", home, Map.of()))
        .isEqualTo(home.resolve(".local/share/jupyter"));
    assertThat(DataFolder.of("Linux", home, Map.of("XDG_DATA_HOME", "/d")))
        .isEqualTo(Path.of("/d/jupyter"));
    assertThat(DataFolder.of("Mac OS X", home, Map.of()))
        .isEqualTo(home.resolve("Library/Jupyter"));
    assertThat(DataFolder.of("Windows 11", home, Map.of("APPDATA", "/r")))
        .isEqualTo(Path.of("/r/jupyter"));
    assertThat(DataFolder.of("Linux", home, Map.of("JUPYTER_DATA_DIR", "/j")))
        .isEqualTo(Path.of("/j"));
  }
}
