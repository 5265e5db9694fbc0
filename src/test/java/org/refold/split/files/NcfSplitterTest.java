package org.refold.split.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Candidates;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.settings.BadInputException;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;

class NcfSplitterTest {

  /** Numbers: u 0, v 1; a 0, b 1, c 2, d 3, e 4. */
  private static final Interactions DATA =
      Samples.build(
          List.of(
              new Samples.Line("u", "a", 5, 1),
              new Samples.Line("u", "b", 3, 2),
              new Samples.Line("v", "c", 4, 1),
              new Samples.Line("v", "d", 4, 2),
              new Samples.Line("v", "e", 4, 3)),
          Duplicates.LAST_WINS);

  @TempDir Path folder;

  @BeforeEach
  void writeFolder() throws IOException {
    write("tiny.test.rating", "0\t1\t3\t2\n1\t4\t4\t3\n");
    write("tiny.test.negative", "(0,1)\t2\t3\t1\n(1,4)\t0\t1\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Split cut() {
    return Splitters.parse("ncf:" + folder).split(DATA, 1);
  }

  @Test
  void testPairsGoOutOfTheData() {
    Split split = cut();
    assertThat(Samples.pairs(split.train())).containsExactly("u/a", "v/c", "v/d");
    assertThat(Samples.pairs(split.test().foldOut())).containsExactly("u/b", "v/e");
    assertThat(split.test().foldIn()).isSameAs(split.train());
    assertThat(split.train().hasValues()).isFalse();
  }

  @Test
  void aPositiveAmongItsNegativesCountsOnce() {
    Split split = cut();
    Candidates candidates = split.test().candidates();
    assertThat(candidates).isNotNull();
    assertThat(candidates.of(0)).containsExactly(1, 2, 3);
    assertThat(candidates.of(1)).containsExactly(4, 0, 1);
    assertThat(split.audit().finding("test.positives-among-negatives").orElseThrow().value())
        .isEqualTo(1);
  }

  @Test
  void dataInAnotherOrderAreRefused() {
    Interactions other =
        Samples.build(
            List.of(
                new Samples.Line("u", "b", 3, 2),
                new Samples.Line("u", "a", 5, 1),
                new Samples.Line("v", "c", 4, 1),
                new Samples.Line("v", "d", 4, 2),
                new Samples.Line("w", "e", 4, 3)),
            Duplicates.LAST_WINS);
    assertThatThrownBy(() -> new NcfSplitter(folder).split(other, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tiny.test.rating, line 2, column 1")
        .hasMessageContaining("user 'v' and item 'e'")
        .hasMessageContaining("in its own order and unfiltered");
  }

  @Test
  void dataWithFewerItemsAreRefused() {
    Interactions fewer = DATA.where(p -> DATA.item(p) < 4).compact();
    assertThatThrownBy(() -> new NcfSplitter(folder).split(fewer, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2, column 3: item is '4', expected a number from 0 to 3");
  }

  @Test
  void badNegativesAreRefused() throws IOException {
    write("tiny.test.negative", "(0,1)\t2\n(1,3)\t0\n");
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2: the list of user 'v' is for item 'd', but the test item");
    write("tiny.test.negative", "(0,1)\t2\n");
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no line for user 'v'");
    write("tiny.test.negative", "0,1\t2\n");
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 1, column 1: '0,1', expected a test pair such as (0,25)");
    write("tiny.test.negative", "(0,1)\t2\n(0,1)\t2\n");
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2, column 1: user '0' stands on line 1 too");
  }

  @Test
  void missingAndAmbiguousFilesAreNamed() throws IOException {
    write("other.test.rating", "0\t1\t3\t2\n");
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has 2 files named *.test.rating");
    Files.delete(folder.resolve("other.test.rating"));
    Files.delete(folder.resolve("tiny.test.rating"));
    assertThatThrownBy(this::cut)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no file named *.test.rating");
  }

  @Test
  void trainingPairsMayComeFromTheFile() throws IOException {
    write("tiny.train.rating", "0\t0\t5\t1\n1\t2\t4\t1\n1\t3\t4\t2\n");
    Splitter splitter = Splitters.parse("ncf:" + folder + ",train=file");
    assertThat(splitter.readsData()).isFalse();
    Interactions none = DATA.where(p -> false).compact();
    assertThat(Samples.pairs(splitter.split(none, 1).train())).containsExactly("0/0", "1/2", "1/3");
    Split named = splitter.split(DATA, 1);
    assertThat(Samples.pairs(named.train())).containsExactly("u/a", "v/c", "v/d");
    assertThat(Samples.pairs(named.test().foldOut())).containsExactly("u/b", "v/e");
    assertThat(named.test().candidates()).isNotNull();
  }

  @Test
  void negativesByRawIdServeLeaveOneOut() throws IOException {
    write("lists.txt", "(u,b)\tc\td\n(v,e)\ta\tb\n");
    Splitter splitter =
        Splitters.parse("leave-one-out:validation=none,negatives=" + folder.resolve("lists.txt"));
    Split split = splitter.split(DATA, 1);
    Candidates candidates = split.test().candidates();
    assertThat(candidates).isNotNull();
    assertThat(candidates.of(0)).containsExactly(1, 2, 3);
    write("lists.txt", "(u,b)\tc\tx\n");
    assertThatThrownBy(() -> splitter.split(DATA, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 1, column 9: item 'x' is not in the data");
  }
}
