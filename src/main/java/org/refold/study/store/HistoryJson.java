package org.refold.study.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.recommend.Epoch;
import org.refold.settings.BadInputException;
import org.refold.study.store.TrialResult.Training;

/** The log of a training in a file, as columns over epochs: short, and easy to plot. */
record HistoryJson(
    String ending,
    @Nullable String chosenBy,
    List<Double> loss,
    List<Double> validation,
    List<Double> learningRate,
    List<Double> validationSeconds,
    Map<String, List<Double>> notes) {

  /** The log; null where nothing was trained by epochs. */
  static @Nullable HistoryJson of(Training training) {
    if (training.ending().isEmpty()) {
      return null;
    }
    List<Epoch> epochs = training.epochs();
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.notes().keySet()));
    Map<String, List<Double>> notes = new LinkedHashMap<>();
    names.forEach(
        name -> notes.put(name, column(epochs, e -> e.notes().getOrDefault(name, Double.NaN))));
    return new HistoryJson(
        training.ending(),
        training.metric().orElse(null),
        column(epochs, Epoch::loss),
        column(epochs, epoch -> epoch.validation().orElse(Double.NaN)),
        column(epochs, Epoch::learningRate),
        column(epochs, Epoch::validationSeconds),
        notes);
  }

  static List<Double> column(List<Epoch> epochs, Function<Epoch, Double> value) {
    return epochs.stream().map(value).toList();
  }

  /**
   * The epochs.
   *
   * @param seconds wall time of each
   * @throws BadInputException if a column is shorter or longer than another
   */
  List<Epoch> epochs(List<Double> seconds) {
    Stream<List<Double>> columns =
        Stream.concat(
            notes.values().stream(), Stream.of(loss, validation, learningRate, validationSeconds));
    if (columns.anyMatch(column -> column.size() != seconds.size())) {
      throw new BadInputException(
          "the columns of 'history' are not as long as 'epoch_seconds', which has "
              + seconds.size());
    }
    List<Epoch> epochs = new ArrayList<>();
    for (int k = 0; k < seconds.size(); k++) {
      Map<String, Double> ofEpoch = new LinkedHashMap<>();
      for (Map.Entry<String, List<Double>> note : notes.entrySet()) {
        if (!note.getValue().get(k).isNaN()) {
          ofEpoch.put(note.getKey(), note.getValue().get(k));
        }
      }
      epochs.add(
          new Epoch(
              k + 1,
              loss.get(k),
              validation.get(k).isNaN()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(validation.get(k)),
              learningRate.get(k),
              ofEpoch,
              seconds.get(k),
              validationSeconds.get(k)));
    }
    return epochs;
  }
}
