package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/** Each complaint is one line: where, what was found, what was expected, what to do. */
class ReadErrorsTest {

  private static final String GOOD = "1::10::5::978300760\n1::11::4::978300761\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "2::10::five::978300762 ~ line 3, column 3 (value): found 'five', expected a finite number",
        "2::10::3,5::978300762 ~ write it with a point: 3.5",
        "2::10::::978300762 ~ line 3, column 3 (value): found ''",
        "2::10::NaN::978300762 ~ a value must be finite",
        "2::10::1e99::978300762 ~ line 3, column 3 (value): found '1e99', expected a finite number",
        "::10::5::978300762 ~ line 3, column 1 (user): the id is empty",
        "2::::5::978300762 ~ line 3, column 2 (item): the id is empty",
        "2::10::5::soon ~ line 3, column 4 (time): found 'soon', expected a number of seconds",
        "2::10::5::2001-02-03 ~ --time-format iso",
        "2::10::5::3.2.2001 ~ --time-format ddmmyyyy",
        "2::10::5::3 Feb 2001 ~ write dates as 2023-11-15",
        "2::10::5 ~ line 3: found 3 fields separated by '::' where 4 are expected: '2::10::5'; the"
            + " line is cut short",
        "2::10::5::978300762::1 ~ found 5 fields separated by '::' where 4 are expected",
        "2,10,5,978300762 ~ the line looks separated by ',': set that separator"
      })
  void aBadLineIsPointedAt(String line, String expected) throws IOException {
    complaint(file("ratings.dat", GOOD + line + "\n"))
        .hasMessageContaining("ratings.dat, line 3")
        .hasMessageContaining(expected);
  }

  @Test
  void theLineIsCountedFarDownAndWithBlankLines() throws IOException {
    String text = "user,item,rating\n" + "1,2,3\n\n".repeat(50_000) + "1,2,x\n";
    complaint(file("far.csv", text)).hasMessageContaining("far.csv, line 100002, column 3");
  }

  @Test
  void aBadLineInAnArchiveIsPointedAt() throws IOException {
    Path zip = folder.resolve("ml-1m.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("ml-1m/ratings.dat"));
      out.write((GOOD + "2::10::x::978300762").getBytes(StandardCharsets.UTF_8));
    }
    complaint(zip).hasMessageContaining("ml-1m/ratings.dat in " + zip + ", line 3, column 3");
  }

  @Test
  void theWrongSeparatorIsExplained() throws IOException {
    Path path = file("ratings.csv", "1,10,5\n1,11,4\n");
    assertThatThrownBy(
            () ->
                InteractionFiles.read(
                    path, ReadOptions.SNIFF.withSeparator(Separator.TAB), Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 1 is '1,10,5': one field, if separated by tab")
        .hasMessageContaining("the lines look separated by ','");
  }

  @Test
  void anIdOutsideTheGivenOnesIsRefused() throws IOException {
    Path path = file("train.csv", "uid,sid\n0,1\n1,7\n");
    ReadOptions options = ReadOptions.SNIFF.withItems(Vocabulary.ofNumbers(3));
    assertThatThrownBy(() -> InteractionFiles.read(path, options, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 3, column 2 (item): found the id '7', expected one of 3");
  }

  /** Far behind the lines that the charset is found from. */
  @Test
  void latinLettersAfterAsciiAreReadAndMixedOnesRefused() throws IOException {
    String ascii = "user,item\n" + "a,b\n".repeat(20_000);
    byte[] latin = (ascii + "Zoë,b\n").getBytes(StandardCharsets.ISO_8859_1);
    Path path = Files.write(folder.resolve("late.csv"), latin);
    ReadResult read = InteractionFiles.read(path);
    assertThat(read.interactions().users().ids()).containsExactly("a", "Zoë");
    assertThat(read.reading().notes())
        .singleElement()
        .asString()
        .contains("ISO-8859-1")
        .contains("--charset");
    ReadOptions told = ReadOptions.SNIFF.withCharset(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> InteractionFiles.read(path, told, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 20002, column 1 (user)")
        .hasMessageContaining("--charset ISO-8859-1");
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write((ascii + "Åsa,b\n").getBytes(StandardCharsets.UTF_8));
    both.write("Zoë,b\n".getBytes(StandardCharsets.ISO_8859_1));
    complaint(Files.write(folder.resolve("both.csv"), both.toByteArray()))
        .hasMessageContaining("line 20003, column 1 (user)");
  }

  @Test
  void anOpenQuoteIsRefused() throws IOException {
    complaint(file("quote.csv", "user,item\na,b\n\"c,d\ne,f\n"))
        .hasMessageContaining("quote.csv, line 3")
        .hasMessageContaining("never closed");
  }

  @Test
  void aMissingFileIsAnsweredWithTheNearest() throws IOException {
    file("ratings.dat", GOOD);
    complaint(folder.resolve("rating.dat"))
        .hasMessageContaining("does not exist")
        .hasMessageContaining("did you mean 'ratings.dat'");
    complaint(folder.resolve("no/such/folder/x.csv")).hasMessageContaining("nor does the folder");
  }

  @Test
  void emptyAndForeignFilesAreRefused() throws IOException {
    complaint(file("empty.csv", "")).hasMessageContaining("empty.csv is empty");
    complaint(file("blank.csv", "\n\n  \n")).hasMessageContaining("blank");
    complaint(Files.write(folder.resolve("x.bin"), new byte[] {1, 0, 2}))
        .hasMessageContaining("value 0");
    complaint(file("x.zip", "this is no archive")).hasMessageContaining("no zip archive");
    complaint(file("x.csv.gz", "this is not packed")).hasMessageContaining("damaged");
  }

  @Test
  void aPackedFileThatIsCutShortIsRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int k = 0; k < 50_000; k++) {
        String line = random.nextInt(10_000) + "," + random.nextInt(10_000) + "\n";
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    complaint(Files.write(folder.resolve("cut.csv.gz"), half))
        .hasMessageContaining("cut.csv.gz is damaged after line");
  }

  @Test
  void aFolderMustHoldOneFileOfInteractions() throws IOException {
    complaint(folder).hasMessageContaining("holds no file that could be interactions");
    file("a.csv", "1,2\n");
    file("b.csv", "1,2\n");
    complaint(folder).hasMessageContaining("2 files").hasMessageContaining("a.csv, b.csv");
    file("unique_sid.txt", "1\n");
    file("train.csv", "uid,sid\n0,0\n");
    complaint(folder).hasMessageContaining("dir:" + folder);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> complaint(Path path) {
    return assertThatThrownBy(() -> InteractionFiles.read(path))
        .isInstanceOf(BadInputException.class)
        .satisfies(
            e -> assertThat(List.of(String.valueOf(e.getMessage()).split("\n", -1))).hasSize(1));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
