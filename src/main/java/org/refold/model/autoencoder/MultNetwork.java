package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.refold.kernel.Activation;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Stochastic;

/**
 * What Mult-DAE and Mult-VAE share: a history is divided by its length, thinned by dropout in
 * training, encoded, and decoded by layers of the same sizes in the opposite order. Training may
 * thin the code too.
 */
final class MultNetwork {

  /**
   * The shape of a network.
   *
   * @param items columns of a history
   * @param hidden layers of the encoder, and of the decoder from the output on
   * @param encoded units that the encoder puts out
   * @param latent units that the decoder takes
   * @param activation of hidden layers
   * @param ofCode activation of what the encoder puts out
   * @param dropout share of a history that training drops
   * @param codeDropout share of the units of a code that training drops
   */
  record Shape(
      int items,
      LayerSizes hidden,
      int encoded,
      int latent,
      Activation activation,
      Activation ofCode,
      double dropout,
      double codeDropout) {}

  /** The random stream: the noise of a variational code has another. */
  private static final String CODE_DROPOUT = "code dropout";

  private final double dropout;
  private final double codeDropout;
  private final Mlp encoder;
  private final Mlp decoder;

  MultNetwork(Shape shape, Mlp.Start start) {
    dropout = shape.dropout();
    codeDropout = shape.codeDropout();
    LayerSizes hidden = shape.hidden();
    encoder =
        new Mlp(
            "encoder",
            units(shape.items(), hidden, shape.encoded()),
            shape.activation(),
            shape.ofCode(),
            start);
    decoder =
        new Mlp(
            "decoder",
            units(shape.latent(), hidden.mirrored(), shape.items()),
            shape.activation(),
            Activation.IDENTITY,
            start);
  }

  private static List<Integer> units(int in, LayerSizes hidden, int out) {
    List<Integer> units = new ArrayList<>(List.of(in));
    units.addAll(hidden.units());
    units.add(out);
    return units;
  }

  /** All weights and biases, from the input on. */
  List<Parameter> parameters() {
    return Stream.of(encoder, decoder).flatMap(half -> half.parameters().stream()).toList();
  }

  /**
   * First the length, then dropout: the other way round, dropout would change the lengths.
   *
   * @param histories {@code [batch, items]}
   * @return {@code [batch, encoded]}
   */
  Var encode(Tape tape, SparseRows histories) {
    SparseRows unit = Inputs.normalised(tape, histories);
    return encoder.apply(tape, Inputs.dropout(tape, unit, dropout, "input"));
  }

  /**
   * @param code {@code [batch, latent]}
   * @return {@code [batch, items]}, before the function of the likelihood
   */
  Var decode(Tape tape, Var code) {
    return decoder.apply(tape, Stochastic.dropout(code, codeDropout, CODE_DROPOUT));
  }
}
