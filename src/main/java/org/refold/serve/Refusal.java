package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * Why a request gets no answer: a status of HTTP, and in the body which field is wrong, what stands
 * in it and what was expected.
 */
final class Refusal extends RuntimeException {

  /** What a body shows of a value; it may be as long as a request. */
  private static final int SHOWN = 200;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Problem problem;
  private final transient Map<String, String> headers;

  /** The body. */
  record Body(Problem error) {}

  /** What is wrong. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(
      int status,
      String message,
      @Nullable String field,
      @Nullable JsonNode value,
      @Nullable String expected) {}

  private Refusal(Problem problem, Map<String, String> headers) {
    super(problem.message(), null, false, false);
    this.status = problem.status();
    this.problem = problem;
    this.headers = headers;
  }

  /** One that is about no field. */
  static Refusal of(int status, String message) {
    return new Refusal(new Problem(status, message, null, null, null), Map.of());
  }

  /** A field whose value cannot be used. */
  static Refusal field(int status, String field, JsonNode value, String expected) {
    JsonNode shown = shown(value);
    return new Refusal(
        new Problem(
            status,
            "%s is %s, but must be %s".formatted(field, shown, expected),
            field,
            shown,
            expected),
        Map.of());
  }

  /** The same for a text. */
  static Refusal field(int status, String field, String value, String expected) {
    return field(status, field, TextNode.valueOf(value), expected);
  }

  /** A field that is not there. */
  static Refusal missing(String field, String expected) {
    return new Refusal(
        new Problem(
            400, "%s is missing; give %s".formatted(field, expected), field, null, expected),
        Map.of());
  }

  /** An array of a length that cannot be used. */
  static Refusal length(String field, int length, String expected) {
    return new Refusal(
        new Problem(
            400,
            String.format(
                Locale.ROOT, "%s has %d entries, but must have %s", field, length, expected),
            field,
            IntNode.valueOf(length),
            expected),
        Map.of());
  }

  /** A field that a model refuses, in its words. */
  static Refusal because(String field, JsonNode value, BadInputException reason) {
    String message = String.valueOf(reason.getMessage());
    JsonNode shown = value.isMissingNode() ? null : shown(value);
    return new Refusal(new Problem(400, message, field, shown, null), Map.of());
  }

  /** A field that there is not. */
  static Refusal unknown(String field, SortedSet<String> known) {
    String shown = cut(field);
    return new Refusal(
        new Problem(
            400,
            "there is no field '%s'; %s".formatted(shown, Suggestions.hint(shown, known)),
            shown,
            null,
            "one of " + String.join(", ", known)),
        Map.of());
  }

  /** The same with headers. */
  Refusal with(Map<String, String> more) {
    return new Refusal(problem, more);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static JsonNode shown(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= SHOWN ? value : TextNode.valueOf(cut(text));
  }

  Answer answer() {
    return Answer.json(status, new Body(problem)).with(headers);
  }
}
