package org.refold.nn.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.op.Attention;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;

/**
 * Names, makes and collects the parameters of a network, and knows where their first values come
 * from: drawn, read from a file, or not there at all because only their sizes are asked for. A
 * network asks its scope for layers and keeps them.
 */
public final class Scope {

  /** Where the first value of a parameter comes from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Makes a parameter.
     *
     * @param name unique in the network
     * @param role weight or bias
     * @param rows of its matrix
     * @param columns of its matrix
     * @param initializer how it is drawn, if it is
     */
    Parameter make(
        String name, Parameter.Role role, int rows, int columns, Initializer initializer);
  }

  private final Source source;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** A scope whose parameters come from somewhere. */
  public Scope(Source source) {
    this.source = source;
  }

  /** A scope that draws floats; random streams are derived from the seed and the names. */
  public static Scope drawing(long seed) {
    return drawing(Precision.FLOAT, seed);
  }

  /** A scope that draws numbers of some precision. */
  public static Scope drawing(Precision precision, long seed) {
    return new Scope(
        (name, role, rows, columns, initializer) ->
            Parameter.drawn(name, role, precision, rows, columns, initializer, seed));
  }

  /** Some parameter of the network. */
  public Parameter parameter(
      String name, Parameter.Role role, int rows, int columns, Initializer initializer) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "two parameters are named '" + name + "'; give each layer a name of its own");
    }
    Parameter made = source.make(name, role, rows, columns, initializer);
    parameters.add(made);
    return made;
  }

  /** A matrix of weights {@code [rows, columns]}. */
  public Parameter weight(String name, int rows, int columns, Initializer initializer) {
    return parameter(name, Parameter.Role.WEIGHT, rows, columns, initializer);
  }

  /** A row of biases {@code [1, columns]}. */
  public Parameter bias(String name, int columns, Initializer initializer) {
    return parameter(name, Parameter.Role.BIAS, 1, columns, initializer);
  }

  /** A dense layer; see {@link Dense}. */
  public Dense dense(String name, int in, int out, Activation f, Initializer weights) {
    return dense(name, in, out, f, weights, Dense.BIASES);
  }

  /** The same with biases that are drawn in another way. */
  public Dense dense(
      String name, int in, int out, Activation f, Initializer weights, Initializer biases) {
    return new Dense(this, name, in, out, f, weights, biases);
  }

  /**
   * Dense layers one after the other; see {@link Mlp}.
   *
   * @param units of the input, of each hidden layer, of the output
   * @param hidden the activation between layers
   * @param last the activation of the output
   */
  public Mlp mlp(
      String name, List<Integer> units, Activation hidden, Activation last, Initializer weights) {
    return mlp(name, units, hidden, last, weights, Dense.BIASES);
  }

  /** The same with biases that are drawn in another way. */
  public Mlp mlp(
      String name,
      List<Integer> units,
      Activation hidden,
      Activation last,
      Initializer weights,
      Initializer biases) {
    return new Mlp(this, name, units, hidden, last, weights, biases);
  }

  /** A table of vectors; see {@link Embedding}. */
  public Embedding embedding(String name, int rows, int units, Initializer weights) {
    return new Embedding(this, name, rows, units, weights);
  }

  /**
   * A convolution over images whose biases begin at 0; see {@link Conv2d}.
   *
   * @param image the shape of what comes in
   * @param filters how many channels come out
   * @param window what a filter looks at
   * @param f the activation of what comes out
   * @param weights how filters are drawn: fan-in is what a filter looks at, fan-out the numbers of
   *     a window in all filters
   */
  public Conv2d conv2d(
      String name, Shape image, int filters, Window window, Activation f, Initializer weights) {
    return conv2d(name, image, filters, window, f, weights, Initializer.zeros());
  }

  /** The same with biases that are drawn. */
  public Conv2d conv2d(
      String name,
      Shape image,
      int filters,
      Window window,
      Activation f,
      Initializer weights,
      Initializer biases) {
    return new Conv2d(this, name, image, filters, window, f, weights, biases);
  }

  /**
   * The way back from a convolution, by weights of its own and biases that begin at 0; see {@link
   * ConvTranspose2d}.
   *
   * @param image the shape of what comes out: that which the convolution takes
   * @param filters how many channels come in: those which the convolution gives
   * @param window of the convolution
   * @param f the activation of what comes out
   * @param weights how filters are drawn: fan-in is the numbers of a window in all filters, fan-out
   *     those that a filter puts into the image
   */
  public ConvTranspose2d convTranspose2d(
      String name, Shape image, int filters, Window window, Activation f, Initializer weights) {
    return new ConvTranspose2d(this, name, image, filters, window, f, weights);
  }

  /**
   * A convolution over sequences whose biases begin at 0; see {@link SequenceConvolution}.
   *
   * @param in units of a row
   * @param width rows of a window, odd
   */
  public SequenceConvolution sequenceConvolution(
      String name, int in, int filters, int width, Activation f, Initializer weights) {
    return new SequenceConvolution(this, name, in, filters, width, f, weights);
  }

  /** An output layer with one row of weights for each output; see {@link Readout}. */
  public Readout readout(String name, int outputs, int units, Initializer weights) {
    return new Readout(
        weight(name, outputs, units, weights), bias(name + " bias", outputs, Initializer.zeros()));
  }

  /** Layer normalisation; see {@link Norm}. */
  public Norm norm(String name, int units) {
    return norm(name, units, Norm.EPSILON);
  }

  /**
   * The same with another number added to the variance.
   *
   * @param epsilon what is added
   */
  public Norm norm(String name, int units, double epsilon) {
    return new Norm(this, name, units, epsilon);
  }

  /** Batch normalisation; see {@link BatchNorm}. */
  public BatchNorm batchNorm(String name, int units) {
    return batchNorm(name, units, BatchNorm.EPSILON, BatchNorm.MOMENTUM);
  }

  /**
   * The same with other numbers.
   *
   * @param epsilon added to the variance
   * @param momentum what a batch weighs in the running averages
   */
  public BatchNorm batchNorm(String name, int units, double epsilon, double momentum) {
    return new BatchNorm(this, name, units, epsilon, momentum);
  }

  /** A gated recurrent unit; see {@link Gru}. */
  public Gru gru(
      String name, int in, int units, Gru.Form form, Initializer weights, Initializer biases) {
    return new Gru(this, name, in, units, form, weights, biases);
  }

  /** A long short-term memory; see {@link Lstm}. */
  public Lstm lstm(String name, int in, int units, Initializer weights) {
    return new Lstm(this, name, in, units, weights);
  }

  /** Attention of sequences to themselves; see {@link SelfAttention}. */
  public SelfAttention selfAttention(
      String name,
      int units,
      Attention attention,
      SelfAttention.Output output,
      Initializer weights) {
    return new SelfAttention(this, name, units, attention, output, weights);
  }

  /** Blocks of a transformer; see {@link TransformerBlock}. */
  public TransformerStack transformer(
      String name, int blocks, TransformerBlock.Shape shape, Initializer weights) {
    return new TransformerStack(this, name, blocks, shape, weights);
  }

  /** All parameters, in the order in which the network asked for them. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** Frees the parameters. */
  public void close() {
    for (Parameter parameter : parameters) {
      parameter.gradient().release();
      parameter.value().close();
    }
  }

  /** A parameter without memory, for {@link Footprint}. */
  static Parameter placeholder(String name, Parameter.Role role) {
    return Parameter.of(name, role, Matrix.floats(1, 1));
  }
}
