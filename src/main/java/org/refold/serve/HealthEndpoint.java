package org.refold.serve;

import java.util.List;
import org.refold.settings.CodeVersion;

/** {@code GET /health}: whether requests are answered. */
record HealthEndpoint(Models models, Admission admission) implements Endpoint {

  /** The answer. */
  record Health(String status, List<String> models, String codeVersion) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    boolean stopping = admission.isStopping();
    return Answer.json(
        stopping ? 503 : 200,
        new Health(stopping ? "stopping" : "ok", models.names(), CodeVersion.current()));
  }
}
