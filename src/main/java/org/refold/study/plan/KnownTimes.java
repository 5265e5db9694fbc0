package org.refold.study.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;
import org.refold.settings.JsonBytes;

/**
 * How long fits took that were kept before: what another fit of the same model on the same data
 * will take, about. Settings other than the number of epochs are not looked at.
 *
 * @param fits in no order
 */
public record KnownTimes(List<Fit> fits) {

  private static final String EPOCHS = "epochs";

  /**
   * A fit that was kept.
   *
   * @param model its name in the catalogue
   * @param data the name of the data set
   * @param epochs that it went through; 0 where nothing is trained by epochs
   * @param seconds of wall time
   */
  public record Fit(String model, String data, int epochs, double seconds) {}

  /** Copies the list. */
  public KnownTimes {
    fits = List.copyOf(fits);
  }

  /**
   * Reads the times of all trials of all studies; what cannot be read is passed over.
   *
   * @param results the folder of studies; need not be there
   * @throws IOException if it cannot be listed
   */
  public static KnownTimes read(Path results) throws IOException {
    List<Fit> fits = new ArrayList<>();
    if (Files.isDirectory(results)) {
      try (Stream<Path> files = Files.find(results, 3, (file, any) -> isTrial(file))) {
        for (Path file : files.toList()) {
          add(file, fits);
        }
      }
    }
    return new KnownTimes(fits);
  }

  private static boolean isTrial(Path file) {
    Path folder = file.getParent();
    return file.toString().endsWith(".json") && folder != null && folder.endsWith("trials");
  }

  private static void add(Path file, List<Fit> fits) {
    try {
      JsonNode trial = JsonBytes.tree(new ObjectMapper(), Files.readAllBytes(file));
      if ("finished".equals(trial.path("status").asText())) {
        fits.add(
            new Fit(
                trial.path("model").asText(),
                trial.path("data").path("name").asText(),
                trial.path("epoch_seconds").size(),
                trial.path("fit_seconds").asDouble()));
      }
    } catch (IOException e) {
      return; // a forecast does without it
    }
  }

  /**
   * What a fit will take: the mean of those known, by epochs where there are some; all epochs that
   * are allowed are counted. Empty where the model was not fitted on these data.
   */
  public OptionalDouble seconds(Recommender recommender, String data) {
    Map<String, Object> settings = Catalogue.settings(recommender);
    boolean byEpochs = settings.get(EPOCHS) instanceof Integer;
    double epochs = settings.get(EPOCHS) instanceof Integer count ? count : 1;
    return fits.stream()
        .filter(fit -> fit.model.equals(recommender.name()) && fit.data.equals(data))
        .filter(fit -> !byEpochs || fit.epochs > 0)
        .mapToDouble(fit -> byEpochs ? fit.seconds / fit.epochs * epochs : fit.seconds)
        .average();
  }
}
