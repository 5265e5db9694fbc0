package org.refold.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** {@code model.json} of a model file, as it stands there. */
record ModelHeader(
    String format,
    String model,
    SortedMap<String, Object> settings,
    @JsonProperty("code_version") String codeVersion,
    Vocabularies vocabularies,
    @JsonProperty("rating_scale") Scale ratingScale,
    @JsonProperty("weights_sha256") String weightsSha256,
    Map<String, String> provenance,
    Log training,
    @JsonProperty(HeaderHash.FIELD) @Nullable String headerSha256) {

  /** The fields that files without a hash of their own have. */
  static final Set<String> FIELDS =
      Set.of(
          "format",
          "model",
          "settings",
          "code_version",
          "vocabularies",
          "rating_scale",
          "weights_sha256",
          "provenance",
          "training");

  /** Sizes and hashes of the files of ids. */
  record Vocabularies(
      int items,
      @JsonProperty("items_sha256") String itemsSha256,
      int users,
      @JsonProperty("users_sha256") String usersSha256) {}

  /** The bounds of the training ratings. */
  record Scale(float least, float most) {}

  /** A training log. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Log(
      @JsonProperty("best_epoch") int bestEpoch,
      @JsonProperty("chosen_by") @Nullable String chosenBy,
      TrainingLog.Ending ending,
      List<LoggedEpoch> epochs) {

    /** Refuses what a damaged file lacks. */
    Log {
      Objects.requireNonNull(ending, "the training log has no ending");
      epochs = List.copyOf(Objects.requireNonNull(epochs, "the training log has no epochs"));
    }

    static Log of(TrainingLog log) {
      return new Log(
          log.bestEpoch(),
          log.metric().orElse(null),
          log.ending(),
          log.epochs().stream().map(LoggedEpoch::of).toList());
    }

    TrainingLog log() {
      return new TrainingLog(
          epochs.stream().map(LoggedEpoch::epoch).toList(),
          bestEpoch,
          Optional.ofNullable(chosenBy),
          ending);
    }
  }

  /** One epoch of a training log. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LoggedEpoch(
      int number,
      double loss,
      @Nullable Double validation,
      @JsonProperty("learning_rate") double learningRate,
      Map<String, Double> notes,
      double seconds,
      @JsonProperty("validation_seconds") double validationSeconds) {

    /** Refuses what a damaged file lacks. */
    LoggedEpoch {
      Objects.requireNonNull(notes, "an epoch of the training log has no notes");
    }

    static LoggedEpoch of(Epoch epoch) {
      Double validation = epoch.validation().isPresent() ? epoch.validation().getAsDouble() : null;
      return new LoggedEpoch(
          epoch.number(),
          epoch.loss(),
          validation,
          epoch.learningRate(),
          new LinkedHashMap<>(epoch.notes()),
          epoch.seconds(),
          epoch.validationSeconds());
    }

    Epoch epoch() {
      return new Epoch(
          number,
          loss,
          validation == null ? OptionalDouble.empty() : OptionalDouble.of(validation),
          learningRate,
          notes,
          seconds,
          validationSeconds);
    }
  }
}
