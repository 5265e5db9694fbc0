package org.refold.model.autoencoder;

import java.util.List;
import java.util.function.Function;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;

/**
 * A network whose parameters have the values that the scripts give them.
 *
 * @param network the equations
 * @param scope made its parameters
 */
record FilledNetwork<N>(N network, Scope scope) {

  static <N> FilledNetwork<N> of(Precision precision, Function<Scope, N> making) {
    Scope scope = Scope.drawing(precision, 1);
    N network = making.apply(scope);
    GoldenNumbers.fillWithSines(scope.parameters());
    return new FilledNetwork<>(network, scope);
  }

  List<Parameter> parameters() {
    return scope.parameters();
  }
}
