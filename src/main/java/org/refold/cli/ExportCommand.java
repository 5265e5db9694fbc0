package org.refold.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.refold.catalogue.Catalogue;
import org.refold.onnx.OnnxExport;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.study.store.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold export}: the scoring function of a saved model for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the scoring function of a saved model as an ONNX file, which other programs run",
      "without Java. Scores are of all items: those of the history are not taken out. The file's",
      "metadata says what goes in, has the ids of the items, and tells where the model is from."
    })
final class ExportCommand implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReplaceOption replace = new ReplaceOption();

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "the saved model")
  private Path from = Path.of("");

  @Option(names = "--onnx", required = true, paramLabel = "FILE", description = "where it goes")
  private Path onnx = Path.of("");

  @Override
  public Integer call() throws IOException {
    replace.check("--onnx", onnx);
    ModelFile model = ModelFile.open(from);
    SortedMap<String, String> told = new TreeMap<>();
    model.provenance().forEach((name, value) -> told.put("provenance." + name, value));
    told.put("weights_sha256", model.weightsSha256());
    told.put("fitted_by", model.codeVersion());
    OnnxExport export;
    try (Fitted<? extends Model> fitted = Catalogue.load(model)) {
      export = OnnxExport.of(fitted.model(), told);
    }
    AtomicFiles.write(onnx, export::writeTo);
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "wrote %s, %.1f MB%n  in:  %s, %s%n  out: %s, %s",
                onnx,
                Files.size(onnx) / MEGABYTE,
                export.input().tensor(),
                export.input().words(),
                OnnxExport.SCORES,
                OnnxExport.OUTPUT));
    return 0;
  }
}
