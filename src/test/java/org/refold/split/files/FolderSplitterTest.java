package org.refold.split.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.read.InteractionFiles;
import org.refold.settings.BadInputException;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

class FolderSplitterTest {

  private static final Interactions NO_DATA = Samples.block(1, 1);

  @TempDir Path folder;

  /** Users 0 to 2 train, 3 and 4 validate, 5 to 7 test; 6 has no line, 7 no fold-out. */
  @BeforeEach
  void writeFolder() throws IOException {
    write("unique_sid.txt", "661\n1193\n914\n3408\n");
    write("train.csv", "uid,sid\n0,0\n0,1\n1,2\n2,3\n2,0\n");
    write("validation_tr.csv", "uid,sid\n3,0\n4,1\n");
    write("validation_te.csv", "uid,sid\n3,2\n4,3\n");
    write("test_tr.csv", "uid,sid\n5,3\n5,0\n7,2\n");
    write("test_te.csv", "uid,sid\n5,1\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Split read() {
    return new FolderSplitter(folder).split(NO_DATA, 7);
  }

  @Test
  void allUsersOfARangeHaveARow() {
    Split split = read();
    assertThat(split.train().items().ids()).containsExactly("661", "1193", "914", "3408");
    assertThat(split.train().users().ids()).containsExactly("0", "1", "2");
    Holdout test = split.test();
    assertThat(test.users()).isEqualTo(Holdout.Generalisation.STRONG);
    assertThat(test.foldIn().users().ids()).containsExactly("5", "6", "7");
    assertThat(test.foldIn().itemsOf(0)).containsExactly(3, 0);
    assertThat(test.foldIn().itemsOf(2)).containsExactly(2);
    assertThat(test.foldOut().itemsOf(0)).containsExactly(1);
    assertThat(test.foldOut().count(1)).isZero();
    assertThat(split.validation().orElseThrow().foldIn().users().ids()).containsExactly("3", "4");
    assertThat(split.audit().finding("test.users-without-fold-out").orElseThrow().value())
        .isEqualTo(2);
    assertThat(split.spec()).isEqualTo("dir:" + folder);
    assertThat(split.seed()).isEqualTo(7);
  }

  @Test
  void aUserWithAFoldOutOnlyHasARow() throws IOException {
    write("test_te.csv", "uid,sid\n5,1\n9,2\n");
    Split split = read();
    assertThat(split.test().foldIn().users().ids()).containsExactly("5", "6", "7", "8", "9");
    assertThat(split.audit().finding("test.cold-users").orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void filesMayBeZippedAndHaveOtherLineEnds() throws IOException {
    String hash = read().sha256();
    for (String name : new String[] {"train.csv", "test_te.csv", "unique_sid.txt"}) {
      String text = Files.readString(folder.resolve(name)).replace("\n", "\r\n");
      Files.delete(folder.resolve(name));
      try (OutputStream bytes = Files.newOutputStream(folder.resolve(name + ".gz"));
          OutputStream zipped = new GZIPOutputStream(bytes)) {
        zipped.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(read().sha256()).isEqualTo(hash);
  }

  @Test
  void columnsAreFoundByName() throws IOException {
    String hash = read().sha256();
    write("train.csv", ",sid,uid\n0,0,0\n1,1,0\n2,2,1\n3,3,2\n4,0,2\n");
    assertThat(read().sha256()).isEqualTo(hash);
  }

  @Test
  void aPairThatStandsTwiceCountsOnce() throws IOException {
    write("train.csv", "uid,sid\n0,0\n0,1\n1,2\n2,3\n2,0\n0,1\n");
    Split split = read();
    assertThat(split.train().size()).isEqualTo(5);
    assertThat(split.audit().finding("files.repeated-pairs").orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutValidationIsRead() throws IOException {
    Files.delete(folder.resolve("validation_tr.csv"));
    Files.delete(folder.resolve("validation_te.csv"));
    assertThat(read().validation()).isEmpty();
  }

  @Test
  void aValidationPartWithoutFoldOutIsNone() throws IOException {
    write("validation_te.csv", "uid,sid\n");
    Split split = read();
    assertThat(split.validation()).isEmpty();
    assertThat(split.audit().finding("files.validation")).isPresent();
  }

  @Test
  void testUsersWhoseTrainingRowsAreFoldedInAreWeak() throws IOException {
    write("test_tr.csv", "uid,sid\n0,0\n0,1\n2,3\n2,0\n");
    write("test_te.csv", "uid,sid\n0,3\n");
    assertThat(read().test().users()).isEqualTo(Holdout.Generalisation.WEAK);
  }

  @Test
  void testUsersThatAreOtherwiseInTrainAreRefused() throws IOException {
    write("test_tr.csv", "uid,sid\n2,1\n3,0\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 users of the test part stand in the training data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.csv | uid,sid;0,0;0,4 | line 3, column 3: sid is 4, expected at most 3",
        "train.csv | uid,sid;0,0;x,1 | line 3, column 1: uid is 'x', expected a whole number",
        "train.csv | uid,sid;0,-1 | line 2, column 3: sid is '-1', expected a whole number",
        "train.csv | uid,sid;0 | line 2, column 2: 1 fields, expected uid,sid",
        "train.csv | user,item;0,0 | line 1, column 1: the header is 'user,item'",
        "train.csv | uid,sid,rating;0,0,good | line 2, column 5: rating is 'good'",
        "train.csv | uid,sid;0,0;900000000,0 | expected a contiguous range",
        "test_te.csv | uid,sid;5,3 | stand in the fold-in too",
        "test_te.csv | uid,sid | the test fold-out part is empty",
        "unique_sid.txt | 661;1193;914;661 | the id '661' stands at 0 and again at 3",
        "unique_sid.txt | 661;;914;3408 | line 3, column 1: the line before is empty",
        "unique_uid.txt | a;b;c | uid 4 stands in a part, but unique_uid.txt has only 3 lines"
      })
  void whatIsWrongIsSaidWithItsPlace(String file, String lines, String expected)
      throws IOException {
    write(file, lines.replace(';', '\n') + "\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Files.delete(folder.resolve("test_te.csv"));
    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no test_te.csv (nor test_te.csv.gz)");
    assertThatThrownBy(() -> Splitters.parse("dir:" + folder + "/no").split(NO_DATA, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void aTruncatedZipIsNamed() throws IOException {
    Files.delete(folder.resolve("train.csv"));
    Files.write(folder.resolve("train.csv.gz"), new byte[] {31, (byte) 139, 8, 0, 0});
    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("train.csv.gz");
  }

  /** RecBole's pre-split files, lists of LightGCN, and csv files with raw ids. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b.train.inter | b.valid.inter | b.test.inter | user_id:token\titem_id:token;a\tx;a\ty;b\ty"
            + " | user_id:token\titem_id:token;a\tz | user_id:token\titem_id:token;a\tw;b\tx",
        "train.csv | val.csv | test.csv | user,item;a,x;a,y;b,y | user,item;a,z | user,item;a,w;b,x"
      })
  void aFileForEachPartIsRead(
      String train, String valid, String test, String trained, String validated, String tested)
      throws IOException {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.writeString(parts.resolve(train), lines(trained));
    Files.writeString(parts.resolve(valid), lines(validated));
    Files.writeString(parts.resolve(test), lines(tested));
    Split split = new FolderSplitter(parts).split(NO_DATA, 7);
    assertThat(split.train().users().ids()).containsExactly("a", "b");
    assertThat(split.train().items().ids()).containsExactly("x", "y", "z", "w");
    assertThat(split.train().size()).isEqualTo(3);
    assertThat(split.validation().orElseThrow().foldOut().itemsOf(0)).containsExactly(2);
    Holdout held = split.test();
    assertThat(held.users()).isEqualTo(Holdout.Generalisation.WEAK);
    assertThat(held.foldIn().itemsOf(0)).containsExactly(0, 1, 2);
    assertThat(held.histories().itemsOf(0)).containsExactly(0, 1);
    assertThat(held.foldOut().itemsOf(0)).containsExactly(3);
    assertThat(held.foldOut().itemsOf(1)).containsExactly(0);
    assertThatThrownBy(() -> InteractionFiles.read(parts))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--split dir:" + parts);
  }

  private static String lines(String text) {
    return text.strip().replace("\\t", "\t").replace(';', '\n') + "\n";
  }

  @Test
  void listsOfNeighboursAreASplitToo() throws IOException {
    Path parts = Files.createDirectories(folder.resolve("gowalla"));
    Files.writeString(parts.resolve("train.txt"), "0 4 5 6\n1 4\n2 5 6\n");
    Files.writeString(parts.resolve("test.txt"), "0 7\n1 5 6 7\n2 4 7\n");
    Split split = new FolderSplitter(parts).split(NO_DATA, 7);
    assertThat(split.train().size()).isEqualTo(6);
    assertThat(split.test().foldOut().size()).isEqualTo(6);
    assertThat(split.validation()).isEmpty();
  }
}
