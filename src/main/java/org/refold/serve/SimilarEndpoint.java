package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/** {@code POST /similar}: the items that are most like an item. */
record SimilarEndpoint(Asking asking) implements Endpoint {

  /** The answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Alike(String model, String item, @Nullable String title, String by, List<Scored> items) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    String item = fields.text("item", "the raw id of an item as a text, such as \"1193\"");
    int k = asking.items(fields);
    return asking.ask(
        fields,
        "model",
        served -> {
          Similarity by = Similarity.of(served.model()).orElseThrow(() -> none(served));
          String known = Asking.item(served, item);
          return new Alike(
              served.name(),
              item,
              served.title(item),
              by.token(),
              Scored.of(served, by.similar(served.model(), known, k)));
        });
  }

  private static BadInputException none(Served served) {
    return new BadInputException(
        "%s has no vectors of items and folds no history in, so that it cannot say what is similar"
            .formatted(served.file().model()));
  }
}
