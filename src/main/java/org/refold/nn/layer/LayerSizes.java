package org.refold.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * The units of hidden layers, from the input on: {@code 600x200}, or {@code none}.
 *
 * @param units of each layer; no layer is allowed
 */
public record LayerSizes(List<Integer> units) {

  private static final String NONE = "none";

  /**
   * @throws org.refold.settings.BadInputException if a layer has no unit
   */
  public LayerSizes {
    units = List.copyOf(units);
    for (int size : units) {
      if (size < 1) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the size of a hidden layer is %d, but must be at least 1; write none for no hidden"
                    + " layer",
                size));
      }
    }
  }

  /** Layers of these sizes. */
  public static LayerSizes of(int... units) {
    return new LayerSizes(IntStream.of(units).boxed().toList());
  }

  /**
   * Reads what {@link #toString} writes; commas will do as well.
   *
   * @throws BadInputException if a size is no whole number of at least 1
   */
  public static LayerSizes parse(String text) {
    if (text.equals(NONE)) {
      return new LayerSizes(List.of());
    }
    try {
      return new LayerSizes(
          Arrays.stream(text.split("[x,]", -1)).map(String::strip).map(Integer::valueOf).toList());
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "'%s' is no list of layers; write units such as 600x200, or none".formatted(text), e);
    }
  }

  /** With an input before them and an output behind: what {@link Scope#mlp} takes. */
  public List<Integer> between(int in, int out) {
    List<Integer> all = new ArrayList<>(List.of(in));
    all.addAll(units);
    all.add(out);
    return all;
  }

  /** The same layers from the output on, as a decoder that mirrors an encoder has them. */
  public LayerSizes mirrored() {
    List<Integer> reversed = new ArrayList<>(units);
    Collections.reverse(reversed);
    return new LayerSizes(reversed);
  }

  @Override
  public String toString() {
    return units.isEmpty()
        ? NONE
        : units.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
