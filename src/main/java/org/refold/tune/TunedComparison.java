package org.refold.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Validation;
import org.refold.split.Split;

/**
 * A model under study against baselines that were tuned just as hard: each gets the same budget on
 * the validation part, and the best settings of each are measured once on the test.
 *
 * <pre>{@code
 * Search search = Search.on(split, "ndcg@100").withBudget(Budget.fits(20));
 * TunedComparison duel = TunedComparison.run(search, split, "vae-cf", Space.of("mult-vae", "dropout=0..0.8"));
 * System.out.println(duel.verdict());
 * }</pre>
 *
 * @param contenders baselines first, then the models under study
 * @param studied how many of them, from the end, are under study
 */
public record TunedComparison(List<Contender> contenders, int studied) {

  /**
   * One of those who took part.
   *
   * @param found what was found on the validation part
   * @param test what the best settings came to on the test
   * @param fitSeconds wall time of the fit that was tested
   */
  public record Contender(Found found, Evaluation test, double fitSeconds) {

    /** The name of the recommender. */
    public String name() {
      return found.space().model();
    }

    /** What was looked for, on the test. */
    double value() {
      return test.metric(found.metric()).mean();
    }
  }

  /** Copies the list. */
  public TunedComparison {
    contenders = List.copyOf(contenders);
  }

  /**
   * Tunes the {@linkplain Baselines baselines} and the models under study, and measures the best of
   * each once.
   *
   * @param search how they are tuned; must be on this split
   * @param metrics what is measured on the test, by commas; what the search looks for is measured
   *     too
   * @param underStudy the spaces of the models under study
   * @throws org.refold.settings.BadInputException if a metric is unknown, or all fits of one failed
   * @throws IllegalArgumentException if the search is on another split
   */
  public static TunedComparison run(
      Search search, Split split, String metrics, Space... underStudy) {
    List<Space> spaces = new ArrayList<>(Baselines.spaces());
    spaces.addAll(Arrays.asList(underStudy));
    return run(search, split, metrics, spaces, underStudy.length);
  }

  static TunedComparison run(
      Search search, Split split, String metrics, List<Space> spaces, int studied) {
    if (!search.isOn(split)) {
      throw new IllegalArgumentException(
          "the search is not on the validation part of split '%s'".formatted(split.spec()));
    }
    Evaluator evaluator = Evaluator.of(metrics + "," + search.metric().fullName());
    List<Found> found = spaces.stream().map(search::tune).toList();
    List<Contender> contenders = new ArrayList<>();
    found.forEach(each -> contenders.add(contender(each, search, split, evaluator)));
    return new TunedComparison(contenders, studied);
  }

  private static Contender contender(Found found, Search search, Split split, Evaluator evaluator) {
    long start = System.nanoTime();
    Fitting fitting =
        Fitting.withSeed(search.seed())
            .withSideInformation(split.side())
            .withValidation(
                split.validation().map(v -> Validation.on(v).by(search.metric().fullName())));
    try (Fitted<?> fitted = found.recommender().fit(split.train(), fitting)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      MetricContext context = MetricContext.of(split.train());
      Evaluation test = evaluator.evaluate(fitted.model(), split.test(), context);
      return new Contender(found, test, seconds);
    }
  }

  /** What each contender's search tried and found, in their order. */
  public List<Found> searches() {
    return contenders.stream().map(Contender::found).toList();
  }

  /** Whether the best model under study beats the best baseline on the test, in one sentence. */
  public String verdict() {
    Contender baseline = best(contenders.subList(0, contenders.size() - studied));
    Contender model = best(contenders.subList(contenders.size() - studied, contenders.size()));
    String metric = model.found().metric().name();
    String outcome = isBetter(model, baseline) ? "beats" : "does not beat";
    return String.format(
        Locale.ROOT,
        "%s (%s %.4f on the test) %s %s (%.4f), tuned under the same budget",
        model.name(),
        metric,
        model.value(),
        outcome,
        baseline.name(),
        baseline.value());
  }

  private static Contender best(List<Contender> some) {
    return some.stream().reduce((a, b) -> isBetter(b, a) ? b : a).orElseThrow();
  }

  private static boolean isBetter(Contender a, Contender b) {
    return switch (a.found().metric().better()) {
      case HIGHER -> a.value() > b.value();
      case LOWER -> a.value() < b.value();
    };
  }
}
