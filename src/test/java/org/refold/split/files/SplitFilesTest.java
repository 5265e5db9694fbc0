package org.refold.split.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.settings.BadInputException;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.protocol.LeaveOneOutSplitter;
import org.refold.split.protocol.PerUserSplitter;
import org.refold.split.protocol.RatingSplitter;
import org.refold.split.protocol.Splitters;

class SplitFilesTest {

  private static final Interactions DATA = Samples.block(30, 10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strong:heldout=5,threshold=2",
        "strong-temporal:heldout=5,threshold=2",
        "user-kfold:k=4,threshold=2",
        "ratings:test=0.2,validation=0.2",
        "per-user",
        "per-user:order=time,feedback=ratings,validation=0.2",
        "leave-one-out"
      })
  void aSplitInTheLayoutOfVaeCfReadsBack(String spec) {
    Split split = Splitters.parse(spec).split(DATA, 3);
    Path written = SplitFiles.write(split, folder.resolve("split"), SplitLayout.VAE_CF);
    Split read = new FolderSplitter(written).split(DATA, 3);
    requireSame(read.train(), split.train());
    requireSame(read.test(), split.test());
    assertThat(read.validation().isPresent()).isEqualTo(split.validation().isPresent());
    split.validation().ifPresent(part -> requireSame(read.validation().orElseThrow(), part));
  }

  private static void requireSame(Holdout actual, Holdout expected) {
    assertThat(actual.users()).isEqualTo(expected.users());
    requireSame(actual.foldIn(), expected.foldIn());
    requireSame(actual.foldOut(), expected.foldOut());
  }

  /** Ids, items in their order, and values; the layout does not keep times. */
  private static void requireSame(Interactions actual, Interactions expected) {
    assertThat(actual.users()).isEqualTo(expected.users());
    assertThat(actual.items()).isEqualTo(expected.items());
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int user = 0; user < expected.userCount(); user++) {
      assertThat(actual.itemsOf(user)).isEqualTo(expected.itemsOf(user));
    }
    for (int p = 0; p < expected.size(); p++) {
      assertThat(actual.value(p)).isEqualTo(expected.value(p));
    }
  }

  @Test
  void theFilesAreThoseThatOtherProgramsRead() throws IOException {
    Split split = Splitters.parse("strong:heldout=1,threshold=all").split(Samples.block(3, 5), 1);
    Path written = SplitFiles.write(split, folder.resolve("split"), SplitLayout.VAE_CF);
    try (Stream<Path> files = Files.list(written)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "unique_sid.txt",
              "unique_uid.txt",
              "train.csv",
              "validation_tr.csv",
              "validation_te.csv",
              "test_tr.csv",
              "test_te.csv",
              "audit.txt");
    }
    assertThat(Files.readAllLines(written.resolve("unique_sid.txt")))
        .isEqualTo(split.train().items().ids());
    assertThat(Files.readAllLines(written.resolve("train.csv")))
        .hasSize(6)
        .startsWith("uid,sid", "0," + split.train().item(0));
    int item = split.test().foldOut().item(0);
    assertThat(Files.readString(written.resolve("test_te.csv")))
        .isEqualTo("uid,sid\n2," + item + "\n");
    assertThat(Files.readString(written.resolve("audit.txt")))
        .startsWith(split.spec())
        .contains("sha256 " + split.sha256());
  }

  @Test
  void aSplitInTheLayoutOfNcfReadsBack() {
    Split split =
        Splitters.parse("leave-one-out:negatives=4,validation=none,threshold=3").split(DATA, 3);
    Path written = SplitFiles.write(split, folder.resolve("split"), SplitLayout.NCF);
    NcfSplitter fromFiles = new NcfSplitter(written, NcfSplitter.Train.FILE);
    Split read = fromFiles.split(DATA, 3);
    requireSame(read.train(), split.train());
    requireSame(read.test(), split.test());
    requireSameCandidates(read, split);
  }

  @Test
  void anNcfFolderIsCutFromTheDataItWasMadeOf() {
    Split split = Splitters.parse("leave-one-out:negatives=4,validation=none").split(sparse(), 3);
    Path written = SplitFiles.write(split, folder.resolve("split"), SplitLayout.NCF);
    Split read = new NcfSplitter(written).split(sparse(), 3);
    assertThat(read.sha256()).isEqualTo(split.sha256());
    Interactions other = Samples.reordered(sparse(), 1);
    assertThatThrownBy(() -> new NcfSplitter(written).split(other, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("does not list the");
  }

  /** Every user lacks some items. */
  private static Interactions sparse() {
    return DATA.where(p -> DATA.time(p) < 5).compact();
  }

  private static void requireSameCandidates(Split actual, Split expected) {
    Candidates read = actual.test().candidates();
    Candidates written = expected.test().candidates();
    assertThat(read).isNotNull();
    assertThat(written).isNotNull();
    for (int user = 0; user < written.userCount(); user++) {
      assertThat(read.of(user)).isEqualTo(written.of(user));
    }
  }

  @Test
  void whatALayoutCannotHoldIsRefusedBeforeAnythingIsWritten() {
    Path target = folder.resolve("split");
    Split ranked = Splitters.parse("leave-one-out:negatives=4").split(sparse(), 1);
    assertThatThrownBy(() -> SplitFiles.write(ranked, target, SplitLayout.VAE_CF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds no candidate lists");
    assertThatThrownBy(() -> SplitFiles.write(ranked, target, SplitLayout.NCF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds no validation part");
    Split ratings = new RatingSplitter().split(DATA, 1);
    assertThatThrownBy(() -> SplitFiles.write(ratings, target, SplitLayout.NCF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one test item of each user");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderWithFilesIsLeftAlone() throws IOException {
    Split split = new RatingSplitter().split(DATA, 1);
    Files.writeString(folder.resolve("thesis.tex"), "years of work");
    assertThatThrownBy(() -> SplitFiles.write(split, folder, SplitLayout.VAE_CF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has files in it");
    assertThatThrownBy(
            () -> SplitFiles.write(split, folder, SplitLayout.VAE_CF, SplitFiles.Present.REPLACE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'thesis.tex' in it is no file of a split");
    assertThat(folder).isDirectoryContaining("glob:**thesis.tex");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void anEmptyFolderIsFilledAndASplitReplacedWhenAsked() throws IOException {
    Path target = Files.createDirectory(folder.resolve("split"));
    SplitFiles.write(new RatingSplitter().split(DATA, 1), target, SplitLayout.VAE_CF);
    Split other = new PerUserSplitter().split(DATA, 1);
    SplitFiles.write(other, target, SplitLayout.VAE_CF, SplitFiles.Present.REPLACE);
    requireSame(new FolderSplitter(target).split(DATA, 1).train(), other.train());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("split"), "text");
    Split split = new RatingSplitter().split(DATA, 1);
    assertThatThrownBy(() -> SplitFiles.write(split, file, SplitLayout.VAE_CF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void anIdThatGoesOverALineLeavesNothingBehind() throws IOException {
    List<Samples.Line> lines =
        List.of(
            new Samples.Line("u", "a", 1, 0),
            new Samples.Line("u", "b\nc", 1, 1),
            new Samples.Line("u", "d", 1, 2));
    Interactions data = Samples.build(lines, Duplicates.KEEP);
    Split split = new LeaveOneOutSplitter().split(data, 1);
    assertThatThrownBy(() -> SplitFiles.write(split, folder.resolve("split"), SplitLayout.VAE_CF))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot stand on a line of its own");
    assertThat(folder).isEmptyDirectory();
  }
}
