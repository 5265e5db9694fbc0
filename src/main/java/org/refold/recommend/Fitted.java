package org.refold.recommend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a fit gives.
 *
 * @param model the fitted model, which the caller closes
 * @param log how its training went; {@link TrainingLog#NONE} for a closed form
 * @param <M> what the model can do
 */
public record Fitted<M extends Model>(M model, TrainingLog log) implements AutoCloseable {

  /** A model in closed form, without epochs. */
  public static <M extends Model> Fitted<M> of(M model) {
    return new Fitted<>(model, TrainingLog.NONE);
  }

  /**
   * Writes a model file: a folder, whole or not at all.
   *
   * @param folder must not exist, or be a model file, which is replaced
   * @throws org.refold.settings.BadInputException if the folder holds something else, or the model
   *     cannot be saved
   * @throws IOException if it cannot be written
   */
  public void save(Path folder) throws IOException {
    ModelFile.write(folder, this, Map.of());
  }

  /** Frees the model. */
  @Override
  public void close() {
    model.close();
  }
}
