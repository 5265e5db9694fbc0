package org.refold.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.refold.data.Interactions;

/** An exported model in ONNX Runtime, as another program would run it. */
final class OnnxRun implements AutoCloseable {

  private static final int LONGEST_COMMAND_LINE = 4096;

  private final OnnxExport export;
  private final OrtEnvironment runtime;
  private final OrtSession session;

  OnnxRun(OnnxExport export) throws OrtException, IOException {
    checkCommandLine();
    this.runtime = OrtEnvironment.getEnvironment();
    this.export = export;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      this.session = runtime.createSession(export.file().toByteArray(), options);
    }
  }

  /** With a longer one, version 1.29 of the runtime ends the process when it is loaded. */
  private static void checkCommandLine() throws IOException {
    Path own = Path.of("/proc/self/cmdline");
    int length = Files.exists(own) ? Files.readAllBytes(own).length : 0;
    if (length >= LONGEST_COMMAND_LINE) {
      throw new IllegalStateException(
          "the command line has %d bytes, and ONNX Runtime would end the process; name the class path in CLASSPATH or in a file (java @file)"
              .formatted(length));
    }
  }

  /** The metadata as the runtime reads it. */
  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  /** The scores of rows of histories: at once, or of sequences one after the other. */
  float[][] scores(Interactions histories, int from, int to) throws OrtException {
    return switch (export.input()) {
      case SET, RATINGS -> ofSets(histories, from, to);
      case SEQUENCE -> ofSequences(histories, from, to);
      case USER -> ofUsers(from, to);
    };
  }

  private float[][] ofSets(Interactions histories, int from, int to) throws OrtException {
    int n = histories.itemCount();
    float[] dense = new float[(to - from) * n];
    for (int user = from; user < to; user++) {
      for (int p = histories.start(user); p < histories.end(user); p++) {
        dense[(user - from) * n + histories.item(p)] =
            export.input() == OnnxExport.Input.RATINGS ? histories.value(p) : 1;
      }
    }
    try (OnnxTensor input =
        OnnxTensor.createTensor(runtime, FloatBuffer.wrap(dense), new long[] {to - from, n})) {
      return run(input);
    }
  }

  private float[][] ofSequences(Interactions histories, int from, int to) throws OrtException {
    float[][] scores = new float[to - from][];
    for (int user = from; user < to; user++) {
      long[] items = new long[histories.count(user)];
      for (int k = 0; k < items.length; k++) {
        items[k] = histories.item(histories.start(user) + k);
      }
      try (OnnxTensor input =
          OnnxTensor.createTensor(runtime, LongBuffer.wrap(items), new long[] {items.length})) {
        scores[user - from] = run(input)[0];
      }
    }
    return scores;
  }

  private float[][] ofUsers(int from, int to) throws OrtException {
    long[] users = new long[to - from];
    for (int k = 0; k < users.length; k++) {
      users[k] = (long) from + k;
    }
    try (OnnxTensor input =
        OnnxTensor.createTensor(runtime, LongBuffer.wrap(users), new long[] {users.length})) {
      return run(input);
    }
  }

  private float[][] run(OnnxTensor input) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(export.input().tensor(), input))) {
      return (float[][]) result.get(OnnxExport.SCORES).orElseThrow().getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
