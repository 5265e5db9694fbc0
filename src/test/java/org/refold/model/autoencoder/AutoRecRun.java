package org.refold.model.autoencoder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.Rmse;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.split.Split;
import org.refold.split.protocol.RatingSplitter;

/**
 * Trains an AutoRec on a random nine tenths of the ratings of a data set. Arguments: data set,
 * {@code search} or {@code test}, name in the catalogue, seed, then settings as {@code key=value}.
 *
 * <p>{@code search} holds a tenth of the training ratings out for validation and prints the RMSE on
 * them; the test ratings are not looked at. {@code test} trains on all training ratings for the
 * number of epochs given and prints the RMSE on the test ratings.
 */
public final class AutoRecRun {

  private static final int PRINTED_EVERY = 5;

  private AutoRecRun() {}

  public static void main(String[] arguments) {
    Recommender recommender = recommender(arguments);
    long seed = Long.parseLong(arguments[3]);
    boolean searching = arguments[1].equals("search");
    RatingSplitter splitter = new RatingSplitter(0.1, searching ? 0.1 : 0);
    Split split = splitter.split(DataSets.open(arguments[0]).interactions(), seed);
    Fitting fitting = Fitting.withSeed(seed);
    if (searching) {
      fitting = fitting.withValidation(split.validation().orElseThrow());
    }
    Fitted<?> fitted = recommender.fit(split.train(), fitting);
    TrainingLog trained = fitted.log();
    double[] seconds = trained.epochSeconds();
    Arrays.sort(seconds);
    say("%s seed %d, median epoch %.4f s", recommender, seed, seconds[seconds.length / 2]);
    if (searching) {
      printValidation(trained);
    } else {
      Rmse rmse = new Rmse();
      say(
          "test rmse %.4f after %d epochs",
          Evaluator.of(List.of(rmse)).evaluate(fitted.model(), split.test()).metric(rmse).mean(),
          trained.bestEpoch());
    }
  }

  private static Recommender recommender(String[] arguments) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int k = 4; k < arguments.length; k++) {
      int equals = arguments[k].indexOf('=');
      settings.put(arguments[k].substring(0, equals), arguments[k].substring(equals + 1));
    }
    return Catalogue.create(arguments[2], settings);
  }

  private static void printValidation(TrainingLog trained) {
    StringBuilder curve = new StringBuilder();
    double best = Double.NaN;
    for (Epoch epoch : trained.epochs()) {
      double rmse = epoch.validation().orElse(Double.NaN);
      if (epoch.number() % PRINTED_EVERY == 0) {
        curve.append(String.format(Locale.ROOT, " %d:%.4f", epoch.number(), rmse));
      }
      if (epoch.number() == trained.bestEpoch()) {
        best = rmse;
      }
    }
    say("validation rmse %.4f best, epoch %d;%s", best, trained.bestEpoch(), curve);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
