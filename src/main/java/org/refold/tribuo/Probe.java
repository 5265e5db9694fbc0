package org.refold.tribuo;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * What can be read from representations that stay as they are, by logistic regression of Tribuo (G.
 * Alain, Y. Bengio: Understanding Intermediate Layers Using Linear Classifier Probes, 2016).
 *
 * <p>Examples are answered by a classifier that was trained on other examples. Its learning rate is
 * the one of {@code rates} with the highest log-likelihood on a fifth of these, held out from them;
 * few rounds at a low rate are what keeps weights small. So each representation gets the rate that
 * suits it, and the examples that are answered have no say.
 *
 * @param folds of the cross-validation, at least 2; random, the same for the same ids and seed
 * @param epochs rounds through the training part
 * @param rates learning rates of AdaGrad to choose from
 * @param seed for folds and trainer
 */
@RecordBuilder
public record Probe(int folds, int epochs, List<Double> rates, long seed)
    implements ProbeBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public Probe {
    Check.atLeast(2, "folds", folds, "typical: 5 or 10");
    Check.atLeast(1, "epochs", epochs, "typical: 10");
    rates = List.copyOf(rates);
    Check.atLeast(1, "rates", rates.size(), "some to choose from, such as 0.1 and 1");
    rates.forEach(rate -> Check.positive("rates", rate, "typical: 0.01-1"));
  }

  /** Five folds, ten rounds, three rates. */
  public Probe(long seed) {
    this(5, 10, List.of(0.03, 0.2, 1.0), seed);
  }

  /**
   * The one label of each example, such as the gender of a user, by cross-validation.
   *
   * @param labelOf by raw id; ids without a label take no part
   * @throws BadInputException if there are fewer examples than folds, or all have the same label
   */
  public ProbeAnswers label(ProbeFeatures features, Map<String, String> labelOf) {
    int[] rows = rows(features.ids(), labelOf);
    int[] foldOf = foldOf(rows.length);
    return label(
        features, labelOf, rows, IntStream.range(0, folds).mapToObj(fold -> in(foldOf, fold)));
  }

  /**
   * The same of some examples alone, which neither the classifier nor, where it was told labels,
   * the encoder was trained on.
   *
   * @param features of all examples, by one encoder
   * @param asked which of them are answered, by a classifier that is trained on the others
   * @throws BadInputException if no example that is asked for has a label, or no other
   */
  public ProbeAnswers label(ProbeFeatures features, Map<String, String> labelOf, Vocabulary asked) {
    int[] rows = rows(features.ids(), labelOf);
    int[] held = where(rows.length, k -> asked.contains(features.ids().id(rows[k])));
    if (held.length == 0 || held.length == rows.length) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d of the %d examples with a label are among the %d that are asked for; some must"
                  + " be, and others must not be, which the classifier is trained on; all go by raw"
                  + " ids",
              held.length,
              rows.length,
              asked.size()));
    }
    return label(features, labelOf, rows, Stream.of(held));
  }

  /**
   * @param parts places in {@code rows} that are answered together
   */
  private ProbeAnswers label(
      ProbeFeatures features, Map<String, String> labelOf, int[] rows, Stream<int[]> parts) {
    List<String> labels = List.copyOf(new TreeSet<>(labelOf.values()));
    int[] truth =
        IntStream.of(rows)
            .map(row -> labels.indexOf(labelOf.get(features.ids().id(row))))
            .toArray();
    if (IntStream.of(truth).distinct().count() < 2) {
      throw new BadInputException(
          "all examples have the label '%s'; a probe needs two or more labels"
              .formatted(labels.get(truth[0])));
    }
    int[] answers = new int[rows.length];
    int[] blind = new int[rows.length];
    int[] all =
        parts
            .flatMapToInt(
                asked -> {
                  int[] training = others(rows.length, asked);
                  int[] told = at(truth, training);
                  ProbeExamples examples = new ProbeExamples(features, at(rows, training));
                  ProbeFit fit = ProbeFit.of(this, examples, at(rows, training), told);
                  int[] given = fit.answers(at(rows, asked));
                  for (int k = 0; k < asked.length; k++) {
                    answers[asked[k]] = given[k];
                    blind[asked[k]] = fit.mostFrequent();
                  }
                  return IntStream.of(asked);
                })
            .sorted()
            .toArray();
    return new ProbeAnswers(
        ids(features, at(rows, all)),
        labels.size(),
        lists(at(truth, all)),
        lists(at(answers, all)),
        lists(at(blind, all)));
  }

  /**
   * All labels of each example, such as the genres of a film, by cross-validation: a question with
   * yes or no for each label, on the same folds.
   *
   * @param attributes of which ids without a known label take no part
   * @param column of categories
   * @throws BadInputException if there is no such column, or there are fewer examples than folds
   */
  public ProbeAnswers labels(ProbeFeatures features, Attributes attributes, String column) {
    AttributeColumn.Categories known = attributes.alignedWith(features.ids()).categories(column);
    int[] rows = where(known.size(), known::isKnown);
    checkExamples(rows.length);
    int labels = known.labels().size();
    int[] foldOf = foldOf(rows.length);
    boolean[][] yes = new boolean[rows.length][labels];
    for (int fold = 0; fold < folds; fold++) {
      int[] asked = in(foldOf, fold);
      int[] training = at(rows, others(rows.length, asked));
      ProbeExamples examples = new ProbeExamples(features, training);
      for (int label = 0; label < labels; label++) {
        int one = label;
        int[] told = IntStream.of(training).map(row -> has(known, row, one) ? 1 : 0).toArray();
        int[] given = ProbeFit.of(this, examples, training, told).answers(at(rows, asked));
        for (int k = 0; k < asked.length; k++) {
          yes[asked[k]][label] = given[k] == 1;
        }
      }
    }
    int[][] answers = new int[rows.length][];
    Arrays.setAll(answers, k -> where(labels, label -> yes[k][label]));
    int[][] truth = new int[rows.length][];
    Arrays.setAll(truth, k -> Arrays.stream(known.of(rows[k])).sorted().toArray());
    int[][] all = new int[rows.length][];
    Arrays.setAll(all, k -> IntStream.range(0, labels).toArray());
    return new ProbeAnswers(ids(features, rows), labels, truth, answers, all);
  }

  private static boolean has(AttributeColumn.Categories known, int row, int label) {
    return Arrays.stream(known.of(row)).anyMatch(own -> own == label);
  }

  private int[] rows(Vocabulary ids, Map<String, String> labelOf) {
    int[] rows = where(ids.size(), row -> labelOf.containsKey(ids.id(row)));
    checkExamples(rows.length);
    return rows;
  }

  private void checkExamples(int examples) {
    if (examples < folds) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d examples have a label, fewer than the %d folds; labels go by raw ids",
              examples,
              folds));
    }
  }

  /** In a random order, one after the other. */
  private int[] foldOf(int examples) {
    int[] order = IntStream.range(0, examples).toArray();
    Streams.shuffle(order, Streams.of(seed, "folds of a probe"));
    int[] foldOf = new int[examples];
    for (int place = 0; place < examples; place++) {
      foldOf[order[place]] = place % folds;
    }
    return foldOf;
  }

  private static int[] in(int[] foldOf, int fold) {
    return where(foldOf.length, k -> foldOf[k] == fold);
  }

  /** What is left of all places. */
  private static int[] others(int size, int[] asked) {
    boolean[] isAsked = new boolean[size];
    IntStream.of(asked).forEach(k -> isAsked[k] = true);
    return where(size, k -> !isAsked[k]);
  }

  private static List<String> ids(ProbeFeatures features, int[] rows) {
    return IntStream.of(rows).mapToObj(features.ids()::id).toList();
  }

  private static int[] where(int size, IntPredicate holds) {
    return IntStream.range(0, size).filter(holds).toArray();
  }

  private static int[] at(int[] numbers, int[] places) {
    return IntStream.of(places).map(place -> numbers[place]).toArray();
  }

  private static int[][] lists(int[] numbers) {
    return IntStream.of(numbers).mapToObj(number -> new int[] {number}).toArray(int[][]::new);
  }
}
