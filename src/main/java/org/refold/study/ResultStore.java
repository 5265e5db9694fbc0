package org.refold.study;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of a study: {@code study.json}, the design, and {@code trials/ID.json} with {@code
 * trials/ID.users.csv.gz} for each trial that has ended.
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

  Path studyFile() {
    return folder.resolve(STUDY);
  }

  Path trialFile(Identity identity) {
    return folder.resolve(TRIALS).resolve(identity.id() + JSON);
  }

  /**
   * Reads the study and all that has come of it.
   *
   * @throws org.refold.data.BadInputException if there is no study, or a file of it is damaged; the
   *     message names it
   * @throws IOException if a file cannot be read
   */
  public StudyResult read() throws IOException {
    StudyFile file = StudyFile.read(studyFile());
    List<TrialResult> trials = new ArrayList<>();
    for (Path trial : trialFiles()) {
      trials.add(ResultFile.read(trial));
    }
    return new StudyResult(file.study(), trials);
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
