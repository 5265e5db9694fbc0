package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nd4j.Nd4jGate;
import org.refold.nd4j.NdArrays;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * A third witness beside finite differences and PyTorch: values and gradients against those that
 * ND4J has operations for. A new operation is one more entry of {@link #operations}, such as {@code
 * custom("conv2d_bp", x, w, b, g)} with the integers that ND4J wants.
 *
 * <p>Not here are GELU, for which ND4J takes {@code x sigmoid(1.702 x)}, another function, and
 * swish, whose gradient it has under no name of this kind.
 */
class Nd4jWitnessTest {

  /** What ND4J makes of the inputs of a case and of the gradient of its output. */
  private interface Witness {
    INDArray[] call(INDArray[] inputs, INDArray gradient);
  }

  /**
   * @param forward the value
   * @param backward the gradient of each input
   */
  private record Testimony(Case operation, Witness forward, Witness backward) {
    @Override
    public String toString() {
      return operation.toString();
    }
  }

  /**
   * @param name ND4J's name of the function; that of its gradient ends in {@code _bp}
   * @param numbers what else it takes
   */
  private static Testimony activation(Activation f, String name, Double... numbers) {
    return new Testimony(
        Case.operation(name, (tape, x) -> Elements.activate(x[0], f), 5, 6),
        (x, g) -> run(custom(name, x).addFloatingPointArguments(numbers), x),
        (x, g) -> run(custom(name + "_bp", x[0], g).addFloatingPointArguments(numbers), x));
  }

  private static Testimony product(Transpose a, Transpose b) {
    int[] transposed = {a == Transpose.YES ? 1 : 0, b == Transpose.YES ? 1 : 0, 0};
    return new Testimony(
        Case.operation(
            "matmul " + a + " " + b,
            (tape, x) -> Products.multiply(x[0], a, x[1], b),
            a == Transpose.NO ? 3 : 4,
            a == Transpose.NO ? 4 : 3,
            b == Transpose.NO ? 4 : 5,
            b == Transpose.NO ? 5 : 4),
        (x, g) -> run(custom("matmul", x).addIntegerArguments(transposed), g),
        (x, g) -> run(custom("matmul_bp", x[0], x[1], g).addIntegerArguments(transposed), x));
  }

  /** ND4J has log-softmax; the sum over targets and the mean over rows are plain arithmetic. */
  private static Testimony multinomial() {
    SparseRows batch = Case.batch();
    return new Testimony(
        Case.operation("multinomial", (tape, x) -> Losses.multinomial(x[0], batch), 4, 7),
        (x, g) ->
            new INDArray[] {
              run(custom("log_softmax", x).addIntegerArguments(1), x)[0]
                  .mul(targets(batch))
                  .sum()
                  .div(-batch.rows())
            },
        (x, g) -> {
          INDArray weights = targets(batch).mul(-1.0 / batch.rows()).mul(g.getDouble(0));
          return run(custom("log_softmax_bp", x[0], weights).addIntegerArguments(1), x);
        });
  }

  private static Testimony softmax() {
    return new Testimony(
        Case.operation("softmax", (tape, x) -> Normal.softmax(x[0]), 4, 7),
        (x, g) -> run(custom("softmax", x).addIntegerArguments(1), x),
        (x, g) -> run(custom("softmax_bp", x[0], g).addIntegerArguments(1), x));
  }

  /** Without an epsilon, which ND4J does not add. */
  private static Testimony layerNorm() {
    return new Testimony(
        Case.operation("layer norm", (t, x) -> Normal.layer(x[0], x[1], x[2], 0), 4, 7, 1, 7, 1, 7),
        (x, g) -> run(layerNorm("layer_norm", x[0], x[1].getRow(0), x[2].getRow(0)), g),
        (x, g) -> {
          INDArray gain = x[1].getRow(0);
          INDArray shift = x[2].getRow(0);
          return run(layerNorm("layer_norm_bp", x[0], gain, shift, g), x[0], gain, shift);
        });
  }

  private static DynamicCustomOp.DynamicCustomOpsBuilder layerNorm(String name, INDArray... in) {
    return custom(name, in).addIntegerArguments(1).addBooleanArguments(false);
  }

  private static INDArray targets(SparseRows batch) {
    try (Matrix matrix = Matrix.doubles(batch.rows(), batch.columns())) {
      for (int row = 0; row < batch.rows(); row++) {
        for (int p = batch.start(row); p < batch.end(row); p++) {
          matrix.set(row, batch.column(p), batch.value(p));
        }
      }
      return NdArrays.view(matrix).dup();
    }
  }

  private static DynamicCustomOp.DynamicCustomOpsBuilder custom(String name, INDArray... inputs) {
    return DynamicCustomOp.builder(name).addInputs(inputs);
  }

  /** Results of the shapes of others. */
  private static INDArray[] run(
      DynamicCustomOp.DynamicCustomOpsBuilder operation, INDArray... shaped) {
    INDArray[] results =
        Arrays.stream(shaped)
            .map(each -> Nd4j.create(each.dataType(), each.shape()))
            .toArray(INDArray[]::new);
    Nd4j.exec(operation.addOutputs(results).build());
    return results;
  }

  static List<Testimony> operations() {
    List<Testimony> operations = new ArrayList<>();
    operations.add(activation(Activation.SIGMOID, "sigmoid"));
    operations.add(activation(Activation.TANH, "tanh"));
    operations.add(activation(Activation.RELU, "relu", 0.0));
    operations.add(activation(Activation.ELU, "elu"));
    operations.add(activation(Activation.SELU, "selu"));
    operations.add(activation(Activation.SOFTPLUS, "softplus"));
    for (Transpose a : Transpose.values()) {
      for (Transpose b : Transpose.values()) {
        operations.add(product(a, b));
      }
    }
    operations.add(softmax());
    operations.add(layerNorm());
    operations.add(multinomial());
    return operations;
  }

  @BeforeAll
  static void load() {
    Nd4jGate.ready();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nd4jComputesTheSame(Testimony testimony) {
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT ? 2e-5 : 1e-12;
      Case operation = testimony.operation();
      List<Parameter> inputs = operation.inputs(precision, 1);
      INDArray[] views =
          operation.inputs(Precision.DOUBLE, 1).stream()
              .map(each -> NdArrays.view(each.value()))
              .toArray(INDArray[]::new);
      try (Tape tape = Tape.of(precision)) {
        tape.begin(Mode.TRAINING, 5, 3);
        Var y =
            operation.body().apply(tape, inputs.stream().map(tape::parameter).toArray(Var[]::new));
        Matrix weights = Matrix.zeros(precision, y.rows(), y.columns());
        for (int k = 0; k < weights.size(); k++) {
          weights.set(k / y.columns(), k % y.columns(), Math.cos(k + 1));
        }
        INDArray gradient = NdArrays.view(weights).castTo(views[0].dataType());
        assertClose(y.value(), testimony.forward().call(views, gradient)[0], tolerance);
        tape.backward(Sums.sum(Elements.multiply(y, tape.constant(weights))));
        INDArray[] expected = testimony.backward().call(views, gradient);
        for (int k = 0; k < inputs.size(); k++) {
          assertClose(inputs.get(k).gradient().filled(), expected[k], tolerance);
        }
      }
    }
  }

  private static void assertClose(Matrix actual, INDArray expected, double tolerance) {
    try (Matrix witness = NdArrays.matrix(expected)) {
      assertThat(actual.rows()).isEqualTo(witness.rows());
      assertThat(actual.columns()).isEqualTo(witness.columns());
      for (int row = 0; row < actual.rows(); row++) {
        for (int column = 0; column < actual.columns(); column++) {
          assertThat(actual.get(row, column))
              .as("(%d, %d)", row, column)
              .isCloseTo(witness.get(row, column), within(tolerance));
        }
      }
    }
  }
}
