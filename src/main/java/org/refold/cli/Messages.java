package org.refold.cli;

import java.io.PrintWriter;
import java.util.List;
import org.refold.data.sets.DataSet;
import org.refold.split.audit.SplitAudit;
import org.refold.split.audit.SplitAudit.Level;
import picocli.CommandLine.Model.CommandSpec;

/** What a user is told beside the result, on the error stream. */
final class Messages {

  private Messages() {}

  static void warnings(CommandSpec spec, List<String> warnings) {
    say(spec, "warning: ", warnings);
  }

  /** What came up at reading, and what was assumed. */
  static void about(CommandSpec spec, DataSet set) {
    warnings(spec, set.warnings());
    notes(spec, set.reading().notes());
  }

  static void notes(CommandSpec spec, List<String> notes) {
    say(spec, "note: ", notes);
  }

  static void note(CommandSpec spec, String note) {
    notes(spec, List.of(note));
  }

  private static void say(CommandSpec spec, String begin, List<String> lines) {
    PrintWriter err = spec.commandLine().getErr();
    lines.forEach(line -> err.println(begin + line));
    err.flush();
  }

  static void warnings(CommandSpec spec, SplitAudit audit) {
    warnings(
        spec,
        audit.findings().stream()
            .filter(finding -> finding.level() == Level.WARN)
            .map(SplitAudit.Finding::text)
            .toList());
  }
}
