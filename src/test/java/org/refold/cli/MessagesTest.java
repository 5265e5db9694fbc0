package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in one line with the cause, in words of the command line. */
class MessagesTest {

  private static final String DATA = "synthetic:users=60,items=30,interactions=900";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluate --dta x | did you mean --data?",
        "evaluate --metric=recall | did you mean --metrics?",
        "ablate --name a --seed 1 | did you mean --seeds?",
        "evaluate --model ease --data D --split strong:heldout=0 | heldout: 0 is neither a count",
        "split --data D --split strong:heldout=0 | heldout: 0 is neither a count",
        "replay FOLDER | is a folder; name a result file",
      })
  void oneLineNamesWhatWasMeant(String line, String said) {
    Typed.of(line.replace(" D ", " " + DATA + " ").replace("FOLDER", folder.toString()))
        .refused(said);
  }

  @ParameterizedTest
  @CsvSource({"--data,--data is empty", "--split,--split is empty"})
  void emptyOptionsAreNamed(String option, String said) {
    List<String> words = new ArrayList<>(List.of("evaluate", "--model", "ease"));
    words.addAll(List.of("--data", option.equals("--data") ? "" : DATA));
    words.addAll(List.of("--split", option.equals("--split") ? "" : "per-user"));
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            words.toArray(String[]::new));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(said);
  }

  @Test
  void withoutACommandTheyAreListed() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(err, true))).isEqualTo(2);
    assertThat(out.toString()).contains("quickstart", "evaluate", "ablate", "doctor");
    assertThat(err.toString()).startsWith("refold: a command is missing");
  }

  @Test
  void dataWithoutValuesAreNotToldToLowerTheThreshold() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,item"));
    for (int user = 0; user < 10; user++) {
      for (int item = 0; item < 3; item++) {
        lines.add("u%d,i%d".formatted(user, (user + item) % 9));
      }
    }
    Path plays = Files.write(folder.resolve("plays.csv"), lines);
    Typed typed = Typed.of("split --split strong:heldout=2 --data " + plays);
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("no values", "minItems=5").doesNotContain("threshold:");
  }

  @Test
  void aSplitIsReplacedOnDemand() {
    String words = "split --data " + DATA + " --split per-user --out " + folder.resolve("s");
    Typed.of(words.replace("per-user", "strong:heldout=9,threshold=all")).done();
    Typed again = Typed.of(words.replace("per-user", "strong:heldout=9,threshold=all"));
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("has files in it", "--replace");
    Typed.of(words.replace("per-user", "strong:heldout=9,threshold=all") + " --replace").done();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Java heap space | out of memory (Java heap space): the heap is limited to | REFOLD_HEAP=",
        "Direct buffer memory | out of memory (Direct buffer memory) | batchSize",
      })
  void memoryThatIsNotThereIsOneLineWithTheRemedy(String what, String said, String remedy) {
    StringWriter err = new StringWriter();
    int code = CommandFailures.error(new OutOfMemoryError(what), new PrintWriter(err, true));
    assertThat(code).isEqualTo(CommandFailures.OUR_FAULT);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(said, remedy);
  }
}
