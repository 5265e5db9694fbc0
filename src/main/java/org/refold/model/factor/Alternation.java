package org.refold.model.factor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitting;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingLog;
import org.refold.recommend.TrainingLog.Ending;
import org.refold.settings.Progress;

/** The epochs of {@link Ials}: all users, then all items, again and again. */
final class Alternation {

  private final Ials settings;
  private final BinaryMatrix byUser;
  private final BinaryMatrix byItem;
  private final Matrix items;

  /**
   * @param items the vectors of the items to begin with. Modified by {@link #run}.
   */
  Alternation(Ials settings, Interactions train, Matrix items) {
    this.settings = settings;
    this.byUser = BinaryMatrix.of(train);
    this.byItem = byUser.transposed();
    this.items = items;
  }

  /**
   * Runs the epochs, or fewer if the training is asked to stop.
   *
   * @return how it went; the loss is the objective after an epoch, for each user
   */
  TrainingLog run(Fitting fitting) {
    TrainingControl control = fitting.control();
    Progress progress = fitting.progress();
    List<Epoch> epochs = new ArrayList<>();
    progress.begin("epochs", settings.epochs());
    try (Matrix users = Matrix.floats(byUser.rowCount(), settings.latent())) {
      while (epochs.size() < settings.epochs() && !control.stopRequested()) {
        Epoch epoch = epoch(epochs.size() + 1, users);
        epochs.add(epoch);
        progress.advance(1, String.format(Locale.ROOT, "loss %.5g", epoch.loss()));
      }
    } finally {
      progress.end();
    }
    Ending ending = epochs.size() < settings.epochs() ? Ending.STOPPED : Ending.COMPLETED;
    return new TrainingLog(epochs, epochs.size(), Optional.empty(), ending);
  }

  private Epoch epoch(int number, Matrix users) {
    long start = System.nanoTime();
    solve(items, byUser, users);
    solve(users, byItem, items);
    double seconds = (System.nanoTime() - start) / 1e9;
    double loss = IalsLoss.of(settings, byUser, byItem, users, items) / byUser.rowCount();
    return new Epoch(number, loss, OptionalDouble.empty(), 0, Map.of(), seconds, 0);
  }

  private void solve(Matrix standing, BinaryMatrix data, Matrix solutions) {
    try (HalfStep step = new HalfStep(settings, standing)) {
      step.solve(data, solutions);
    }
  }
}
