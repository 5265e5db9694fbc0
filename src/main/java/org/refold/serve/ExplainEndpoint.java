package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.recommend.Explanation;
import org.refold.recommend.Question;
import org.refold.settings.Tokens;

/** {@code POST /explain}: what each item of a history adds to the score of an item. */
record ExplainEndpoint(Asking asking) implements Endpoint {

  /** The answer; a share is of all that speaks for the item. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Why(
      String model,
      String item,
      @Nullable String title,
      float score,
      String method,
      List<Part> parts,
      List<String> unknown,
      List<String> notes) {}

  /** What one item of the history adds. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(String item, @Nullable String title, float amount, double share) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    Subject subject = Subject.of(fields, asking.limits());
    String item = fields.text("item", "the raw id of an item as a text, such as \"1193\"");
    return asking.ask(
        fields,
        subject.field(),
        served -> {
          Question question = subject.to(served);
          List<String> one = List.of(Asking.item(served, item));
          return why(served, question, question.explain(one).get(0));
        });
  }

  private static Why why(Served served, Question question, Explanation explanation) {
    List<Part> parts =
        explanation.parts().stream()
            .map(
                part ->
                    new Part(
                        part.item(),
                        served.title(part.item()),
                        part.amount(),
                        explanation.share(part)))
            .toList();
    return new Why(
        served.name(),
        explanation.item(),
        served.title(explanation.item()),
        explanation.score(),
        Tokens.of(explanation.method()),
        parts,
        question.unknown(),
        question.notes());
  }
}
