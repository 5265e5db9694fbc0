package org.refold.model.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Var;
import org.refold.nn.layer.Conv2d;
import org.refold.nn.layer.ConvTranspose2d;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;
import org.refold.train.Step;
import org.refold.train.neural.Likelihood;

/** The equations of {@link MaeCnn}. */
final class MaeCnnNetwork {

  private static final Window HALVING = new Window(3, 3, 2, 1);
  private static final Window DOUBLING = new Window(4, 4, 2, 1);

  private final MaeCnn settings;
  private final List<Conv2d> encoder = new ArrayList<>();
  private final List<ConvTranspose2d> decoder = new ArrayList<>();

  MaeCnnNetwork(MaeCnn settings, Scope s) {
    this.settings = settings;
    Initializer he = Initializer.he();
    List<Integer> channels = settings.channels().units();
    Shape shape = new Shape(2, settings.tileUsers(), settings.tileItems());
    for (int layer = 0; layer < channels.size(); layer++) {
      String name = "encoder " + (layer + 1);
      encoder.add(s.conv2d(name, shape, channels.get(layer), HALVING, Activation.RELU, he));
      shape = encoder.get(layer).output();
    }
    for (int layer = channels.size() - 1; layer >= 0; layer--) {
      int out = layer == 0 ? 1 : channels.get(layer - 1);
      shape = new Shape(out, 2 * shape.height(), 2 * shape.width());
      Activation f = layer == 0 ? Activation.IDENTITY : Activation.RELU;
      String name = "decoder " + (channels.size() - layer);
      decoder.add(s.convTranspose2d(name, shape, channels.get(layer), DOUBLING, f, he));
    }
  }

  /** The numbers of the maps of all layers of a tile. */
  static long numbersOfTile(MaeCnn settings) {
    long points = (long) settings.tileUsers() * settings.tileItems();
    long numbers = 3 * points;
    for (int channels : settings.channels().units()) {
      points /= 4;
      numbers += 2L * channels * points;
    }
    return numbers;
  }

  /** The shape of a code. */
  Shape code() {
    return encoder.get(encoder.size() - 1).output();
  }

  /**
   * The codes of tiles.
   *
   * @param tiles {@code [batch, 2 height width]}
   * @return {@code [batch, code().size()]}
   */
  Var encode(Var tiles) {
    Var z = tiles;
    for (Conv2d layer : encoder) {
      z = layer.apply(z);
    }
    return z;
  }

  /** The logits of all places of tiles, {@code [batch, height width]}. */
  Var decode(Var code) {
    Var f = code;
    for (ConvTranspose2d layer : decoder) {
      f = layer.apply(f);
    }
    return f;
  }

  /** The loss of a batch of tiles, of which each step hides another part. */
  Function<Step<Tiles.Batch>, Var> loss(Tiles tiles) {
    return step -> {
      double rho = settings.maskRatio().at(step.number());
      step.record("maskRatio", rho);
      Tiles.Hidden hidden = tiles.hide(step.tape(), step.batch(), rho);
      Var f = decode(encode(step.tape().constant(hidden.input())));
      return hidden.parts().lossOfRest(Likelihood.LOGISTIC, f);
    };
  }
}
