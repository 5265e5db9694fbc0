package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a training stands. */
final class Position implements Saved {

  /** The epoch that runs, from 1. */
  int epoch = 1;

  /** The phase of the epoch that runs; after the last one, the epoch waits for validation. */
  int phase;

  /** How many examples of the phase are done. */
  int examples;

  /** The number of the next step of the run. */
  long step;

  /** Seconds of the epoch so far. */
  double seconds;

  /** The loss of the first step of the run. */
  double firstLoss = Double.NaN;

  void nextPhase() {
    phase++;
    examples = 0;
  }

  void nextEpoch() {
    epoch++;
    phase = 0;
    examples = 0;
    seconds = 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeInt(phase);
    out.writeInt(examples);
    out.writeLong(step);
    out.writeDouble(seconds);
    out.writeDouble(firstLoss);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    epoch = in.readInt();
    phase = in.readInt();
    examples = in.readInt();
    step = in.readLong();
    seconds = in.readDouble();
    firstLoss = in.readDouble();
  }
}
