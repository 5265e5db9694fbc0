package org.refold.study.article;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.refold.catalogue.Catalogue;
import org.refold.data.Holdout;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

/**
 * Measures rows of the table. A row whose system the catalogue does not have yet, or not with these
 * settings, is not measured and says so; it fills by itself once the system is there.
 */
public final class Reproduction {

  private final DataSet data;
  private final long seed;
  private final int mostEpochs;
  private final Progress progress;
  private final Optional<KeptFigures> known;
  private final Map<String, Split> splits = new HashMap<>();

  private Reproduction(
      DataSet data, long seed, int mostEpochs, Progress progress, Optional<KeptFigures> known) {
    this.data = data;
    this.seed = seed;
    this.mostEpochs = mostEpochs;
    this.progress = progress;
    this.known = known;
  }

  /**
   * A reproduction on some data, meant for MovieLens-1M.
   *
   * @param seed of splits and fits
   */
  public static Reproduction on(DataSet data, long seed) {
    return new Reproduction(data, seed, Integer.MAX_VALUE, Progress.NONE, Optional.empty());
  }

  /** The same with fewer epochs than the rows ask for, for a quick look. */
  public Reproduction withMostEpochs(int most) {
    return new Reproduction(data, seed, most, progress, known);
  }

  /** The same with a listener that is notified of the progress. */
  public Reproduction withProgress(Progress listener) {
    return new Reproduction(data, seed, mostEpochs, listener, known);
  }

  /**
   * The same with a file of figures: a row that it has with these settings is not measured again,
   * and each row is in it as soon as it is measured.
   *
   * @param figures in the layout of {@link FigureFile}; need not be there
   */
  public Reproduction withFile(Path figures) {
    KeptFigures kept = new KeptFigures(figures, data, seed);
    return new Reproduction(data, seed, mostEpochs, progress, Optional.of(kept));
  }

  /**
   * Measures rows in a mode, in order.
   *
   * @throws CancellationException if it was interrupted; the rows before are kept
   * @throws BadInputException if the data do not serve, or the file of figures is of others
   * @throws java.io.UncheckedIOException if that file cannot be read or written
   */
  public List<MeasuredRow> measure(List<Row> rows, Correction mode) {
    List<MeasuredRow> measured = new ArrayList<>();
    rows.forEach(row -> measured.add(measure(row, mode)));
    return List.copyOf(measured);
  }

  /**
   * Measures a row in a mode. With a file, a training that was cut off is resumed.
   *
   * @throws CancellationException if it was interrupted; nothing is kept of it then
   * @throws BadInputException if the data do not serve, or the file of figures is of others
   * @throws java.io.UncheckedIOException if that file cannot be read or written
   */
  public MeasuredRow measure(Row row, Correction mode) {
    if (!row.isThere()) {
      return kept(
          MeasuredRow.notYet(row, mode, "not yet: there is no model '%s'".formatted(row.system())));
    }
    Recommender recommender;
    try {
      recommender = row.recommender(mostEpochs);
    } catch (BadInputException e) {
      return kept(MeasuredRow.notYet(row, mode, "not yet: " + e.getMessage()));
    }
    return known
        .flatMap(figures -> figures.find(row, mode, Catalogue.settings(recommender)))
        .orElseGet(() -> kept(MeasuredRow.of(row, mode, outcome(recommender, row, mode))));
  }

  private MeasuredRow kept(MeasuredRow measured) {
    known.ifPresent(figures -> figures.keep(measured));
    return measured;
  }

  private MeasuredRow.Outcome outcome(Recommender recommender, Row row, Correction mode) {
    Protocol protocol = row.protocol(mode);
    Optional<Checkpoints> states =
        known.map(figures -> Checkpoints.inOrAnew(figures.stateFile(row, mode)));
    Fitting plain = Fitting.withSeed(seed).withProgress(progress);
    SortedMap<String, Object> config = Catalogue.settings(recommender);
    Split split = split(protocol.split());
    Holdout reported = protocol.foldedIn().of(protocol.scored().of(split));
    Evaluator evaluator = Evaluator.of(protocol.metrics()).withFoldInItems(protocol.foldInItems());
    ReportedFit fit =
        new ReportedFit.Way(recommender, protocol, plain, states).of(split, reported, this::split);
    long start = System.nanoTime();
    Evaluation evaluation;
    try (Model model = fit.model()) {
      evaluation = evaluator.evaluate(model, reported);
    }
    double seconds = fit.seconds() + (System.nanoTime() - start) / 1e9;
    return new MeasuredRow.Outcome(
        MeasuredRow.figures(evaluation),
        config,
        split.sha256(),
        fit.bestEpoch(),
        fit.epochs(),
        seconds);
  }

  private Split split(String spec) {
    return splits.computeIfAbsent(
        spec, text -> Splitters.parse(text).split(data.interactions(), seed));
  }
}
