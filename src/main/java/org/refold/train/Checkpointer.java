package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Checkpoints;
import org.refold.settings.BadInputException;

/** Keeps the state of a training in a file from time to time, if that is wanted. */
final class Checkpointer {

  private final Optional<CheckpointFile> file;
  private final boolean forgiving;
  private final long interval;
  private long last = System.nanoTime();

  /**
   * @param stage of the fit
   * @param run what the state belongs to
   * @param parts the state, except that of the optimisers
   * @param optimizers those of the phases; one may stand several times
   */
  Checkpointer(
      Optional<Checkpoints> checkpoints,
      String stage,
      Run run,
      List<Saved> parts,
      List<Optimizer> optimizers) {
    List<Saved> all = new ArrayList<>(parts);
    new LinkedHashSet<>(optimizers).forEach(optimizer -> all.add(stateOf(optimizer)));
    file = checkpoints.map(to -> new CheckpointFile(to.fileOf(stage), run.description(), all));
    forgiving = checkpoints.map(Checkpoints::forgiving).orElse(false);
    interval = checkpoints.map(to -> to.interval().toNanos()).orElse(0L);
  }

  private static Saved stateOf(Optimizer optimizer) {
    return new Saved() {
      @Override
      public void save(DataOutput out) throws IOException {
        optimizer.save(out);
      }

      @Override
      public void restore(DataInput in) throws IOException {
        optimizer.restore(in);
      }
    };
  }

  /**
   * Takes the state of the file over; returns whether there was one.
   *
   * @param note is notified of a file that is passed over
   */
  boolean restore(Consumer<String> note) {
    try {
      return file.isPresent() && file.get().restore();
    } catch (BadInputException e) {
      if (!forgiving) {
        throw e;
      }
      note.accept(e.getMessage() + "; it is passed over, and the training begins anew");
      return false;
    }
  }

  /** Writes the file. */
  void keep() {
    file.ifPresent(CheckpointFile::write);
    last = System.nanoTime();
  }

  /** Writes the file if the interval has passed. */
  void keepIfDue() {
    if (file.isPresent() && System.nanoTime() - last >= interval) {
      keep();
    }
  }
}
