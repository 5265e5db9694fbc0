package org.refold.model.factor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.settings.BadInputException;

/** Fits of other systems whose numbers a system begins with. */
final class Pretraining {

  private final Recommender who;
  private final Interactions train;
  private final Fitting fitting;
  private final Map<String, Matrix> numbers = new HashMap<>();

  /**
   * @param fitting whose listeners and checkpoints are those of the system alone
   */
  Pretraining(Recommender who, Interactions train, Fitting fitting) {
    this.who = who;
    this.train = train;
    this.fitting =
        fitting.withControl(
            new TrainingControl(List.of(), Optional.empty(), fitting.control().stop()));
  }

  /** Copies numbers of a fitted model by the name that they will have. */
  interface Taking<M> {
    /** The numbers, copied. */
    Map<String, Matrix> of(M model);
  }

  /** Fits a system. */
  interface Fit<M extends Model> {
    /** Does it. */
    Fitted<M> fit(Interactions train, Fitting fitting);
  }

  /**
   * Fits another system first.
   *
   * @throws BadInputException if it cannot be fitted
   */
  <M extends Model> Pretraining by(Fit<M> other, Taking<M> taking) {
    try (Fitted<M> fitted = other.fit(train, fitting)) {
      numbers.putAll(taking.of(fitted.model()));
    } catch (BadInputException e) {
      close();
      throw new BadInputException("%s, pre-training: %s".formatted(who.name(), e.getMessage()), e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    return this;
  }

  /** Parameters with these numbers, or from elsewhere where there are none of a name. */
  Scope.Source or(Scope.Source others) {
    return (name, role, rows, columns, initializer) -> {
      Matrix known = numbers.remove(name);
      if (known != null) {
        return Parameter.of(name, role, known);
      }
      try {
        return others.make(name, role, rows, columns, initializer);
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    };
  }

  /** Frees what no parameter has taken. */
  private void close() {
    numbers.values().forEach(Matrix::close);
    numbers.clear();
  }
}
