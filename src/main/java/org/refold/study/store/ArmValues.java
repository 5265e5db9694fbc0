package org.refold.study.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refold.evaluate.statistics.UserValues;
import org.refold.study.Arm;
import org.refold.study.Replicate;

/**
 * What each arm of a study scored with each user: what its comparisons are made of.
 *
 * @param result the study
 */
public record ArmValues(StudyResult result) {

  /** The finished trials of an arm, by seed and fold. */
  public Map<Replicate, TrialResult> trials(Arm arm) {
    Map<Replicate, TrialResult> trials = new LinkedHashMap<>();
    for (TrialResult trial : result.finished()) {
      if (trial.trial().arm().equals(arm)) {
        trials.put(trial.trial().replicate(), trial);
      }
    }
    return trials;
  }

  /** The seeds and folds that both arms have. */
  public List<Replicate> common(Arm one, Arm other) {
    List<Replicate> both = new ArrayList<>(trials(one).keySet());
    both.retainAll(trials(other).keySet());
    return both;
  }

  /** The values by user of one trial, in all metrics that have them. */
  public UserValues users(Arm arm, TrialResult trial) {
    return trial.userValues(arm.label());
  }

  /**
   * The values by user of an arm, each the mean over some repeats: apart for each fold where each
   * user was tested in one fold only, otherwise all in one.
   *
   * @param repeats of finished trials, at least one
   */
  public List<UserValues> samples(Arm arm, List<Replicate> repeats) {
    List<UserValues> folds =
        repeats.stream().map(Replicate::fold).distinct().sorted().toList().stream()
            .map(fold -> repeats.stream().filter(repeat -> repeat.fold() == fold).toList())
            .map(ofFold -> mean(arm, ofFold))
            .toList();
    Set<String> tested = new HashSet<>();
    boolean apart =
        folds.stream().flatMap(fold -> fold.users().ids().stream()).allMatch(tested::add);
    return apart ? folds : List.of(mean(arm, repeats));
  }

  private UserValues mean(Arm arm, List<Replicate> repeats) {
    Map<Replicate, TrialResult> trials = trials(arm);
    List<UserValues> own = new ArrayList<>();
    for (Replicate repeat : repeats) {
      TrialResult trial = trials.get(repeat);
      if (trial != null) {
        own.add(users(arm, trial));
      }
    }
    return UserValues.overSeeds(arm.label(), own);
  }
}
