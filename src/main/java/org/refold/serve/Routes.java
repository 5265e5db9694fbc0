package org.refold.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The paths that are served; {@code openapi.json} says what goes in and out. */
final class Routes {

  /** What metrics call all paths that are not served. */
  static final String OTHER = "other";

  /** Answered also while the server stops. */
  static final String HEALTH = "/health";

  private final Map<String, Route> byPath = new LinkedHashMap<>();

  Routes(Asking asking, Metrics metrics, Admission admission, ReloadToken token) {
    Models models = asking.models();
    Answer openapi = Answer.text(200, "application/json", Answer.resource("openapi.json"));
    add(
        Route.post(
            "/recommend",
            new RecommendEndpoint(asking, metrics),
            "history",
            "ratings",
            "order",
            "user",
            "k",
            "model"));
    add(
        Route.post(
            "/explain",
            new ExplainEndpoint(asking),
            "history",
            "ratings",
            "order",
            "user",
            "item",
            "model"));
    add(Route.post("/similar", new SimilarEndpoint(asking), "item", "k", "model"));
    add(Route.post("/search", new SearchEndpoint(asking), "text", "k", "model"));
    add(Route.post("/reload", new ReloadEndpoint(models, metrics, token), "model"));
    add(Route.get("/models", new ModelsEndpoint(models)));
    add(Route.get(HEALTH, new HealthEndpoint(models, admission)));
    add(
        Route.get(
            "/metrics",
            (fields, call) -> Answer.text(200, Metrics.TYPE, metrics.text(models, admission))));
    add(Route.get("/openapi.json", (fields, call) -> openapi));
    add(Route.get("/", new Page()));
  }

  private void add(Route route) {
    byPath.put(route.path(), route);
  }

  /** All of them. */
  List<Route> all() {
    return List.copyOf(byPath.values());
  }

  /** What a path is called in metrics. */
  String label(String path) {
    return byPath.containsKey(path) ? path : OTHER;
  }

  /**
   * The route of a request.
   *
   * @throws Refusal if the path is not served, or not by this method
   */
  Route find(String method, String path) {
    Route route = byPath.get(path);
    if (route == null) {
      throw Refusal.field(404, "path", path, "one of " + String.join(", ", byPath.keySet()));
    }
    if (!route.allows(method)) {
      String message = "%s takes %s, not %s".formatted(path, route.allowed(), method);
      throw Refusal.of(405, message).with(Map.of("Allow", route.allowed()));
    }
    return route;
  }
}
