package org.refold.settings;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON out of bytes that may be anything. */
public final class JsonBytes {

  private JsonBytes() {}

  /**
   * Reads bytes. A few of them look like UTF-16 or UTF-32 to the parser, and fail as a file that
   * cannot be read would; here they are what they are, no JSON.
   *
   * @throws JsonProcessingException if they are no JSON
   */
  public static JsonNode tree(ObjectMapper mapper, byte[] bytes) throws JsonProcessingException {
    try {
      return mapper.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new JsonParseException(null, "these bytes are no text: " + e.getMessage(), e);
    }
  }
}
