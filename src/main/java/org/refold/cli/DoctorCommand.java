package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refold doctor}: what there is, whether it computes rightly, and what to do if not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the machine, the libraries, data and Jupyter, checks that numbers are right and",
      "measures how fast they come. Where something is missing, a line below says what to do."
    })
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FolderOptions folder = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>();
    int code = 0;
    try {
      findings.addAll(NumberFindings.here());
    } catch (RuntimeException e) {
      findings.add(NumberFindings.failed(e));
      code = CommandFailures.OUR_FAULT;
    }
    try {
      findings.addAll(WorkFindings.here(folder.locations()));
    } catch (BadInputException e) {
      findings.add(WorkFindings.nowhere(e));
    }
    PrintWriter terminal = spec.commandLine().getOut();
    for (Finding finding : findings) {
      terminal.printf("%-16s %s%n", finding.what(), finding.value());
      finding.remedy().ifPresent(remedy -> terminal.printf("%-16s %s%n", "", "-> " + remedy));
    }
    terminal.flush();
    return code;
  }
}
