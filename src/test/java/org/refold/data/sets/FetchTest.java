package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

class FetchTest {

  private static final Download.Patience ONCE =
      new Download.Patience(1, Duration.ofSeconds(5), Duration.ZERO);
  private static final Download.Patience TWICE =
      new Download.Patience(2, Duration.ofSeconds(5), Duration.ZERO);

  private final byte[] content = new byte[300_000];
  private FileServer server;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    server = new FileServer(content);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PublicDataSet set(Optional<Checksum> checksum) {
    return set(server.address(), checksum);
  }

  private static PublicDataSet set(URI address, Optional<Checksum> checksum) {
    return new PublicDataSet("set", "A set", address, "set", 1, 1, 1, 0.3, checksum, "free");
  }

  private Optional<Checksum> right() throws IOException {
    Path copy = Files.write(folder.resolve("original"), content);
    Checksum checksum = Checksum.of(copy, Checksum.Algorithm.MD5);
    Files.delete(copy);
    return Optional.of(checksum);
  }

  private Fetch fetch(Optional<Checksum> checksum, Download.Patience patience) throws IOException {
    return Fetch.of(set(checksum), folder, patience, Progress.NONE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void bringsTheFileUnderItsNameAndNothingElse() throws IOException {
    Fetch fetch = fetch(right(), ONCE);
    assertThat(fetch.outcome()).isEqualTo(Fetch.Outcome.VERIFIED);
    assertThat(fetch.archive()).hasBinaryContent(content);
    assertThat(files()).containsExactly("set.zip");
  }

  @Test
  void makesTheFolderAndTellsProgressInBytes() throws IOException {
    long[] bytes = new long[2];
    Progress counting =
        new Progress() {
          @Override
          public void begin(String task, long total) {
            bytes[1] = total;
          }

          @Override
          public void advance(long steps, String note) {
            bytes[0] += steps;
          }

          @Override
          public void end() {}
        };
    Path deep = folder.resolve("a").resolve("b");
    Fetch.of(set(Optional.empty()), deep, ONCE, counting);
    assertThat(bytes).containsExactly(content.length, content.length);
    assertThat(deep.resolve("set.zip")).hasBinaryContent(content);
  }

  @Test
  void withoutAPublishedChecksumItTellsTheOneFound() throws IOException {
    Fetch fetch = fetch(Optional.empty(), ONCE);
    assertThat(fetch.outcome()).isEqualTo(Fetch.Outcome.UNVERIFIED);
    assertThat(fetch.checksum())
        .isEqualTo(Checksum.of(fetch.archive(), Checksum.Algorithm.SHA_256));
    assertThat(fetch.toString()).contains(fetch.checksum().hex(), "no published checksum");
  }

  @Test
  void aSecondFetchAsksTheServerForNothing() throws IOException {
    Optional<Checksum> right = right();
    fetch(right, ONCE);
    assertThat(fetch(right, ONCE).outcome()).isEqualTo(Fetch.Outcome.ALREADY_THERE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aCutConnectionIsContinuedWhereItBroke() throws IOException {
    server.cutNextAfter(100_000);
    Fetch fetch = fetch(right(), TWICE);
    assertThat(fetch.archive()).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).range()).hasValueSatisfying(this::isWithinTheFile);
    assertThat(server.requests().get(1).ifRange()).contains("\"one\"");
  }

  private void isWithinTheFile(String range) {
    int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    assertThat(from).isBetween(1, 100_000);
  }

  @Test
  void aLaterCallContinuesWhatAnEarlierOneLeft() throws IOException {
    Optional<Checksum> right = right();
    server.cutNextAfter(200_000);
    assertThatThrownBy(() -> fetch(right, ONCE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(server.address().toString(), "kept", "by hand", "set.zip");
    assertThat(files()).containsExactly("set.zip.part", "set.zip.part.tag");
    assertThat(fetch(right, ONCE).archive()).hasBinaryContent(content);
    assertThat(server.requests().get(1).range()).isPresent();
    assertThat(files()).containsExactly("set.zip");
  }

  @Test
  void aFileThatChangedMeanwhileIsBegunAgain() throws IOException {
    server.cutNextAfter(200_000);
    assertThatThrownBy(() -> fetch(Optional.empty(), ONCE)).isInstanceOf(BadInputException.class);
    byte[] other = new byte[250_000];
    new Random(2).nextBytes(other);
    server.changeTo(other, "\"two\"");
    assertThat(fetch(Optional.empty(), ONCE).archive()).hasBinaryContent(other);
  }

  @Test
  void aServerThatIgnoresRangesIsReadFromTheStart() throws IOException {
    server.ignoreRanges();
    server.cutNextAfter(200_000);
    assertThat(fetch(right(), TWICE).archive()).hasBinaryContent(content);
  }

  @Test
  void aPartThatIsWholeAlreadyIsTakenAsItIs() throws IOException {
    Files.write(folder.resolve("set.zip.part"), content);
    Files.writeString(folder.resolve("set.zip.part.tag"), "\"one\"", StandardCharsets.UTF_8);
    assertThat(fetch(Optional.empty(), ONCE).archive()).hasBinaryContent(content);
    assertThat(server.requests().get(0).range()).contains("bytes=300000-");
  }

  @Test
  void aPartOfUnknownOriginIsNotContinued() throws IOException {
    Files.write(folder.resolve("set.zip.part"), new byte[1_000]);
    assertThat(fetch(right(), ONCE).archive()).hasBinaryContent(content);
    assertThat(server.requests().get(0).range()).isEmpty();
  }

  @Test
  void aSilentServerIsGivenUp() {
    server.stallNext(1_200);
    Download.Patience hasty = new Download.Patience(1, Duration.ofMillis(300), Duration.ZERO);
    assertThatThrownBy(() -> fetch(Optional.empty(), hasty))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot fetch");
    assertThat(folder.resolve("set.zip")).doesNotExist();
  }

  @Test
  void aWrongChecksumKeepsTheFileAside() throws IOException {
    Checksum wrong = Checksum.md5("0".repeat(32));
    assertThatThrownBy(() -> fetch(Optional.of(wrong), ONCE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(wrong.hex(), right().orElseThrow().hex(), "set.zip.bad");
    assertThat(files()).containsExactly("set.zip.bad");
  }

  @Test
  void anotherFileUnderTheNameIsNotTouched() throws IOException {
    Files.writeString(folder.resolve("set.zip"), "mine", StandardCharsets.UTF_8);
    Optional<Checksum> right = right();
    assertThatThrownBy(() -> fetch(right, ONCE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("there already", "move it away");
    assertThat(folder.resolve("set.zip")).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({"404, no such file", "403, refused", "503, busy", "500, publisher"})
  void aRefusalIsToldOnceAndLeavesNothing(int status, String reason) throws IOException {
    server.answerWith(status);
    assertThatThrownBy(() -> fetch(Optional.empty(), TWICE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(server.address().toString(), "" + status, reason)
        .hasMessageNotContaining("\n");
    assertThat(server.requests()).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutNetworkItSaysWhatToDoByHand() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:%d/set.zip".formatted(closed));
    PublicDataSet set = set(nobody, Optional.empty());
    assertThatThrownBy(() -> Fetch.of(set, folder, TWICE, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            nobody.toString(), "is there a network?", folder.resolve("set.zip").toString())
        .hasMessageNotContaining("\n");
    assertThat(files()).isEmpty();
  }
}
