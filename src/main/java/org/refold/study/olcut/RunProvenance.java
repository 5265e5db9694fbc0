package org.refold.study.olcut;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.refold.settings.BadInputException;

/**
 * Where a result comes from, as OLCUT has it: the configuration of the experiment, the hashes of
 * data and split, and facts such as the code, the Java runtime and the machine. {@link
 * ProvenanceUtil#extractConfiguration} makes the configuration of it again.
 */
public final class RunProvenance implements ObjectProvenance {

  private static final String EXPERIMENT = "experiment";
  private static final String RUN = "org.refold.study.run.Experiment";

  private final Map<String, Provenance> parts;

  /** For OLCUT, when it reads what it has written. */
  public RunProvenance(Map<String, Provenance> parts) {
    this.parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /**
   * The provenance of a run.
   *
   * @param experiment what was done
   * @param dataSha256 the hash of the data
   * @param splitSha256 the hash of the split
   * @param facts whatever else a reader wants to know, by name
   */
  public static RunProvenance of(
      ConfiguredExperiment experiment,
      String dataSha256,
      String splitSha256,
      Map<String, String> facts) {
    Map<String, Provenance> parts = new TreeMap<>();
    facts.forEach((name, fact) -> parts.put(name, new StringProvenance(name, fact)));
    parts.put(CLASS_NAME, new StringProvenance(CLASS_NAME, RUN));
    parts.put(EXPERIMENT, experiment.getProvenance());
    parts.put("data-sha256", new HashProvenance(DEFAULT_HASH_TYPE, "data-sha256", dataSha256));
    parts.put("split-sha256", new HashProvenance(DEFAULT_HASH_TYPE, "split-sha256", splitSha256));
    return new RunProvenance(parts);
  }

  @Override
  public String getClassName() {
    return RUN;
  }

  @Override
  public Iterator<Pair<String, Provenance>> iterator() {
    return parts.entrySet().stream().map(e -> new Pair<>(e.getKey(), e.getValue())).iterator();
  }

  /** In short, for a result file: maps and texts, sorted by name. */
  public Map<String, Object> asMap() {
    return sorted(ProvenanceUtil.convertToMap(this));
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach(
        (name, value) ->
            sorted.put(
                String.valueOf(name),
                value instanceof Map<?, ?> inner ? sorted(inner) : String.valueOf(value)));
    return sorted;
  }

  /** As OLCUT writes it, from which it can be read again. */
  public String toJson() {
    return new JsonProvenanceSerialization(false).marshalAndSerialize(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BadInputException if it is nothing of that kind
   */
  public static RunProvenance ofJson(String json) {
    try {
      ObjectProvenance read = new JsonProvenanceSerialization(false).deserializeAndUnmarshal(json);
      if (read instanceof RunProvenance run) {
        return run;
      }
      throw new BadInputException("this is the provenance of a " + read.getClassName());
    } catch (ProvenanceSerializationException e) {
      throw new BadInputException("this is no provenance: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunProvenance that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return generateString("Run");
  }
}
