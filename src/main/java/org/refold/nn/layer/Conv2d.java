package org.refold.nn.layer;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Convolution;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;
import org.refold.nn.op.Elements;

/**
 * A convolution over images {@code y = f(W * x + b)}: x {@code [batch, image.size()]}, channel
 * after channel and line after line, W {@code [filters, channels window.height window.width]}, b
 * {@code [1, filters]}, y {@code [batch, output().size()]}.
 */
public final class Conv2d {

  private final Shape image;
  private final Window window;
  private final Shape output;
  private final Parameter weight;
  private final Parameter bias;
  private final Activation f;

  Conv2d(
      Scope scope,
      String name,
      Shape image,
      int filters,
      Window window,
      Activation f,
      Initializer weights,
      Initializer biases) {
    this.image = image;
    this.window = window;
    this.output = window.over(image, filters);
    this.f = f;
    int points = window.height() * window.width();
    int fanIn = image.channels() * points;
    this.weight = scope.weight(name, filters, fanIn, withFans(weights, fanIn, filters * points));
    this.bias = scope.bias(name + " bias", filters, biases);
  }

  /** Weights of a filter are a row, which is not how initialisers understand fan-in and fan-out. */
  static Initializer withFans(Initializer weights, int fanIn, int fanOut) {
    return (random, rows, columns) -> weights.draw(random, fanIn, fanOut);
  }

  /** W. */
  public Parameter weight() {
    return weight;
  }

  /** b. */
  public Parameter bias() {
    return bias;
  }

  /** The shape of a row that comes in. */
  public Shape input() {
    return image;
  }

  /** The shape of a row that comes out. */
  public Shape output() {
    return output;
  }

  /** The output {@code [batch, output().size()]}. */
  public Var apply(Var x) {
    Tape tape = x.tape();
    return Elements.activate(
        Convolution.conv2d(x, image, tape.parameter(weight), tape.parameter(bias), window), f);
  }
}
