package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.Progress;

class InteractionFilesTest {

  @TempDir Path folder;

  @Test
  void theLastDuplicateWinsAndIsWarnedOf() throws IOException {
    Path path = write("x.csv", "u,a,1,978300760\nu,b,2,978300761\nu,a,5,978300762\n");
    ReadResult read = InteractionFiles.read(path);
    assertThat(read.duplicates()).isEqualTo(1);
    assertThat(read.interactions().size()).isEqualTo(2);
    assertThat(read.interactions().value(1)).isEqualTo(5f);
    assertThat(read.warnings()).singleElement().asString().contains("1 interactions are left out");
    ReadOptions keep = ReadOptions.SNIFF.withDuplicates(Duplicates.KEEP);
    assertThat(InteractionFiles.read(path, keep, Progress.NONE).interactions().size()).isEqualTo(3);
  }

  /** What becomes of repeats does not depend on what stands between fields. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", ",", ";", "|", "::"})
  void repeatsFollowOneRule(String separator) throws IOException {
    Path path = write("seq.txt", "1 7\n1 8\n1 7\n2 8\n".replace(" ", separator));
    ReadResult read = InteractionFiles.read(path);
    assertThat(read.interactions().itemsOf(0)).containsExactly(1, 0);
    assertThat(read.duplicates()).isEqualTo(1);
    assertThat(read.warnings()).singleElement().asString().contains("--repeats keep");
    ReadOptions keep = ReadOptions.parse("test", "repeats=keep");
    assertThat(InteractionFiles.read(path, keep, Progress.NONE).interactions().itemsOf(0))
        .containsExactly(0, 1, 0);
  }

  /** Such as a download that lost its ending. */
  @Test
  void filesPackedByGzipAreReadWhateverTheyAreNamed() throws IOException {
    byte[] text = "u,a,1,978300760\nu,b,2,978300761\n".getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("plain.csv"), text);
    Path packed = folder.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text);
    }
    assertThat(InteractionFiles.read(packed).interactions().sha256())
        .isEqualTo(InteractionFiles.read(plain).interactions().sha256());
  }

  @Test
  void sequencesAreKnown() throws IOException {
    ReadResult read = InteractionFiles.read(write("seq.txt", "1 7\n1 8\n1 9\n2 8\n"));
    assertThat(read.format()).isEqualTo(Format.SASREC_SEQUENCES);
    assertThat(read.interactions().itemsOf(0)).containsExactly(0, 1, 2);
    assertThat(read.interactions().hasTimes()).isFalse();
    assertThat(read.interactions().hasValues()).isFalse();
  }

  /** As a split folder needs it: indices are the given ones, also of items without a line. */
  @Test
  void givenVocabulariesKeepTheirIndices() throws IOException {
    Path path = write("train.csv", "uid,sid\n3,2\n1,0\n");
    ReadOptions options =
        ReadOptions.SNIFF
            .withUsers(Vocabulary.ofNumbers(5))
            .withItems(Vocabulary.ofNumbers(4))
            .withHeader(Header.PRESENT)
            .withSeparator(Separator.COMMA);
    Interactions data = InteractionFiles.read(path, options, Progress.NONE).interactions();
    assertThat(data.userCount()).isEqualTo(5);
    assertThat(data.itemCount()).isEqualTo(4);
    assertThat(data.itemsOf(3)).containsExactly(2);
    assertThat(data.itemsOf(1)).containsExactly(0);
  }

  @Test
  void aFolderInAFolderIsFound() throws IOException {
    Files.createDirectories(folder.resolve("ml-1m"));
    write("ml-1m/ratings.dat", "1::2::3::978300760\n");
    write("ml-1m/movies.dat", "2::Two (1999)::Drama\n");
    ReadResult read = InteractionFiles.read(folder);
    assertThat(read.format()).isEqualTo(Format.MOVIELENS_DAT);
    assertThat(read.description()).contains("ratings.dat").contains("separated by '::'");
  }

  @Test
  void progressHearsEveryByte() throws IOException {
    Path path = write("long.csv", "user,item\n" + "1,2\n3,4\n".repeat(100_000));
    List<String> heard = new ArrayList<>();
    long[] bytes = new long[1];
    Progress listener =
        new Progress() {
          @Override
          public void begin(String task, long total) {
            heard.add(task + " " + total);
          }

          @Override
          public void advance(long steps, String note) {
            bytes[0] += steps;
          }

          @Override
          public void end() {
            heard.add("end");
          }
        };
    InteractionFiles.read(path, ReadOptions.SNIFF, listener);
    assertThat(heard).containsExactly("reading long.csv 800010", "end");
    assertThat(bytes[0]).isEqualTo(800_010);
  }

  @Test
  void aRowLongerThanTheBufferIsRead() throws IOException {
    String id = "x".repeat(300_000);
    Path path =
        write("wide.csv", "user,item\n" + "1,a\n".repeat(20_000) + id + ",b\n" + id + ",a\n");
    Interactions data = InteractionFiles.read(path).interactions();
    assertThat(data.itemsOf(data.users().indexOf(id))).containsExactly(1, 0);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
