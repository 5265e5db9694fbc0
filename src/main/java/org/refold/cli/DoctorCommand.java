package org.refold.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.refold.study.store.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refold doctor}: the machine, the libraries, and whether they compute rightly. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows the machine and the libraries, and checks that they compute rightly.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    Environment.now().forEach((name, value) -> terminal.printf("%-16s %s%n", name, value));
    terminal.flush();
    return 0;
  }
}
