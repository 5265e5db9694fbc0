package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command as it was typed, and what came of it.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it said beside that
 */
record Typed(int code, String out, String err) {

  /** Types words that are set apart by blanks. */
  static Typed of(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.strip().split(" +"));
    return new Typed(code, out.toString(), err.toString());
  }

  /** Requires that it did what was asked for. */
  Typed done() {
    assertThat(code).as(out + err).isZero();
    return this;
  }

  /** Requires one line of complaint, which says these, and nothing else. */
  void refused(String... said) {
    assertThat(code).as(out + err).isEqualTo(CommandFailures.BAD_INPUT);
    assertThat(err).startsWith("refold: ").contains(said);
    assertThat(err.lines()).hasSize(1);
    assertThat(out).isEmpty();
  }

  /** What was said beside the result, line by line. */
  List<String> said() {
    return err.lines().toList();
  }
}
