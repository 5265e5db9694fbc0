package org.refold.study.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.refold.catalogue.Catalogue;
import org.refold.settings.BadInputException;

/**
 * Settings of a finished trial that its arm leaves out, and whose default has become another since:
 * the arm would be fitted with other settings today. Settings that a model has got since do not
 * count; their default is what the model did before.
 */
final class ChangedDefaults {

  private ChangedDefaults() {}

  /**
   * Refuses to go on from what other settings made.
   *
   * @throws BadInputException if there are such settings; the message says how to keep the trial
   */
  static void refuse(TrialResult result, ResultStore store) {
    List<String> then = of(result);
    if (!then.isEmpty()) {
      throw new BadInputException(
          "%s holds a trial of '%s' that was fitted with %s, and its arm leaves out what has another default now; set it in the arm here and in the files there to keep the trial, or choose another name"
              .formatted(store.folder(), result.trial(), String.join(", ", then)));
    }
  }

  /** Such as {@code l2=0.005}: what the settings were. */
  static List<String> of(TrialResult result) {
    SortedMap<String, Object> today;
    try {
      today = Catalogue.settings(result.trial().arm().recommender());
    } catch (BadInputException e) { // the model or a setting is gone: whoever runs it is told
      return List.of();
    }
    List<String> changed = new ArrayList<>();
    result
        .identity()
        .config()
        .forEach(
            (name, then) -> {
              Object now = today.getOrDefault(name, then);
              if (!String.valueOf(now).equals(String.valueOf(then))) {
                changed.add(name + "=" + then);
              }
            });
    return changed;
  }
}
