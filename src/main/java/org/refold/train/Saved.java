package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A part of the state of a training that a checkpoint holds. */
interface Saved {

  /** Writes everything that later steps depend on. */
  void save(DataOutput out) throws IOException;

  /** Reads what {@link #save} wrote. */
  void restore(DataInput in) throws IOException;
}
