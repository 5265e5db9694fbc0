package org.refold.nn;

import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;

/** A denoising autoencoder with a multinomial loss. */
final class SmallAutoencoder {

  static final int ITEMS = 300;
  static final int UNITS = 40;

  final Parameter in = Parameter.weight("in", ITEMS, UNITS, Initializer.xavierNormal(), 1);
  final Parameter inBias = Parameter.bias("in bias", UNITS, Initializer.zeros(), 1);
  final Parameter out = Parameter.weight("out", UNITS, ITEMS, Initializer.xavierNormal(), 1);
  final Parameter outBias = Parameter.bias("out bias", ITEMS, Initializer.zeros(), 1);
  final List<Parameter> parameters = List.of(in, inBias, out, outBias);

  double lossAndGradients(Tape tape, SparseRows batch, long step) {
    tape.begin(Mode.TRAINING, 7, step);
    SparseRows x = Inputs.dropout(tape, Inputs.normalised(tape, batch), 0.5, "input");
    Var h = Layers.sparse(x, tape.parameter(in), tape.parameter(inBias), Activation.TANH);
    Var d = Stochastic.dropout(h, 0.2, "hidden");
    Var logits = Layers.dense(d, tape.parameter(out), tape.parameter(outBias), Activation.IDENTITY);
    Var loss = Losses.multinomial(logits, batch);
    tape.backward(loss);
    return loss.item();
  }

  /** Rows of ones in every eleventh to fifteenth column. */
  static SparseRows batch(int rows) {
    SparseRows batch = new SparseRows(ITEMS);
    for (int row = 0; row < rows; row++) {
      batch.startRow();
      for (int item = row % 7; item < ITEMS; item += 11 + row % 5) {
        batch.add(item, 1);
      }
    }
    return batch;
  }
}
