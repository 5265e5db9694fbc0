package org.refold.serve;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;

/**
 * {@code POST /reload}: loads model files again, for whoever has the token. It is asked for and not
 * done by itself when a folder changes: who puts a model there learns from the answer whether it is
 * served now, or why not, and what was served before goes on.
 */
record ReloadEndpoint(Models models, Metrics metrics, ReloadToken token) implements Endpoint {

  @Override
  public Answer answer(Fields fields, Call call) {
    if (!token.isIn(call.headers().getFirst("Authorization"))) {
      throw Refusal.of(
              401,
              "models are loaded again for whoever has the token that the server was started with;"
                  + " send it as the header 'Authorization: Bearer TOKEN'")
          .with(Map.of("WWW-Authenticate", "Bearer"));
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
