package org.refold.serve;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A path that is served.
 *
 * @param method GET, which stands for HEAD as well, or POST
 * @param fields that a body may have
 */
record Route(String method, String path, SortedSet<String> fields, Endpoint endpoint) {

  static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, Collections.emptySortedSet(), endpoint);
  }

  static Route post(String path, Endpoint endpoint, String... fields) {
    return new Route("POST", path, new TreeSet<>(Arrays.asList(fields)), endpoint);
  }

  boolean hasBody() {
    return method.equals("POST");
  }

  boolean allows(String asked) {
    return method.equals(asked) || (!hasBody() && asked.equals("HEAD"));
  }

  /** The methods, as the header {@code Allow} has them. */
  String allowed() {
    return hasBody() ? method : method + ", HEAD";
  }

  Answer answer(Call call) throws IOException {
    return endpoint.answer(Fields.of(call.body(), fields), call);
  }
}
