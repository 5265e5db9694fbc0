package org.refold.nn.layer;

import java.util.function.Consumer;

/**
 * The numbers of a network's parameters, found by building it without memory.
 *
 * @param numbers of all parameters together
 * @param widest the columns of its widest layer: what a row of a batch may take
 */
public record Footprint(long numbers, long widest) {

  /** The footprint of a network, which is built in a scope that only counts. */
  public static Footprint of(Consumer<Scope> network) {
    long[] found = new long[2];
    Scope counting =
        new Scope(
            (name, role, rows, columns, initializer) -> {
              found[0] += (long) rows * columns;
              found[1] = Math.max(found[1], Math.max(rows, columns));
              return Scope.placeholder(name, role);
            });
    network.accept(counting);
    counting.close();
    return new Footprint(found[0], found[1]);
  }
}
