package org.refold.study.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the outcome of a trial depends on, and nothing else: labels, threads and the
 * machine are left out.
 *
 * @param model the name in the catalogue
 * @param config all hyper-parameters, those with their default too
 * @param data the hash of the data set
 * @param split the hash of the split
 * @param metrics the full names of the metrics, in their order
 * @param conventions what all metrics share: {@code fold-in} and {@code ties}, and {@code segments}
 *     where results are broken down
 * @param seed the seed of the fit
 * @param code the version of the code
 */
public record TrialKey(
    String model,
    SortedMap<String, Object> config,
    String data,
    String split,
    List<String> metrics,
    SortedMap<String, String> conventions,
    long seed,
    String code) {

  private static final int SHORT = 16;

  /** Copies the collections. */
  public TrialKey {
    config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    metrics = List.copyOf(metrics);
    conventions = Collections.unmodifiableSortedMap(new TreeMap<>(conventions));
  }

  /**
   * A hash of all components.
   *
   * @return SHA-256 in hexadecimal
   */
  public String sha256() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(model);
      write(config, out);
      out.writeUTF(data);
      out.writeUTF(split);
      out.writeInt(metrics.size());
      for (String metric : metrics) {
        out.writeUTF(metric);
      }
      write(conventions, out);
      out.writeLong(seed);
      out.writeUTF(code);
      return Sha256.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(SortedMap<String, ?> map, DataOutputStream out) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, ?> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(String.valueOf(entry.getValue()));
    }
  }

  /** The beginning of the hash, long enough for the name of a file. */
  public String id() {
    return sha256().substring(0, SHORT);
  }
}
