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
 * A transposed convolution {@code y = f(W' * x + b)}, as decoders of images have it: from the shape
 * that a {@link Conv2d} of the same image, filters and window gives back to the shape of the image.
 * x {@code [batch, input().size()]}, W {@code [filters, channels window.height window.width]}, b
 * {@code [1, channels]}, y {@code [batch, image.size()]}.
 *
 * <p>Fans are those of stride 1. At stride s only one in s^2 of the terms that fan-in counts
 * reaches a number of the image.
 */
public final class ConvTranspose2d {

  private final Shape input;
  private final Window window;
  private final Shape image;
  private final Parameter weight;
  private final Parameter bias;
  private final Activation f;

  ConvTranspose2d(
      Scope scope,
      String name,
      Shape image,
      int filters,
      Window window,
      Activation f,
      Initializer weights) {
    this.input = window.over(image, filters);
    this.window = window;
    this.image = image;
    this.f = f;
    int points = window.height() * window.width();
    int fanOut = image.channels() * points;
    this.weight =
        scope.weight(name, filters, fanOut, Conv2d.withFans(weights, filters * points, fanOut));
    this.bias = scope.bias(name + " bias", image.channels(), Initializer.zeros());
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
    return input;
  }

  /** The shape of a row that comes out. */
  public Shape output() {
    return image;
  }

  /** The output {@code [batch, output().size()]}. */
  public Var apply(Var x) {
    Tape tape = x.tape();
    return Elements.activate(
        Convolution.transposed(x, tape.parameter(weight), tape.parameter(bias), window, image), f);
  }
}
