package org.refold.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes back to a client.
 *
 * @param status of HTTP
 * @param headers by name
 * @param body as it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private static final String TYPE = "Content-Type";

  /** A record as JSON; its components are the fields, in snake case. */
  static Answer json(int status, Object value) {
    try {
      return text(status, "application/json", JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written", e);
    }
  }

  /** Text of some type. Half a surrogate pair, which no encoding has, goes as a question mark. */
  static Answer text(int status, String type, String text) {
    return new Answer(status, Map.of(TYPE, type), text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file of the library. */
  static String resource(String name) {
    try (InputStream file = Answer.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the library lacks its file " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the library's file " + name + " cannot be read", e);
    }
  }

  /** The same with more headers. */
  Answer with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
