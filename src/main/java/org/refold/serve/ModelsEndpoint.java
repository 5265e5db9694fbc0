package org.refold.serve;

import java.util.List;

/** {@code GET /models}: what is served. */
record ModelsEndpoint(Models models) implements Endpoint {

  /** The answer. */
  record Listed(List<Served.About> models) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    return Answer.json(200, new Listed(models.about()));
  }
}
