package org.refold.kernel.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.refold.settings.BadInputException;

/**
 * The checked header of a safetensors file: every tensor has a known type, as many bytes as its
 * shape needs, and together they cover the data without gap or overlap.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
record SafetensorsHeader(
    SortedMap<String, StoredTensor> tensors, SortedMap<String, String> metadata) {

  static final String METADATA = "__metadata__";

  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @param file named in messages
   * @param text the bytes of the header
   * @param dataBytes how many bytes follow it
   */
  static SafetensorsHeader parse(Path file, ByteBuffer text, long dataBytes)
      throws BadInputException {
    JsonNode root = json(file, text);
    SortedMap<String, StoredTensor> tensors = new TreeMap<>();
    SortedMap<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        readMetadata(file, entry.getValue(), metadata);
      } else {
        tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue()));
      }
    }
    checkCover(file, tensors, dataBytes);
    return new SafetensorsHeader(tensors, metadata);
  }

  private static JsonNode json(Path file, ByteBuffer text) throws BadInputException {
    try {
      JsonNode root = JSON.readTree(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
      if (root.isObject()) {
        return root;
      }
      throw damaged(file, "header", "JSON that is no object", "an object of tensors");
    } catch (CharacterCodingException e) {
      throw damaged(file, "header", "bytes that are not UTF-8", "a JSON object in UTF-8");
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw damaged(file, "header", "broken JSON (" + problem + ")", "a JSON object");
    }
  }

  private static void readMetadata(Path file, JsonNode node, Map<String, String> metadata)
      throws BadInputException {
    if (!node.isObject()) {
      throw damaged(file, METADATA, node.getNodeType().toString(), "an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        String kind = entry.getValue().getNodeType().toString();
        throw damaged(file, METADATA + " '" + entry.getKey() + "'", kind, "a text");
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
  }

  private static StoredTensor tensor(Path file, String name, JsonNode node)
      throws BadInputException {
    Set<String> fields = new TreeSet<>();
    node.fieldNames().forEachRemaining(fields::add);
    if (!fields.equals(FIELDS)) {
      throw damaged(file, where(name), "fields " + fields, "fields " + new TreeSet<>(FIELDS));
    }
    List<Long> shape = lengths(file, name, node.get("shape"));
    List<Long> offsets = lengths(file, name, node.get("data_offsets"));
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw damaged(file, where(name), "data_offsets " + offsets, "begin and end, in this order");
    }
    StoredTensor tensor =
        new StoredTensor(
            name, type(file, name, node.get("dtype")), shape, offsets.get(0), offsets.get(1));
    long bytes = tensor.end() - tensor.begin();
    if (bytes != bytes(file, tensor)) {
      String expected = bytes(file, tensor) + " for " + tensor.described();
      throw damaged(file, where(name), bytes + " bytes", expected);
    }
    return tensor;
  }

  private static NumberType type(Path file, String name, JsonNode node) throws BadInputException {
    try {
      return NumberType.valueOf(node.asText());
    } catch (IllegalArgumentException e) {
      String known = "one of " + List.of(NumberType.values());
      throw ArrayFileFault.of(
          file, where(name), "dtype " + node, known, "store the tensor as F32, F64, I32 or I64");
    }
  }

  private static List<Long> lengths(Path file, String name, JsonNode node)
      throws BadInputException {
    List<Long> lengths = new ArrayList<>();
    for (JsonNode each : node) {
      if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
        throw damaged(file, where(name), "the length " + each, "a whole number of at least 0");
      }
      lengths.add(each.longValue());
    }
    if (!node.isArray()) {
      throw damaged(file, where(name), node.getNodeType().toString(), "an array of whole numbers");
    }
    return lengths;
  }

  private static long bytes(Path file, StoredTensor tensor) throws BadInputException {
    long bytes = tensor.type().bytes();
    try {
      for (long length : tensor.shape()) {
        bytes = Math.multiplyExact(bytes, length);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw damaged(file, where(tensor.name()), tensor.described(), "a size below 2^63 bytes");
    }
  }

  private static void checkCover(Path file, Map<String, StoredTensor> tensors, long dataBytes)
      throws BadInputException {
    List<StoredTensor> inOrder = new ArrayList<>(tensors.values());
    inOrder.sort(Comparator.comparingLong(StoredTensor::begin).thenComparing(StoredTensor::end));
    long at = 0;
    for (StoredTensor each : inOrder) {
      if (each.begin() != at) {
        String expected = at + ", where the tensor before it ends";
        throw damaged(file, where(each.name()), "its first byte at " + each.begin(), expected);
      }
      at = each.end();
    }
    if (at != dataBytes) {
      throw damaged(file, "data", dataBytes + " bytes", at + " bytes, the end of the last tensor");
    }
  }

  static String where(String name) {
    return "tensor '" + name + "'";
  }

  static BadInputException damaged(Path file, String where, String found, String expected) {
    return ArrayFileFault.of(
        file,
        where,
        found,
        expected,
        "it is damaged or no safetensors file, get or write it again");
  }
}
