package org.refold.study.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.evaluate.SegmentsBy;
import org.refold.settings.BadInputException;
import org.refold.study.store.TrialResult.Part;

/**
 * The field {@code segments} of a result file: for {@code history} and {@code popularity}, where
 * they were asked for, a list of {@code {"name", "users", "metrics"}}. Files without it have none.
 */
final class SegmentsJson {

  private static final String FIELD = "segments";

  private SegmentsJson() {}

  static ObjectNode write(Map<SegmentsBy, List<Part>> segments) {
    ObjectNode json = Json.object();
    segments.forEach(
        (by, parts) -> {
          ArrayNode list = json.putArray(by.label());
          for (Part part : parts) {
            ObjectNode one = list.addObject();
            one.put("name", part.name());
            one.put("users", part.users());
            one.set("metrics", ResultJson.metrics(part.metrics()));
          }
        });
    return json;
  }

  /**
   * @throws BadInputException if the field is there and is damaged
   */
  static Map<SegmentsBy, List<Part>> read(JsonFields result) {
    Map<SegmentsBy, List<Part>> segments = new LinkedHashMap<>();
    if (result.node().has(FIELD)) {
      JsonFields json = result.object(FIELD);
      for (String name : json.names()) {
        List<Part> parts = new ArrayList<>();
        for (JsonFields one : json.objects(name)) {
          parts.add(
              new Part(
                  one.text("name"),
                  (int) one.whole("users"),
                  ResultJson.scores(one.object("metrics"))));
        }
        SegmentsBy.parse(name).forEach(by -> segments.put(by, parts));
      }
    }
    return segments;
  }
}
