package org.refold.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.refold.settings.Choice;

/**
 * The fields of a request. JSON is read as it is written, numbers are no texts and the other way
 * round, and a field that nobody asks for is refused: what is mistyped is not passed over.
 */
final class Fields {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Fields NONE = new Fields(JSON.createObjectNode());

  /** Where Jackson says that it read, which is always the body. */
  private static final Pattern SOURCE = Pattern.compile(" \\(start marker at [^)]*\\)[^)]*\\)");

  private static final int LONGEST_TEXT = 1000;

  private final ObjectNode object;

  private Fields(ObjectNode object) {
    this.object = object;
  }

  /**
   * Reads a body; none is an object without fields.
   *
   * @param known the fields that there may be
   * @throws Refusal if it is no object of JSON, or has other fields
   */
  static Fields of(byte[] body, SortedSet<String> known) {
    if (body.length == 0) {
      return NONE;
    }
    JsonNode read;
    try {
      read = JSON.readTree(body);
    } catch (MismatchedInputException e) {
      throw Refusal.of(400, "the body has more than one value of JSON; give one object");
    } catch (JsonProcessingException e) {
      throw Refusal.of(400, "the body is no JSON: " + where(e));
    } catch (IOException e) {
      throw Refusal.of(400, "the body is no text in UTF-8: " + e.getMessage());
    }
    if (!(read instanceof ObjectNode object)) {
      throw Refusal.field(400, "body", read, "an object, such as {\"k\": 10}");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw Refusal.unknown(name, known);
              }
            });
    return new Fields(object);
  }

  private static String where(JsonProcessingException e) {
    String what = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
    JsonLocation at = e.getLocation();
    return at == null
        ? what
        : String.format(
            Locale.ROOT, "%s (line %d, column %d)", what, at.getLineNr(), at.getColumnNr());
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** A field as it is written. */
  JsonNode node(String name) {
    return object.path(name);
  }

  /** A text that must be there. */
  String text(String name, String expected) {
    if (!has(name)) {
      throw Refusal.missing(name, expected);
    }
    return text(name, object.get(name), expected);
  }

  /** A text that may be there. */
  Optional<String> optionalText(String name, String expected) {
    return has(name) ? Optional.of(text(name, expected)) : Optional.empty();
  }

  private static String text(String name, JsonNode value, String expected) {
    if (!value.isTextual()) {
      throw Refusal.field(400, name, value, expected);
    }
    if (value.textValue().length() > LONGEST_TEXT) {
      throw Refusal.field(400, name, value, "a text of at most " + LONGEST_TEXT + " characters");
    }
    return value.textValue();
  }

  /** Texts that must be there, each of which is checked under its own place. */
  List<String> texts(String name, int most, String expected) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array(name, most, "an array of " + expected)) {
      texts.add(text(name + "[" + texts.size() + "]", each, expected));
    }
    return texts;
  }

  /** Finite numbers; none where the field is not there. */
  List<Float> numbers(String name, int most) {
    List<Float> numbers = new ArrayList<>();
    if (has(name)) {
      for (JsonNode each : array(name, most, "an array of numbers")) {
        if (!each.isNumber() || !Float.isFinite(each.floatValue())) {
          String place = name + "[" + numbers.size() + "]";
          throw Refusal.field(400, place, each, "a finite number");
        }
        numbers.add(each.floatValue());
      }
    }
    return numbers;
  }

  private Iterable<JsonNode> array(String name, int most, String expected) {
    if (!has(name)) {
      throw Refusal.missing(name, expected);
    }
    JsonNode value = object.get(name);
    if (!value.isArray()) {
      throw Refusal.field(400, name, value, expected);
    }
    if (value.size() > most) {
      throw Refusal.length(name, value.size(), "at most " + most);
    }
    return value;
  }

  /** A whole number, or what stands for it where the field is not there. */
  int whole(String name, int least, int most, int otherwise) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Math.min(otherwise, most);
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      String expected = String.format(Locale.ROOT, "a whole number from %d to %d", least, most);
      throw Refusal.field(400, name, value, expected);
    }
    return value.intValue();
  }

  /** One of a few words, or what stands for it where the field is not there. */
  <E extends Enum<E> & Choice> E choice(String name, E otherwise) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(each -> value.isTextual() && each.token().equals(value.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.field(
                    400,
                    name,
                    value,
                    Arrays.stream(all)
                        .map(each -> '"' + each.token() + '"')
                        .collect(Collectors.joining(" or "))));
  }
}
