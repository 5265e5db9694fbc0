package org.refold.serve;

import java.io.IOException;

/** Answers the requests of one path. */
@FunctionalInterface
interface Endpoint {

  /**
   * Answers a request.
   *
   * @param fields of its body; none of a GET
   * @throws Refusal if there is no answer
   */
  Answer answer(Fields fields, Call call) throws IOException;
}
