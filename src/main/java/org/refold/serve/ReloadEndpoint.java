package org.refold.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;

/**
 * {@code POST /reload}: loads model files again, for programs of this machine. It is asked for and
 * not done by itself when a folder changes: who puts a model there learns from the answer whether
 * it is served now, or why not, and what was served before goes on.
 */
record ReloadEndpoint(Models models, Metrics metrics) implements Endpoint {

  @Override
  public Answer answer(Fields fields, Call call) {
    if (!call.isFromHere()) {
      throw Refusal.of(
          403,
          "models are loaded again for programs of this machine only, by its loopback address");
    }
    String expected = "one of " + String.join(", ", models.names());
    Optional<String> name = fields.optionalText("model", expected);
    models.get(name);
    try {
      models.reload(name.map(List::of).orElseGet(models::names));
    } catch (BadInputException e) {
      throw Refusal.of(409, e.getMessage() + "; what was served before goes on");
    } catch (IOException e) {
      throw Refusal.of(
          409, "a file cannot be read: " + Places.reason(e) + "; what was served before goes on");
    }
    metrics.reloaded();
    return Answer.json(200, new ModelsEndpoint.Listed(models.about()));
  }
}
