package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Means of an epoch over its examples: of the loss, and of whatever the network notes. */
final class EpochAverages implements Saved {

  private static final class Mean {
    double sum;
    double weight;
    long lastStep = -1;

    /** Counts a figure once a step: a second one in the same step is passed over. */
    void count(double value, int examples, long step) {
      if (lastStep != step) {
        sum += value * examples;
        weight += examples;
        lastStep = step;
      }
    }

    void clear() {
      sum = 0;
      weight = 0;
    }

    double value() {
      return sum / weight;
    }

    void save(DataOutput out) throws IOException {
      out.writeDouble(sum);
      out.writeDouble(weight);
      out.writeLong(lastStep);
    }

    void restore(DataInput in) throws IOException {
      sum = in.readDouble();
      weight = in.readDouble();
      lastStep = in.readLong();
    }
  }

  private final Mean loss = new Mean();
  private final Map<String, Mean> notes = new LinkedHashMap<>();

  /**
   * @param examples what the value is a mean over
   */
  void loss(double value, int examples, long step) {
    loss.count(value, examples, step);
  }

  /**
   * @param examples what the value is a mean over
   */
  void note(String name, double value, int examples, long step) {
    notes.computeIfAbsent(name, any -> new Mean()).count(value, examples, step);
  }

  /** The mean loss; NaN before the first. */
  double loss() {
    return loss.value();
  }

  /** The means by name, in the order in which they were first noted. */
  Map<String, Double> notes() {
    Map<String, Double> values = new LinkedHashMap<>();
    notes.forEach(
        (name, mean) -> {
          if (mean.weight > 0) {
            values.put(name, mean.value());
          }
        });
    return values;
  }

  void clear() {
    loss.clear();
    notes.values().forEach(Mean::clear);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    loss.save(out);
    out.writeInt(notes.size());
    for (Map.Entry<String, Mean> note : notes.entrySet()) {
      out.writeUTF(note.getKey());
      note.getValue().save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    loss.restore(in);
    notes.clear();
    int count = in.readInt();
    for (int k = 0; k < count; k++) {
      Mean mean = new Mean();
      notes.put(in.readUTF(), mean);
      mean.restore(in);
    }
  }
}
