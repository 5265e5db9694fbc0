package org.refold.model.autoencoder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Preset;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.split.Split;
import org.refold.split.files.FolderSplitter;

/**
 * Trains an autoencoder on a split in a folder, chooses the epoch on its validation part, and
 * prints the metrics of Liang et al. 2018 on its test part and the seconds of an epoch. Arguments:
 * folder, model, seed, settings as {@code name=value}; {@code validate=no} keeps the last epoch.
 */
public final class FolderRun {

  private static final Interactions NO_DATA = GoldenNumbers.histories(1);

  private FolderRun() {}

  /** Runs; see above. */
  public static void main(String[] arguments) {
    Split split = new FolderSplitter(Path.of(arguments[0])).split(NO_DATA, 0);
    Map<String, String> settings = new HashMap<>();
    for (String setting : Arrays.copyOfRange(arguments, 3, arguments.length)) {
      settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    boolean validate = !"no".equals(settings.remove("validate"));
    Recommender recommender = Catalogue.create(arguments[1], settings);
    Fitting fitting = Fitting.withSeed(Long.parseLong(arguments[2]));
    if (validate) {
      fitting = fitting.withValidation(split.validation().orElseThrow());
    }
    Fitted<?> fitted = recommender.fit(split.train(), fitting);
    Model model = fitted.model();
    double[] seconds = fitted.log().epochSeconds();
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    print("%s seed %s", recommender, arguments[2]);
    print(
        "epoch seconds: median %.4f, least %.4f, first %.4f; best epoch %d of %d",
        sorted[sorted.length / 2], sorted[0], seconds[0], fitted.log().bestEpoch(), seconds.length);
    print("validation %s", measured(model, split.validation().orElseThrow()));
    print("test %s", measured(model, split.test()));
  }

  private static String measured(Model model, Holdout holdout) {
    Evaluation evaluation = Evaluator.of(Preset.VAE_CF).evaluate(model, holdout);
    StringBuilder text = new StringBuilder();
    evaluation
        .results()
        .forEach(
            result ->
                text.append(
                    String.format(Locale.ROOT, "%s %.4f  ", result.metric(), result.mean())));
    return text.toString().strip();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
