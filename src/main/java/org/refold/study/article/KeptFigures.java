package org.refold.study.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Sha256;
import org.refold.study.store.TrainingStates;

/**
 * A file of figures that grows row by row, so that rows which have taken hours are measured once.
 *
 * @param file need not be there
 * @param data of all its rows
 * @param seed of all its rows
 */
record KeptFigures(Path file, DataSet data, long seed) {

  /** Digits of a hash in the name of a file. */
  private static final int HASHED = 12;

  /**
   * What a row came to in a mode, if the file has it with these settings.
   *
   * @throws BadInputException if the file is none of figures, or of other data or another seed
   * @throws UncheckedIOException if it cannot be read
   */
  Optional<MeasuredRow> find(Row row, Correction mode, SortedMap<String, Object> settings) {
    return rows().stream()
        .filter(figures -> figures.isOf(row, mode, settings))
        .findFirst()
        .map(figures -> figures.measured(List.of(row)));
  }

  /**
   * Puts a row into the file, for the one that it has of its label and mode; one that was measured
   * stays if this one was not.
   *
   * @throws BadInputException if the file is none of figures, or of other data or another seed
   * @throws UncheckedIOException if it cannot be read or written
   */
  void keep(MeasuredRow measured) {
    FigureRow kept = FigureRow.of(measured);
    List<FigureRow> rows = new ArrayList<>(rows());
    boolean wasMeasured =
        rows.stream().anyMatch(each -> each.isInPlaceOf(kept) && each.config() != null);
    if (wasMeasured && measured.outcome().isEmpty()) {
      return;
    }
    rows.removeIf(kept::isInPlaceOf);
    rows.add(kept);
    List<String> order = Article.rows().stream().map(Row::label).toList();
    rows.sort(
        Comparator.comparing(FigureRow::mode).thenComparing(row -> order.indexOf(row.label())));
    try {
      FigureFile.write(file, data, seed, rows);
      states().delete(name(measured.row(), measured.mode()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the training of a row is kept until it is measured, beside the file. */
  Path stateFile(Row row, Correction mode) {
    return states().file(name(row, mode));
  }

  private TrainingStates states() {
    return new TrainingStates(file.resolveSibling("."));
  }

  /**
   * The system and mode, to be read, and what else a training is of, in short: another row of the
   * system, another protocol or seed must not go on from it.
   */
  private String name(Row row, Correction mode) {
    String identity =
        "%s %s %s %s".formatted(row.label(), row.settings(), row.protocol(mode), seed);
    String hash = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, HASHED);
    return String.join("-", row.system(), mode.name().toLowerCase(Locale.ROOT), hash);
  }

  private List<FigureRow> rows() {
    if (!Files.exists(file)) {
      return List.of();
    }
    FigureFile.Content content;
    try {
      content = FigureFile.content(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DataFingerprint ours = DataFingerprint.of(data);
    if (!content.data().equals(ours) || content.seed() != seed) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has figures of %s with seed %d, not of %s with seed %d; give another folder",
              file,
              content.data(),
              content.seed(),
              ours,
              seed));
    }
    return content.rows();
  }
}
