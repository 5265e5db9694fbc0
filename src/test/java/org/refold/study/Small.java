package org.refold.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;

/** A study of a second, and what of its files does not measure time. */
public final class Small {

  public static final String DATA = "synthetic:users=120,items=60,interactions=3000,seed=3";
  public static final String SPLIT = "strong:heldout=25";

  private Small() {}

  public static DataSet data() {
    return DataSets.open(DATA);
  }

  /** Two factors of two levels, a baseline, and some seeds. */
  public static Study study(int seeds) {
    return Study.of("small", DATA, SPLIT)
        .withMetrics("ndcg@10,recall@5")
        .with(
            Grid.of("mult-dae")
                .with("epochs", 3)
                .with("latent", 8)
                .with("hidden", "none")
                .with("batchSize", 20)
                .vary("dropout", 0, 0.5)
                .vary("learningRate", 0.001, 0.01))
        .with(Grid.of("popularity"))
        .withSeeds(seeds);
  }

  /**
   * All files of a store by their names, without what differs from run to run: times and the memory
   * of the process. Values by user are unzipped.
   */
  public static Map<String, String> content(Path folder) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        content.put(name, name.endsWith(".gz") ? unzipped(file) : text(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  private static String unzipped(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\"(\\w*seconds|peak_rss_mb)\" : (\\[[^]]*]|[-0-9.E]+|null)", "\"$1\" : 0");
  }
}
