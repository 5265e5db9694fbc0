package org.refold.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.RatingScale;
import org.refold.model.baseline.BiasModel;
import org.refold.model.linear.MDaeModel;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.Model;
import org.refold.settings.CodeVersion;
import org.refold.settings.RecordText;
import org.refold.train.neural.RatingModel;
import org.refold.train.neural.ScoringPass;
import org.refold.train.neural.SequenceModel;

/**
 * The scoring function of a fitted model as an ONNX file, with what a reader needs in its metadata:
 * {@code refold.input} and {@code refold.output} in words, {@code refold.items} (and {@code
 * refold.users}) as JSON lists of raw ids by index, {@code refold.model}, {@code refold.settings}
 * and whatever else is told of where it came from.
 *
 * <p>The output {@code scores} is that of {@link Model#score}: of all items, those of the history
 * not taken out. There is one input, {@link Input}.
 *
 * @param file the whole file
 * @param input what it takes
 */
public record OnnxExport(ModelProto file, Input input) {

  /** What goes in. */
  public enum Input {
    /** {@code history}, float [batch, items]. */
    SET(
        "history",
        "float [batch, items]: 1 for each item of a history, 0 for all others; an item counts"
            + " once; vectors and attributes of users are those of a user who is not known"),
    /** {@code history}, float [batch, items]. */
    RATINGS(
        "history",
        "float [batch, items]: the rating of each item of a history, 0 for all others; without"
            + " ratings the highest of the scale, as of things that are liked"),
    /** {@code items}, int64 [length]. */
    SEQUENCE(
        "items",
        "int64 [length]: the indices of the items of one history, oldest first, repeats kept, at"
            + " least one; of a long history the last ones count"),
    /** {@code user}, int64 [batch]. */
    USER(
        "user",
        "int64 [batch]: indices of users of the training data, each with the history that it has"
            + " there; other users are not in the file");

    private final String tensor;
    private final String words;

    Input(String tensor, String words) {
      this.tensor = tensor;
      this.words = words;
    }

    /** The name of the input. */
    public String tensor() {
      return tensor;
    }

    /** Shape and meaning. */
    public String words() {
      return words;
    }
  }

  /** The name of the output. */
  public static final String SCORES = "scores";

  /** Shape and meaning of the output. */
  public static final String OUTPUT =
      "float [batch, items], of a sequence [1, items]: higher is better; items of the history are"
          + " scored like all others, so that what was seen must be left out of a ranking";

  /** Begins the names in the metadata. */
  private static final String OURS = "refold.";

  /** ONNX 1.12, of 2022: the first whose operators have layer normalisation. */
  private static final int OPERATORS = 17;

  private static final int FORMAT = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes the scoring function of a model.
   *
   * @param told what else the metadata says, such as where the training data came from: names
   *     without {@code refold.}
   * @throws org.refold.settings.BadInputException if the model has none that is fixed, with the
   *     reason, or the file becomes larger than 2 GB
   */
  public static OnnxExport of(Model model, Map<String, String> told) {
    OnnxGraph graph = new OnnxGraph();
    Input input = write(model, graph);
    SortedMap<String, String> metadata = new TreeMap<>(told);
    metadata.put("model", model.recommender().name());
    metadata.put("settings", json(RecordText.write(model.recommender())));
    metadata.put("exported_by", CodeVersion.current());
    metadata.put("input", input.tensor() + ", " + input.words());
    metadata.put("output", SCORES + ", " + OUTPUT);
    metadata.put("items", json(model.items().ids()));
    if (input == Input.USER && model instanceof KnownUsers known) {
      metadata.put("users", json(known.users().ids()));
    }
    ModelProto.Builder file =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setProducerName("Refold")
            .setProducerVersion(CodeVersion.current())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
            .setGraph(graph.build());
    metadata.forEach(
        (name, value) ->
            file.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(OURS + name).setValue(value)));
    return new OnnxExport(file.build(), input);
  }

  private static Input write(Model model, OnnxGraph graph) {
    if (model instanceof SequenceModel sequences) {
      SequenceGraph.write(sequences, graph);
      return Input.SEQUENCE;
    }
    if (model instanceof ScoringPass pass) {
      SetGraph.write(pass, graph);
      return model instanceof RatingModel rated ? ratings(rated, rated.scale()) : Input.SET;
    }
    if (model instanceof LinearFoldIn linear) {
      LinearGraph.write(linear, graph);
      return Input.SET;
    }
    if (model instanceof MDaeModel layers) {
      LinearGraph.write(layers, graph);
      return Input.SET;
    }
    if (model instanceof BiasModel biases) {
      LinearGraph.write(biases, graph);
      return ratings(biases, biases.scale());
    }
    if (model instanceof KnownUsers users && model instanceof InnerProduct products) {
      UserGraph.write(users, products, graph);
      return Input.USER;
    }
    throw NotExportable.of(model, NotExportable.reason(model));
  }

  /** A history in one row has nothing but 0 to say that an item is not in it. */
  private static Input ratings(Model model, RatingScale scale) {
    if (scale.clip(0) == 0) {
      throw NotExportable.of(
          model,
          "its ratings go from %s to %s, and in the file's input a 0 says that there is no rating;"
                  .formatted(scale.least(), scale.most())
              + " train it on ratings that are moved, such as by 1");
    }
    return Input.RATINGS;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers have a form in JSON", e);
    }
  }

  /** Writes the file to a stream, which stays open. */
  public void writeTo(OutputStream out) throws IOException {
    file.writeTo(out);
  }
}
