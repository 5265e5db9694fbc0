package org.refold.cli;

import java.util.concurrent.Callable;
import org.refold.catalogue.Catalogue;
import org.refold.report.table.Table;
import org.refold.settings.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold models}: what can be fitted, and what can be set. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists the models, or the hyper-parameters of one.")
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "shows what can be set at it")
  private String name = "";

  @Override
  public Integer call() {
    Table table = name.isEmpty() ? all() : settings(name);
    spec.commandLine().getOut().println(table.toText());
    return 0;
  }

  private static Table all() {
    Table table = Table.of("Models", "name", "what it is");
    for (String name : Catalogue.names()) {
      table = table.row(name, Catalogue.description(name));
    }
    return table;
  }

  private static Table settings(String name) {
    Table table =
        Table.of(
            name + ": " + Catalogue.description(name), "setting", "default", "takes", "meaning");
    for (Setting setting : Catalogue.settings(name)) {
      table = table.row(setting.name(), setting.standard(), setting.expected(), setting.meaning());
    }
    return table;
  }
}
