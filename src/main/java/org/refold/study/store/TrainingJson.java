package org.refold.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.refold.recommend.Epoch;
import org.refold.settings.BadInputException;
import org.refold.study.store.TrialResult.Training;

/** The history of a training as columns over epochs: short, and easy to plot. */
final class TrainingJson {

  private TrainingJson() {}

  static void write(Training training, ObjectNode json) {
    List<Epoch> epochs = training.epochs();
    json.set("epoch_seconds", column(epochs, Epoch::seconds));
    if (training.bestEpoch().isPresent()) {
      json.put("best_epoch", training.bestEpoch().getAsInt());
    } else {
      json.putNull("best_epoch");
    }
    if (training.ending().isEmpty()) {
      return;
    }
    ObjectNode history = json.putObject("history");
    history.put("ending", training.ending());
    training.metric().ifPresent(metric -> history.put("chosen_by", metric));
    history.set("loss", column(epochs, Epoch::loss));
    history.set("validation", column(epochs, e -> e.validation().orElse(Double.NaN)));
    history.set("learning_rate", column(epochs, Epoch::learningRate));
    history.set("validation_seconds", column(epochs, Epoch::validationSeconds));
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.notes().keySet()));
    ObjectNode notes = history.putObject("notes");
    for (String name : names) {
      notes.set(name, column(epochs, e -> e.notes().getOrDefault(name, Double.NaN)));
    }
  }

  private static JsonNode column(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    return Json.numbers(epochs.stream().mapToDouble(value).toArray());
  }

  static Training read(JsonFields json) {
    OptionalInt best =
        json.node().path("best_epoch").isInt()
            ? OptionalInt.of((int) json.whole("best_epoch"))
            : OptionalInt.empty();
    if (!json.node().path("history").isObject()) {
      return new Training(List.of(), best, Optional.empty(), "");
    }
    JsonFields history = json.object("history");
    return new Training(
        epochs(json.numbers("epoch_seconds"), history),
        best,
        history.optionalText("chosen_by"),
        history.text("ending"));
  }

  private static List<Epoch> epochs(double[] seconds, JsonFields history) {
    double[] losses = history.numbers("loss");
    double[] validations = history.numbers("validation");
    double[] rates = history.numbers("learning_rate");
    double[] validationSeconds = history.numbers("validation_seconds");
    Map<String, double[]> notes = new LinkedHashMap<>();
    JsonFields noted = history.object("notes");
    noted.names().forEach(name -> notes.put(name, noted.numbers(name)));
    List<double[]> columns = new ArrayList<>(notes.values());
    columns.addAll(List.of(losses, validations, rates, validationSeconds));
    if (columns.stream().anyMatch(column -> column.length != seconds.length)) {
      throw new BadInputException(
          "the columns of 'history' are not as long as 'epoch_seconds', which has "
              + seconds.length);
    }
    List<Epoch> epochs = new ArrayList<>();
    for (int k = 0; k < seconds.length; k++) {
      Map<String, Double> ofEpoch = new LinkedHashMap<>();
      for (Map.Entry<String, double[]> note : notes.entrySet()) {
        if (!Double.isNaN(note.getValue()[k])) {
          ofEpoch.put(note.getKey(), note.getValue()[k]);
        }
      }
      epochs.add(
          new Epoch(
              k + 1,
              losses[k],
              Double.isNaN(validations[k])
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(validations[k]),
              rates[k],
              ofEpoch,
              seconds[k],
              validationSeconds[k]));
    }
    return epochs;
  }
}
