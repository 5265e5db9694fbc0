package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandFailuresTest {

  private final StringWriter err = new StringWriter();

  /** Throws what it is given. */
  @Command(name = "throws")
  private record Throwing(Exception what) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw what;
    }
  }

  private int run(Exception what) {
    CommandFailures failures = new CommandFailures();
    return new CommandLine(new Throwing(what))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute();
  }

  @Test
  void badInputIsOneLineAndTwo() {
    assertThat(run(new BadInputException("dropout is 2, but must be below 1"))).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("refold: dropout is 2, but must be below 1");
  }

  @Test
  void filesThatFailAreNamedAndOne() {
    IOException missing = new FileNotFoundException("a.csv");
    assertThat(run(missing)).isEqualTo(1);
    assertThat(err.toString()).startsWith("refold: a file could not be read or written: a.csv");
    err.getBuffer().setLength(0);
    assertThat(run(new UncheckedIOException("b.csv", missing))).isEqualTo(1);
    assertThat(err.toString()).startsWith("refold: a file could not be read or written: b.csv");
  }

  @Test
  void ourFaultSaysHowToSeeWhere() {
    assertThat(run(new IllegalStateException("odd"))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("refold: this should not have happened: java.lang.IllegalStateException: odd")
        .contains("set REFOLD_DEBUG=1 to see where");
  }
}
