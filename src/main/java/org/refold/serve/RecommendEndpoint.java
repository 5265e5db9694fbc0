package org.refold.serve;

import java.util.List;
import org.refold.recommend.Question;

/** {@code POST /recommend}: the best items for a history, or a user of the training data. */
record RecommendEndpoint(Asking asking, Metrics metrics) implements Endpoint {

  /** The answer. */
  record Best(String model, List<Scored> items, List<String> unknown, List<String> notes) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    Subject subject = Subject.of(fields, asking.limits());
    int k = asking.items(fields);
    return asking.ask(
        fields,
        subject.field(),
        served -> {
          Question question = subject.to(served);
          List<Scored> items = Scored.of(served, question.recommend(k));
          metrics.unknownItems(served.name(), question.unknown().size());
          return new Best(served.name(), items, question.unknown(), question.notes());
        });
  }
}
