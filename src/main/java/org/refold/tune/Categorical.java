package org.refold.tune;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * One of some values, in no order: {@code activation={tanh,relu}}.
 *
 * @param name the hyper-parameter that is set
 * @param values the values, at least two, each once
 */
public record Categorical(String name, List<String> values) implements Dimension {

  /**
   * @throws BadInputException if there is nothing to choose from, or a value stands twice
   */
  public Categorical {
    values = List.copyOf(values);
    if (values.size() < 2 || values.stream().anyMatch(String::isBlank)) {
      throw new BadInputException(
          "%s={%s} has nothing to choose from; write at least two values, such as {tanh,relu}, or fix"
                  .formatted(name, String.join(",", values))
              + " it by %s=VALUE".formatted(name));
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new BadInputException(
          "%s={%s} has a value twice; write each once".formatted(name, String.join(",", values)));
    }
  }

  @Override
  public String at(double place) {
    int index = (int) Math.floor(place * values.size());
    return values.get(Math.max(0, Math.min(values.size() - 1, index)));
  }

  @Override
  public OptionalDouble placeOf(String value) {
    int index = values.indexOf(value);
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(middle(index));
  }

  private double middle(int index) {
    return (index + 0.5) / values.size();
  }

  /** All values: they have no order, so there is no sense in leaving some out. */
  @Override
  public List<Double> spread(int most) {
    return IntStream.range(0, values.size()).mapToObj(this::middle).toList();
  }

  @Override
  public String toString() {
    return name + "={" + String.join(",", values) + "}";
  }
}
