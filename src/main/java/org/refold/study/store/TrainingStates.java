package org.refold.study.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The states of trainings that have not ended, which are resumed by them if they are cut off; in a
 * folder of their own among results.
 *
 * @param results the folder of the results that the trainings are for
 */
public record TrainingStates(Path results) {

  private static final String FOLDER = ".unfinished";

  /** Where a training keeps its state; one of several stages adds the stage to the name. */
  public Path file(String name) {
    return results.resolve(FOLDER).resolve(name);
  }

  /**
   * Deletes the states of a training that has ended.
   *
   * @throws IOException if one cannot be deleted
   */
  public void delete(String name) throws IOException {
    Path folder = results.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> stages = Files.newDirectoryStream(folder, name + "{,.*}")) {
      for (Path stage : stages) {
        Files.deleteIfExists(stage);
      }
    }
  }
}
