package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.refold.recommend.Epoch;

/** The epochs that are done. */
final class Epochs implements Saved {

  private final List<Epoch> done = new ArrayList<>();

  void add(Epoch epoch) {
    done.add(epoch);
  }

  int count() {
    return done.size();
  }

  List<Epoch> list() {
    return List.copyOf(done);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(done.size());
    for (Epoch epoch : done) {
      out.writeInt(epoch.number());
      out.writeDouble(epoch.loss());
      out.writeBoolean(epoch.validation().isPresent());
      out.writeDouble(epoch.validation().orElse(0));
      out.writeDouble(epoch.learningRate());
      out.writeInt(epoch.notes().size());
      for (Map.Entry<String, Double> note : epoch.notes().entrySet()) {
        out.writeUTF(note.getKey());
        out.writeDouble(note.getValue());
      }
      out.writeDouble(epoch.seconds());
      out.writeDouble(epoch.validationSeconds());
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    done.clear();
    int count = in.readInt();
    for (int k = 0; k < count; k++) {
      done.add(read(in));
    }
  }

  private static Epoch read(DataInput in) throws IOException {
    int number = in.readInt();
    double loss = in.readDouble();
    boolean validated = in.readBoolean();
    double validation = in.readDouble();
    double learningRate = in.readDouble();
    Map<String, Double> notes = new LinkedHashMap<>();
    int count = in.readInt();
    for (int k = 0; k < count; k++) {
      String name = in.readUTF();
      notes.put(name, in.readDouble());
    }
    return new Epoch(
        number,
        loss,
        validated ? OptionalDouble.of(validation) : OptionalDouble.empty(),
        learningRate,
        notes,
        in.readDouble(),
        in.readDouble());
  }
}
