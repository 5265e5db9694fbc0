package org.refold.study.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.refold.study.Arm;

/** An {@link Arm} as JSON and back. */
final class ArmJson {

  private ArmJson() {}

  static ObjectNode write(Arm arm) {
    ObjectNode json = Json.object();
    json.put("label", arm.label());
    json.put("model", arm.model());
    json.set("settings", Json.of(arm.settings()));
    json.set("levels", Json.of(arm.levels()));
    return json;
  }

  static Arm read(JsonFields json) {
    return new Arm(
        json.text("label"), json.text("model"), json.textMap("settings"), json.textMap("levels"));
  }
}
