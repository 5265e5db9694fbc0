package org.refold.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of stand-ins: its Java only prints how it was started. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class LauncherTest {

  @TempDir private Path folder;
  private Path checkout;

  private record Result(int code, List<String> out, String err) {}

  @BeforeEach
  void checkoutOfStandIns() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    Files.createDirectories(checkout.resolve("src/main/java"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("refold"), checkout.resolve("refold"));
    executable(checkout.resolve("refold"));
    script(
        checkout.resolve("mvnw"),
        "echo \"$@\" >> builds; mkdir -p target/classes; printf one.jar > target/classpath.txt");
    java("java.base@17.0.1\njdk.incubator.vector@17.0.1");
  }

  private void java(String modules) throws IOException {
    script(
        folder.resolve("jdk/bin/java"),
        "if [ \"$1\" = --list-modules ]; then printf '"
            + modules
            + "\\n'; else for word in \"$@\"; do printf '%s\\n' \"$word\"; done; fi");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    executable(Files.writeString(file, "#!/bin/sh\n" + text + "\n"));
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result launch(Path launcher, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().remove("REFOLD_HEAP");
    builder.environment().remove("ND4J_SKIP_BLAS_THREADS");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int code = builder.start().waitFor();
    return new Result(code, Files.readAllLines(out), Files.readString(err, UTF_8));
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  @Test
  void startsFromAnywhereThroughALinkAndKeepsArgumentsWhole() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout/refold"));
    Result result = launch(link, "data", "info", "my file.csv");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-XX:MaxRAMPercentage=50")
        .contains("-Drefold.home=" + checkout.toRealPath())
        .endsWith(
            checkout.toRealPath() + "/target/classes:one.jar",
            "org.refold.cli.Main",
            "data",
            "info",
            "my file.csv");
  }

  @Test
  void nd4jIsToldToLeaveTheThreadsOfOpenblasAlone() throws Exception {
    script(
        folder.resolve("jdk/bin/java"),
        "if [ \"$1\" = --list-modules ]; then echo java.base@17; else env; fi");
    assertThat(launch(checkout.resolve("refold")).out()).contains("ND4J_SKIP_BLAS_THREADS=1");
  }

  @Test
  void buildsOnlyWhenSomethingIsNewer() throws Exception {
    Path launcher = checkout.resolve("refold");
    assertThat(launch(launcher).err()).contains("building; the first time this takes three to ten");
    assertThat(launch(launcher).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(checkout.resolve("builds")).content().contains("-Dcompiler.checks=-XDnone");
    Files.writeString(checkout.resolve("builds"), "");
    Path source = Files.writeString(checkout.resolve("src/main/java/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(launch(launcher).err()).contains("building, since the sources have changed");
    assertThat(builds()).isEqualTo(1);
    assertThat(checkout.resolve("builds"))
        .as("what was changed is checked")
        .content()
        .doesNotContain("checks");
    Files.delete(checkout.resolve("target/classpath.txt"));
    Files.delete(source);
    launch(launcher);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aFailedBuildSaysWhyAndIsTriedAgain() throws Exception {
    script(checkout.resolve("mvnw"), "echo A.java is broken; exit 1");
    Result result = launch(checkout.resolve("refold"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("A.java is broken").contains("the build failed");
    assertThat(launch(checkout.resolve("refold")).code()).isEqualTo(1);
  }

  @Test
  void aJavaThatIsTooOldIsRefused() throws Exception {
    java("java.base@11.0.2");
    Result result = launch(checkout.resolve("refold"));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .contains("Java 11")
        .contains("version 17 or later");
  }

  @Test
  void theVectorModuleIsOnlyAskedForWhereItIs() throws Exception {
    java("java.base@40");
    assertThat(launch(checkout.resolve("refold")).out())
        .noneMatch(word -> word.contains("incubator"));
  }
}
