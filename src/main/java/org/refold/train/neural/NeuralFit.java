package org.refold.train.neural;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Footprint;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.train.Instruments;
import org.refold.train.Network;
import org.refold.train.Phase;
import org.refold.train.Training;
import org.refold.train.TrainingPlan;

/** Fits networks: where their parameters come from, what the loop trains, what it costs. */
public final class NeuralFit {

  /** Values, gradients, two moments, and the weights of the best epoch. */
  private static final int COPIES_OF_PARAMETERS = 5;

  /** Rows of a batch that are there at once: outputs, their gradient, and what leads to them. */
  private static final int COPIES_OF_BATCH = 4;

  private NeuralFit() {}

  /**
   * A scope for a fit, which draws parameters or takes them from other models.
   *
   * @throws org.refold.settings.BadInputException if another model has no such parameter, or one of
   *     another shape
   */
  public static Scope scope(Fitting fitting) {
    return freeing(source(fitting));
  }

  /** Where the parameters of {@link #scope(Fitting)} come from. */
  public static Scope.Source source(Fitting fitting) {
    Scope.Source drawn =
        (name, role, rows, columns, initializer) ->
            Parameter.drawn(
                name, role, Precision.FLOAT, rows, columns, initializer, fitting.seed());
    return fitting.start().map(start -> TakenOver.source(start, drawn)).orElse(drawn);
  }

  /** A scope that frees all its parameters once one of them cannot be made. */
  public static Scope freeing(Scope.Source source) {
    List<Parameter> made = new ArrayList<>();
    return new Scope(
        (name, role, rows, columns, initializer) -> {
          try {
            Parameter parameter = source.make(name, role, rows, columns, initializer);
            made.add(parameter);
            return parameter;
          } catch (RuntimeException | Error e) {
            made.forEach(parameter -> parameter.value().close());
            throw e;
          }
        });
  }

  /** The sizes that a network of a model file is built with. */
  public static Sizes sizes(ModelReader file) {
    return new Sizes(file.users().size(), file.items().size(), file.scale());
  }

  /** A scope whose parameters are those of a model file. */
  public static Scope scope(ModelReader file) {
    return new Scope(
        (String name, Parameter.Role role, int rows, int columns, Initializer initializer) -> {
          try {
            return Parameter.of(name, role, file.matrix(name, Precision.FLOAT, rows, columns));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A scope over the numbers of another, which it does not train and the other closes. */
  static Scope frozen(Scope of) {
    Map<String, Parameter> byName = new HashMap<>();
    of.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
    return new Scope(
        (name, role, rows, columns, initializer) -> {
          Matrix shared = Objects.requireNonNull(byName.get(name), name).value();
          Parameter parameter = Parameter.of(name, role, shared);
          parameter.freeze();
          return parameter;
        });
  }

  /** The same in one stage, of phases that need to remember nothing. */
  public static <M extends Model> Fitted<M> train(
      Recommender who,
      Interactions train,
      Fitting fitting,
      TrainingPlan plan,
      Metric metric,
      Scope scope,
      Scoring<M> scoring,
      List<Phase<?>> phases) {
    return train(who, train, fitting, plan, metric, scope, scoring, () -> phases);
  }

  /**
   * Trains a network and leaves the parameters of the best epoch in its scope. Pre-training has no
   * best epoch.
   *
   * @param metric what the best epoch is chosen by, unless the fitting says otherwise
   * @param scoring the model, with the parameters as they are
   * @param course the stages of the training, and the phases of an epoch
   * @return the model and how its training went
   */
  public static <M extends Model> Fitted<M> train(
      Recommender who,
      Interactions train,
      Fitting fitting,
      TrainingPlan plan,
      Metric metric,
      Scope scope,
      Scoring<M> scoring,
      Course course) {
    List<Parameter> remembered = course.remembered();
    try {
      fitting.start().ifPresent(start -> TakenOver.check(start, scope, train));
      for (Course.Stage stage : course.pretraining()) {
        Fitting unvalidated = fitting.withValidation(Optional.empty());
        Network part =
            new Trained(scope.parameters(), stage.phases(), stage.name(), scoring, metric);
        TrainingPlan unhurried = plan.withEpochs(stage.epochs()).withPatience(stage.epochs());
        unhurried.fit(who, train, part, unvalidated);
      }
      List<Parameter> all =
          Stream.concat(scope.parameters().stream(), remembered.stream()).toList();
      Network whole =
          new Trained(all, course.phases(), "", scoring, metric) {
            @Override
            public void phaseBegins(int phase, int epoch) {
              course.phaseBegins(phase, epoch);
            }

            @Override
            public Optional<Instruments> instruments() {
              return scoring.instruments();
            }
          };
      TrainingLog log = plan.fit(who, train, whole, fitting);
      scope.parameters().forEach(parameter -> parameter.gradient().release());
      return new Fitted<>(scoring.get(), log);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    } finally {
      remembered.forEach(parameter -> parameter.value().close());
    }
  }

  /**
   * The memory that a fit takes: parameters with what training adds to them, batches, and the data.
   */
  public static long bytes(Consumer<Scope> network, Training training, Interactions train) {
    Footprint footprint = Footprint.of(network);
    long parameters = COPIES_OF_PARAMETERS * footprint.numbers();
    long batches = (long) COPIES_OF_BATCH * training.batchSize() * footprint.widest();
    return Float.BYTES * (parameters + batches) + 2L * Integer.BYTES * train.size();
  }
}
