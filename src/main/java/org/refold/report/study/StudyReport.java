package org.refold.report.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.FigureFiles;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.plan.PlanFile;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.StudyResult;

/**
 * The tables and figures of a study, made of its results alone: the same results give the same
 * files, byte for byte (pictures: by the same Java runtime).
 *
 * <pre>{@code
 * StudyReport report = StudyReport.of(ResultStore.of(results, "mask-ratio").read());
 * show(report.table());
 * report.write(results.resolve("mask-ratio"));
 * }</pre>
 */
public final class StudyReport {

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final StudyTables tables;
  private final StudySegments segments;

  private StudyReport(StudyResult result, Arm base) {
    numbers = new StudyNumbers(result);
    comparisons = new StudyComparisons(numbers, base);
    tables = new StudyTables(numbers, comparisons, base);
    segments = new StudySegments(numbers);
  }

  /**
   * A report in which arms are marked against the first one of the study.
   *
   * @throws BadInputException if the study has no arm
   */
  public static StudyReport of(StudyResult result) {
    return new StudyReport(
        result,
        result.study().arms().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        result.study().name() + " has no arms; there is nothing to report")));
  }

  /**
   * A report in which arms are marked against one of them.
   *
   * @param base the label of an arm
   * @throws BadInputException if the study has no such arm
   */
  public static StudyReport of(StudyResult result, String base) {
    return new StudyReport(result, result.study().arm(base));
  }

  /**
   * A row for each arm. Each metric has its mean over seeds with the 95 % interval over users, and
   * the standard deviation over seeds in a column of its own. The best is bold, what is not shown
   * to be worse than it underlined, what differs from the base marked; p-values are those of {@link
   * #comparison()}.
   */
  public Table table() {
    return tables.results();
  }

  /**
   * The arms against each other, user by user: difference, effect size, p by Student's t-test,
   * adjusted by Holm over the table. All pairs of up to eight arms; of more, each against the base
   * and against the best of the metric. Empty where no two arms have values by user.
   */
  public Optional<Table> comparison() {
    return tables.differences();
  }

  /**
   * Each arm against the base: better, worse, or which difference would have been seen. Empty where
   * no two arms have values by user.
   */
  public Optional<Table> findings() {
    return new StudyFindings(numbers, comparisons).table();
  }

  /**
   * What was planned beside what came of it; empty where the folder has no plan, such as {@code
   * refold ablate --plan} keeps, or the study has no trials.
   *
   * @param folder that of the results
   * @throws IOException if the plan cannot be read
   */
  public Optional<Table> planAndFact(Path folder) throws IOException {
    return numbers.arms().isEmpty()
        ? Optional.empty()
        : PlanFile.read(folder).map(plan -> PlanAndFact.table(plan, numbers.result(), comparisons));
  }

  /**
   * The arms on each segment of users or of held-out items; empty where the study does not take its
   * results apart, see {@link org.refold.study.Study#withSegments}.
   */
  public Optional<Table> segments() {
    return segments.table();
  }

  /**
   * Published figures beside ours: a row for each, ours with its 95 % interval over users (where
   * each seed makes a split of its own, over splits), whether it is within what the figure says,
   * and how many epochs ran. An arm without a finished trial is {@code not tried}.
   *
   * @throws BadInputException if the study does not measure one of the metrics
   */
  public Table beside(List<Published> figures) {
    return new PublishedFigures(numbers).table(figures);
  }

  /**
   * The arms by two metrics, each with its place: whether one metric turns the order that another
   * gives, as sampled ranking may turn that of full ranking.
   *
   * @param metric a metric of the study, whose order the rows have
   * @param other another one
   */
  public Table orders(String metric, String other) {
    return MetricOrders.table(numbers, metric, other);
  }

  /** The figures that fit the design, by the names of their files without endings. */
  public Map<String, IChart> figures() {
    return StudyFigures.of(numbers, comparisons, segments);
  }

  /**
   * Writes {@code README.md}, {@code table.*}, {@code comparison.*} and {@code segments.*} as CSV,
   * Markdown, LaTeX, HTML and text, and each figure as PNG, and as SVG where VectorGraphics2D is
   * there. Each file is written whole or not at all.
   *
   * @param folder usually that of the results
   * @return the files, the page first
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    return write(folder, FigureFiles.usual());
  }

  /**
   * The same with figures in other formats, or set for print.
   *
   * @throws IOException if a file cannot be written
   */
  public List<Path> write(Path folder, FigureFiles form) throws IOException {
    List<Path> files = new ArrayList<>();
    Path page = folder.resolve("README.md");
    files.add(page);
    Table table = table();
    files.addAll(table.saveAll(folder, "table"));
    Optional<Table> comparison = comparison();
    if (comparison.isPresent()) {
      files.addAll(comparison.get().saveAll(folder, "comparison"));
    }
    Optional<Table> apart = segments();
    if (apart.isPresent()) {
      files.addAll(apart.get().saveAll(folder, "segments"));
    }
    Map<String, IChart> figures = figures();
    for (Map.Entry<String, IChart> figure : figures.entrySet()) {
      files.addAll(form.save(figure.getValue(), folder, figure.getKey()));
    }
    String text =
        StudyIndex.of(
            numbers.result(),
            table,
            findings(),
            planAndFact(folder),
            apart,
            StudyTables.conventions(numbers),
            figures.keySet());
    AtomicFiles.write(page, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return List.copyOf(files);
  }

  /**
   * Writes the study as one page of HTML below 5 MB that opens from disk without a network: the
   * arms with the statistics of a baseline and metric of the reader's choice, recomputed from the
   * values by user: once all trials are finished, those of a report {@linkplain #of(StudyResult,
   * String) with that base}; the figures, and a run of each arm for {@code replay}.
   *
   * @param folder that of the results, whose runs go into the page
   * @param file of the page, written whole or not at all
   * @throws IOException if a run cannot be read, or the page not be written
   * @throws NoClassDefFoundError if VectorGraphics2D, which is optional, is not on the class path
   */
  public void writeOneFile(Path folder, Path file) throws IOException {
    String page = OneFile.of(numbers, comparisons, figures(), folder);
    AtomicFiles.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
