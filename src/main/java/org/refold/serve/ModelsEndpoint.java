package org.refold.serve;

/** {@code GET /models}: what is served. */
record ModelsEndpoint(Models models) implements Endpoint {

  /** The answer. */
  record List(java.util.List<Served.About> models) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    return Answer.json(200, new List(models.about()));
  }
}
