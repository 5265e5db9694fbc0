package org.refold.train.neural;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Tape;
import org.refold.nn.Trace;
import org.refold.nn.Var;
import org.refold.train.Step;
import org.refold.train.Training;
import org.refold.train.batch.Examples;

/**
 * The products of dense matrices in an epoch of training, read off a trace of the loss: for each
 * dense layer the product forward, that for the gradient of its weights, and that for the gradient
 * of its input if anything that is trained went into it; those of a softmax over the catalogue
 * likewise, and those of a loss over negatives that sequences share, as if all rows shared as many
 * as they have on average. The products of a recurrent layer with its states are taken as if all
 * states were there at once, which no program can have: step by step they take longer. Sparse
 * inputs, outputs at chosen places and the small products of attention are not among them. Frozen
 * parameters count as trained.
 *
 * @param ofBatch the products of a full batch, in the order of the layers
 * @param batches how many full batches an epoch has; the last counts by its share of examples
 */
public record DenseProducts(List<Product> ofBatch, double batches) {

  /** Copies the list. */
  public DenseProducts {
    ofBatch = List.copyOf(ofBatch);
  }

  /**
   * The product {@code C = op(A) op(B)} of {@code [m, k]} and {@code [k, n]}.
   *
   * @param opA whether A is stored transposed, as {@code [k, m]}
   * @param opB whether B is stored transposed, as {@code [n, k]}
   * @param m rows of C
   * @param n columns of C
   * @param k terms of each sum
   */
  public record Product(Transpose opA, Transpose opB, int m, int n, int k) {

    /** The product for the gradient of A, from that of C. */
    Product forGradientOfA() {
      return opA == Transpose.NO
          ? new Product(Transpose.NO, other(opB), m, k, n)
          : new Product(opB, Transpose.YES, k, m, n);
    }

    /** The product for the gradient of B, from that of C. */
    Product forGradientOfB() {
      return opB == Transpose.NO
          ? new Product(other(opA), Transpose.NO, k, n, m)
          : new Product(Transpose.YES, opA, n, k, m);
    }

    private static Transpose other(Transpose op) {
      return op == Transpose.NO ? Transpose.YES : Transpose.NO;
    }
  }

  /** Those of a loss over some examples. */
  public static <B> DenseProducts of(
      Examples<B> examples, Function<Step<B>, Var> loss, Training training) {
    int size =
        training.optimizer().isFullBatch()
            ? examples.count()
            : Math.min(training.batchSize(), examples.count());
    try (Tape tape = Tape.of(Precision.FLOAT)) {
      Trace trace = tape.trace(() -> loss.apply(Step.ofFirst(tape, examples, size)));
      return new DenseProducts(products(trace), (double) examples.count() / size);
    }
  }

  private static List<Product> products(Trace trace) {
    List<Product> products = new ArrayList<>();
    Set<Integer> trained = new HashSet<>();
    for (Trace.Node node : trace.operations()) {
      for (Trace.Operand input : node.inputs()) {
        if (input.kind() == Trace.Kind.PARAMETER || trained.contains(input.id())) {
          trained.add(input.id());
          trained.add(node.output().id());
        }
      }
      if (node.name().equals("Gemm")) {
        add(products, product(node), node, trained);
      } else if (node.name().equals("Gru") || node.name().equals("Lstm")) {
        addStates(products, node);
      } else if (node.name().equals("CatalogueSoftmaxLoss")) {
        Trace.Operand h = node.inputs().get(0);
        Trace.Operand items = node.inputs().get(1);
        Product logits =
            new Product(Transpose.NO, Transpose.YES, h.rows(), items.rows(), h.columns());
        Product ofItems =
            new Product(Transpose.YES, Transpose.NO, h.columns(), items.rows(), h.rows());
        products.addAll(List.of(logits, logits.forGradientOfA(), ofItems));
      } else if (node.name().equals("SharedNegativesLoss")) {
        Trace.Operand h = node.inputs().get(0);
        int negatives =
            ((Long) Objects.requireNonNull(node.attributes().get("negatives"))).intValue();
        addWithGradients(
            products, new Product(Transpose.NO, Transpose.YES, h.rows(), negatives, h.columns()));
      }
    }
    return products;
  }

  /** Recurrent weights are trained, so states have gradients too. */
  private static void addStates(List<Product> products, Trace.Node node) {
    int places = node.inputs().get(0).rows();
    Trace.Operand u = node.inputs().get(1);
    addWithGradients(
        products, new Product(Transpose.NO, Transpose.NO, places, u.columns(), u.rows()));
  }

  private static void addWithGradients(List<Product> products, Product forward) {
    products.addAll(List.of(forward, forward.forGradientOfA(), forward.forGradientOfB()));
  }

  private static void add(
      List<Product> products, Product forward, Trace.Node node, Set<Integer> trained) {
    products.add(forward);
    if (trained.contains(node.inputs().get(0).id())) {
      products.add(forward.forGradientOfA());
    }
    if (trained.contains(node.inputs().get(1).id())) {
      products.add(forward.forGradientOfB());
    }
  }

  private static Product product(Trace.Node gemm) {
    Transpose opA = op(gemm, "transA");
    Trace.Operand a = gemm.inputs().get(0);
    return new Product(
        opA,
        op(gemm, "transB"),
        gemm.output().rows(),
        gemm.output().columns(),
        opA == Transpose.NO ? a.columns() : a.rows());
  }

  private static Transpose op(Trace.Node gemm, String attribute) {
    return Long.valueOf(1).equals(gemm.attributes().get(attribute)) ? Transpose.YES : Transpose.NO;
  }
}
