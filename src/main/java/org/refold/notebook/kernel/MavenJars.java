package org.refold.notebook.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.notebook.Workbench;

/** A library of Maven Central with all that it needs, found by the checkout's own Maven. */
final class MavenJars {

  private static final Pattern COORDINATES =
      Pattern.compile("([\\w.-]+):([\\w.-]+)(?::jar)?:([\\w.-]+)");

  private MavenJars() {}

  /**
   * The jars, fetched where they are not there yet.
   *
   * @param where the line that asks, for messages
   * @param coordinates {@code group:artifact:version}
   * @throws CompileError if they do not read like that, or Maven does not find them
   */
  static List<Path> of(String where, String coordinates) throws CompileError, InterruptedException {
    Matcher parts = COORDINATES.matcher(coordinates);
    if (!parts.matches()) {
      throw new CompileError(
          where
              + ": '"
              + coordinates
              + "' does not read as a library; write group:artifact:version, as in"
              + " org.apache.commons:commons-text:1.11.0",
          List.of());
    }
    try {
      Path folder = Files.createTempDirectory("refold-maven");
      Path project = folder.resolve("pom.xml");
      Files.writeString(project, project(parts.group(1), parts.group(2), parts.group(3)));
      return fetch(where, coordinates, project);
    } catch (IOException e) {
      throw new CompileError(where + ": Maven cannot be run: " + e.getMessage(), List.of());
    }
  }

  private static String project(String group, String artifact, String version) {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>cell</groupId><artifactId>cell</artifactId><version>1</version>
      <packaging>pom</packaging>
      <dependencies><dependency>
        <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
      </dependency></dependencies>
    </project>
    """
        .formatted(group, artifact, version);
  }

  private static List<Path> fetch(String where, String coordinates, Path project)
      throws IOException, InterruptedException, CompileError {
    Path list = project.resolveSibling("jars.txt");
    Path log = project.resolveSibling("maven.log");
    boolean windows = File.separatorChar == '\\';
    Path maven = Workbench.here().root().resolve(windows ? "mvnw.cmd" : "mvnw");
    Process process =
        new ProcessBuilder(
                maven.toString(),
                "-q",
                "-B",
                "-f",
                project.toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + list)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new CompileError(
            where + ": Maven does not find " + coordinates, Files.readAllLines(log));
      }
    } finally {
      process.destroy();
    }
    List<Path> jars = new ArrayList<>();
    for (String jar : Files.readString(list).strip().split(File.pathSeparator, -1)) {
      jars.add(Path.of(jar));
    }
    return jars;
  }
}
