package org.refold.tribuo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;
import org.refold.settings.BadInputException;

/**
 * Where figures of a Tribuo model come from, of both sides, for one JSON file: our metrics with
 * their conventions, our provenance, and Tribuo's, which has the trainer with all its settings, the
 * data set, the versions and the machine.
 *
 * <p>Never hash such a file, nor compare its bytes: it holds times, and OLCUT writes what it holds
 * in no fixed order. Compare its parts as they are read.
 *
 * @param metrics values by name, in the order in which they were asked for
 * @param conventions the metrics spelled out, for a person
 * @param refold our side
 * @param tribuo its side
 */
public record JointProvenance(
    Map<String, Double> metrics,
    String conventions,
    ObjectProvenance refold,
    ObjectProvenance tribuo) {

  private static final String FORMAT = "refold.tribuo-provenance/1";
  private static final String NOTE =
      "holds times and parts in no fixed order: compare it part by part, never by a hash";
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the map, in its order. */
  public JointProvenance {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** What is known of a model and its evaluation here: recommender, data and seed. */
  public static JointProvenance of(TribuoModel model, Evaluation evaluation) {
    return of(model, evaluation, model.provenance());
  }

  /**
   * What is known of a model and its evaluation, with a fuller account of our side.
   *
   * @param refold such as the provenance of an experiment
   */
  public static JointProvenance of(
      TribuoModel model, Evaluation evaluation, ObjectProvenance refold) {
    return new JointProvenance(
        metrics(evaluation), evaluation.describe(), refold, model.tribuo().getProvenance());
  }

  /**
   * An evaluation as Tribuo's evaluations give themselves, {@code asMap()}: values by the names of
   * metrics, in the order in which they were asked for.
   */
  public static Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (MetricResult result : evaluation.results()) {
      values.put(result.metric().name(), result.mean());
    }
    return Collections.unmodifiableMap(values);
  }

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("note", NOTE);
    root.set("metrics", MAPPER.valueToTree(metrics));
    root.put("conventions", conventions);
    root.set("refold", json(refold));
    root.set("tribuo", json(tribuo));
    Files.writeString(file, MAPPER.writeValueAsString(root) + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file cannot be read
   * @throws BadInputException if it is nothing of that kind
   */
  public static JointProvenance read(Path file) throws IOException {
    JsonNode root = MAPPER.readTree(Files.readString(file));
    if (!root.path("format").asText().equals(FORMAT)) {
      throw new BadInputException(
          "%s has the format '%s', but expected is %s; give a file that JointProvenance wrote"
              .formatted(file, root.path("format").asText(), FORMAT));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    root.path("metrics").properties().forEach(e -> metrics.put(e.getKey(), number(e)));
    return new JointProvenance(
        metrics,
        root.path("conventions").asText(),
        provenance(file, root.path("refold")),
        provenance(file, root.path("tribuo")));
  }

  /** A figure that is no number, such as one over no users, stands as a text. */
  private static double number(Map.Entry<String, JsonNode> metric) {
    return Double.parseDouble(metric.getValue().asText());
  }

  private static JsonNode json(ObjectProvenance provenance) throws IOException {
    return MAPPER.readTree(new JsonProvenanceSerialization(false).marshalAndSerialize(provenance));
  }

  private static ObjectProvenance provenance(Path file, JsonNode json) {
    try {
      return new JsonProvenanceSerialization(false).deserializeAndUnmarshal(json.toString());
    } catch (ProvenanceSerializationException e) {
      throw new BadInputException(
          "%s has no provenance that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
