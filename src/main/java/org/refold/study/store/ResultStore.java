package org.refold.study.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.Study;
import org.refold.study.Trial;

/**
 * The folder of a study: {@code study.json}, the design, and {@code trials/ID.json} with {@code
 * trials/ID.users.csv.gz} for each trial that has ended. While one runs, {@code .unfinished/ID} has
 * the state of its training.
 *
 * @param folder such as {@code results/mask-ratio}
 */
public record ResultStore(Path folder) {

  private static final String STUDY = "study.json";
  private static final String TRIALS = "trials";
  private static final String JSON = ".json";

  /** The store of a study by its name. */
  public static ResultStore of(Path results, String name) {
    return new ResultStore(results.resolve(name));
  }

  /** Whether there is a study here. */
  public boolean exists() {
    return Files.exists(studyFile());
  }

  /**
   * Makes the folder ready for a study, or checks that it is the study's. A design that has grown
   * takes the place of the earlier one.
   *
   * @return the study with the code that it was begun with
   * @throws BadInputException if the folder holds a study with other trials, a trial with settings
   *     that were defaults and are not now, or a study that was begun with other code, is not
   *     finished, and that is not accepted
   * @throws IOException if the folder cannot be written
   */
  public StudyFile begin(StudyFile wanted, OtherCode otherCode, TrialLocks claims)
      throws IOException {
    TrialLocks.Claim claim = claims.claim(STUDY);
    try {
      return begin(wanted, otherCode);
    } finally {
      claim.close();
    }
  }

  private StudyFile begin(StudyFile wanted, OtherCode otherCode) throws IOException {
    AtomicFiles.deleteLeftovers(studyFile());
    if (!exists()) {
      wanted.write(studyFile());
      return wanted;
    }
    StudyFile earlier = StudyFile.read(studyFile());
    StudyChange.requireSameOrMore(earlier, wanted, this);
    List<TrialResult> results = readable();
    results.forEach(result -> ChangedDefaults.refuse(result, this));
    // whether nothing is left to run, so that it does not matter by which code
    Study study = wanted.study();
    if (!ended(results, study, FailedTrials.RETRY).containsAll(study.trials())) {
      StudyChange.requireSameCode(earlier, wanted, otherCode);
    }
    StudyFile now = new StudyFile(wanted.study(), earlier.source(), earlier.code());
    if (!now.equals(earlier)) {
      now.write(studyFile());
    }
    return now;
  }

  /**
   * The result of a trial, if it has ended. A damaged file counts as none; only for the holder of
   * its claim.
   *
   * @param moved is notified of the damaged file, which was moved aside
   */
  public Optional<TrialResult> find(TrialKey identity, Consumer<String> moved) throws IOException {
    Path file = trialFile(identity);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      TrialResult result = ResultFile.read(file);
      if (!result.identity().id().equals(identity.id())) {
        throw new BadInputException(
            "%s holds the result of the trial %s".formatted(file, result.identity().id()));
      }
      return Optional.of(result);
    } catch (BadInputException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      moved.accept(
          "%s; it was moved to %s, and the trial is run again".formatted(e.getMessage(), aside));
      return Optional.empty();
    }
  }

  /**
   * Keeps the result of a trial, after which the state of its training is of no use; only for the
   * holder of its claim.
   */
  public void put(TrialKey key, ResultBytes bytes) throws IOException {
    ResultFile.write(bytes, trialFile(key));
    new TrainingStates(folder).delete(key.id());
  }

  /** Where the training of a trial keeps its state, to be resumed if it is cut off. */
  public Path stateFile(TrialKey key) {
    return new TrainingStates(folder).file(key.id());
  }

  /** Deletes what a killed process left of a trial; only for the holder of its claim. */
  public void tidy(TrialKey identity) throws IOException {
    Path file = trialFile(identity);
    AtomicFiles.deleteLeftovers(file);
    AtomicFiles.deleteLeftovers(ResultFile.perUserFile(file));
  }

  public Path studyFile() {
    return folder.resolve(STUDY);
  }

  Path trialFile(TrialKey identity) {
    return folder.resolve(TRIALS).resolve(identity.id() + JSON);
  }

  /**
   * Reads the study and all that has come of it.
   *
   * @throws BadInputException if there is no study, or a file of it is damaged; the message names
   *     it
   * @throws IOException if a file cannot be read
   */
  public StudyResult read() throws IOException {
    if (!exists()) {
      throw new BadInputException(
          "there is no study in %s; %s"
              .formatted(folder, Suggestions.hint("" + folder.getFileName(), neighbours())));
    }
    StudyFile file = StudyFile.read(studyFile());
    List<TrialResult> trials = new ArrayList<>();
    for (Path trial : trialFiles()) {
      trials.add(ResultFile.read(trial));
    }
    return new StudyResult(file.study(), trials);
  }

  /** The names of the studies beside this one. */
  private List<String> neighbours() throws IOException {
    Path results = folder.toAbsolutePath().normalize().getParent();
    if (results == null || !Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(results)) {
      return folders
          .filter(other -> new ResultStore(other).exists())
          .map(other -> "" + other.getFileName())
          .sorted()
          .toList();
    }
  }

  /** The trials of a study that need not be run; damaged files are passed over. */
  public Set<Trial> ended(Study study, FailedTrials failedTrials) throws IOException {
    return ended(readable(), study, failedTrials);
  }

  private static Set<Trial> ended(
      List<TrialResult> results, Study study, FailedTrials failedTrials) {
    Set<Trial> ended = new HashSet<>();
    for (TrialResult result : results) {
      if (result.isFinished() || failedTrials == FailedTrials.KEEP) {
        ended.add(result.trial());
      }
    }
    ended.retainAll(study.trials());
    return ended;
  }

  /** All results but damaged ones, which the holder of their claim moves aside and names. */
  private List<TrialResult> readable() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (Path file : trialFiles()) {
      try {
        results.add(ResultFile.read(file));
      } catch (BadInputException damaged) {
        // passed over
      }
    }
    return results;
  }

  private List<Path> trialFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    Path trials = folder.resolve(TRIALS);
    if (Files.isDirectory(trials)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(trials, "*" + JSON)) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }
}
