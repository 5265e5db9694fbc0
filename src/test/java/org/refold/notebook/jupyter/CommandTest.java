package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void outputAndVariablesAndExitCodeComeThrough(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("deeper/log.txt");
    Command command =
        Command.of(folder, "sh", "-c", "echo $WORD; echo wrong >&2; exit 3").with("WORD", "right");
    assertThat(command.run(LIMIT, log)).isEqualTo(3);
    assertThat(Files.readAllLines(log)).contains("right", "wrong");
  }

  @Test
  void whoAsksGetsNoAnswerAndDoesNotWait(@TempDir Path folder) throws IOException {
    Command asking = Command.of(folder, "sh", "-c", "read answer || exit 9");
    assertThat(asking.run(LIMIT, folder.resolve("log"))).isEqualTo(9);
  }

  @Test
  void aMissingProgramHasItsOwnCode(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("log");
    assertThat(Command.of(folder, "no-such-program-here").run(LIMIT, log))
        .isEqualTo(Command.NOT_FOUND);
    assertThat(Files.readString(log))
        .contains("no-such-program-here")
        .contains("cannot be started");
  }

  @Test
  void whenTheTimeIsUpChildrenDieToo(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Command command = Command.of(folder, "sh", "-c", "sleep 1000 & echo $! > child; wait");
    assertThat(command.run(Duration.ofSeconds(1), log)).isEqualTo(Command.TIMED_OUT);
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    for (int tries = 0; tries < 100 && alive(child); tries++) {
      Thread.sleep(50);
    }
    assertThat(alive(child)).isFalse();
    assertThat(Files.readString(log)).contains("killed after 1 s");
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
