package org.refold.train.neural;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.refold.data.Interactions;
import org.refold.data.MatchedItems;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.recommend.ModelFile;
import org.refold.recommend.StartFrom;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** Parameters that a training takes over from fitted models, as {@link StartFrom} says. */
final class TakenOver {

  private TakenOver() {}

  /**
   * Where a row or column of a parameter comes from.
   *
   * @param size how many there are
   * @param from for each its place in the model file, negative where it has none
   * @param matched whether these are matched items, and not the same places
   */
  private record Axis(int size, IntUnaryOperator from, boolean matched) {

    static Axis of(StartFrom start, int given, int wanted, String shapes) {
      boolean matched =
          start
              .items()
              .map(items -> given == items.source().size() && wanted == items.target().size())
              .orElse(false);
      if (matched) {
        MatchedItems items = start.items().orElseThrow();
        return new Axis(wanted, item -> items.sourceOf(item).orElse(-1), true);
      }
      if (given != wanted) {
        throw new BadInputException(
            "%s: %s; what a training starts from must have the same sizes and data, or items that"
                    .formatted(start.folder(), shapes)
                + " were matched");
      }
      return new Axis(wanted, IntUnaryOperator.identity(), false);
    }
  }

  /**
   * A source that takes what is named and makes the rest as another does.
   *
   * @throws BadInputException if a model has no such parameter, one of another shape, or other
   *     items than those that were matched
   */
  static Scope.Source source(StartFrom start, Scope.Source drawn) {
    ModelFile model = open(start);
    Scope.Source others = start.further().map(further -> source(further, drawn)).orElse(drawn);
    return (name, role, rows, columns, initializer) -> {
      String from = start.names().get(name);
      if (from == null) {
        return others.make(name, role, rows, columns, initializer);
      }
      Matrix given = read(model, start, from);
      String shapes =
          String.format(
              Locale.ROOT,
              "'%s' has the shape [%d, %d], but '%s' needs [%d, %d]",
              from,
              given.rows(),
              given.columns(),
              name,
              rows,
              columns);
      try {
        Axis ofRows = Axis.of(start, given.rows(), rows, shapes);
        Axis ofColumns = Axis.of(start, given.columns(), columns, shapes);
        if (ofRows.matched() || ofColumns.matched()) {
          Parameter parameter = others.make(name, role, rows, columns, initializer);
          copy(given, ofRows, ofColumns, parameter.value());
          given.close();
          return parameter;
        }
      } catch (RuntimeException | Error e) {
        given.close();
        throw e;
      }
      Parameter parameter = Parameter.of(name, role, given);
      if (start.then() == StartFrom.Then.FROZEN) {
        parameter.freeze();
      }
      return parameter;
    };
  }

  private static void copy(Matrix from, Axis rows, Axis columns, Matrix to) {
    for (int row = 0; row < rows.size(); row++) {
      int fromRow = rows.from().applyAsInt(row);
      for (int column = 0; fromRow >= 0 && column < columns.size(); column++) {
        int fromColumn = columns.from().applyAsInt(column);
        if (fromColumn >= 0) {
          to.set(row, column, from.get(fromRow, fromColumn));
        }
      }
    }
  }

  /**
   * Refuses what would go unnoticed: names that the network does not ask for, and items in another
   * order than those of the training.
   */
  static void check(StartFrom start, Scope scope, Interactions train) {
    if (start.items().filter(items -> !items.target().equals(train.items())).isPresent()) {
      throw new BadInputException(
          "%s: items were matched for other training data; match those of the training part"
              .formatted(start.folder()));
    }
    List<String> known = scope.parameters().stream().map(Parameter::name).toList();
    for (String name : start.names().keySet()) {
      if (!known.contains(name)) {
        throw new BadInputException(
            "the network has no parameter '%s' to start from %s; %s"
                .formatted(name, start.folder(), Suggestions.hint(name, known)));
      }
    }
    start.further().ifPresent(further -> check(further, scope, train));
  }

  private static ModelFile open(StartFrom start) {
    try {
      return ModelFile.open(start.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(start.folder() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Matrix read(ModelFile model, StartFrom start, String name) {
    try {
      return model.read(
          file -> {
            if (start.items().filter(items -> !items.source().equals(file.items())).isPresent()) {
              throw new BadInputException(
                  "%s has other items than those that were matched; match those of the model"
                      .formatted(start.folder()));
            }
            return file.matrix(name);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(start.folder() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
