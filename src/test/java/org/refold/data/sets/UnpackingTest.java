package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

class UnpackingTest {

  @TempDir private Path folder;

  private Path zip(String... names) throws IOException {
    Path archive = folder.resolve("set.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return archive;
  }

  private Path unpack(Unpacking limits, Path archive) throws IOException {
    return limits.unpack(archive, folder.resolve("set"), Progress.NONE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void leavesOutAFolderOfTheSameName() throws IOException {
    Path made = unpack(Unpacking.STANDARD, zip("set/", "set/a.csv", "set/deep/b.csv"));
    assertThat(made.resolve("a.csv")).hasContent("content of set/a.csv");
    assertThat(made.resolve("deep/b.csv")).hasContent("content of set/deep/b.csv");
    assertThat(files()).containsExactly("set", "set.zip");
  }

  @Test
  void keepsFilesThatStandAtTheTop() throws IOException {
    Path made = unpack(Unpacking.STANDARD, zip("a.csv", "b.csv"));
    assertThat(made.resolve("a.csv")).hasContent("content of a.csv");
    assertThat(files()).containsExactly("set", "set.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "set/../../evil", "/../evil", "..\\evil", "/evil-absolute", "a\u0000b"})
  void writesNothingOutside(String name) throws IOException {
    Path archive = zip("set/a.csv", name);
    assertThatThrownBy(() -> unpack(Unpacking.STANDARD, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not unpacked");
    assertThat(files()).containsExactly("set.zip");
    assertThat(folder.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void doesNotMixWithAFolderThatIsThere() throws IOException {
    Files.createDirectory(folder.resolve("set"));
    Path archive = zip("set/a.csv");
    assertThatThrownBy(() -> unpack(Unpacking.STANDARD, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("exists already", "move it away");
  }

  @Test
  void stopsAtABomb() throws IOException {
    Path archive = folder.resolve("set.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int k = 0; k < 20; k++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThatThrownBy(() -> unpack(Unpacking.STANDARD, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too large");
    assertThat(files()).containsExactly("set.zip");
  }

  @Test
  void stopsAtTooManyFiles() throws IOException {
    Path archive = zip("a", "b", "c");
    assertThatThrownBy(() -> unpack(new Unpacking(2, 1 << 20, 100), archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3 files");
  }

  /** Many files that are each small enough. */
  @Test
  void stopsAtABombOfSeveralFiles() throws IOException {
    Path archive = zip("a", "b", "c");
    assertThatThrownBy(() -> unpack(new Unpacking(10, 2L * "content of a".length(), 100), archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too large");
    assertThat(files()).containsExactly("set.zip");
  }

  @Test
  void unpacksAsMuchAsIsAllowed() throws IOException {
    Path archive = zip("a", "b", "c");
    Path made = unpack(new Unpacking(3, 3L * "content of a".length(), 100), archive);
    assertThat(made.resolve("c")).hasContent("content of c");
  }

  @Test
  void saysThatADamagedArchiveIsOne() throws IOException {
    Path archive = folder.resolve("set.zip");
    Files.writeString(archive, "PK no zip", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> unpack(Unpacking.STANDARD, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("damaged", "fetch it again");
    assertThat(files()).containsExactly("set.zip");
  }

  @Test
  void saysThatADamagedFileIsInAnArchive() throws IOException {
    Path archive = zip("set/a.csv");
    byte[] bytes = Files.readAllBytes(archive);
    int content = 30 + "set/a.csv".length(); // the local header, the name, then deflated bytes
    for (int k = content; k < content + 8; k++) {
      bytes[k] = -1;
    }
    Files.write(archive, bytes);
    assertThatThrownBy(() -> unpack(Unpacking.STANDARD, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("damaged", "fetch it again");
    assertThat(files()).containsExactly("set.zip");
  }
}
