package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.data.Vocabulary;

/** {@code POST /search}: items by a part of their titles, or by their ids. */
record SearchEndpoint(Asking asking) implements Endpoint {

  /** The answer. */
  record Found(String model, List<Item> items) {}

  /** An item with its title, where titles are known. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(String item, @Nullable String title) {}

  @Override
  public Answer answer(Fields fields, Call call) {
    String text = fields.text("text", "a part of a title");
    int k = asking.items(fields);
    return asking.ask(
        fields,
        "text",
        served -> {
          Vocabulary ids = served.model().items();
          List<Item> items =
              Stream.concat(
                      Stream.of(text).filter(ids::contains),
                      served.search().find(text, k).stream().map(ids::id))
                  .distinct()
                  .limit(k)
                  .map(id -> new Item(id, served.title(id)))
                  .toList();
          return new Found(served.name(), items);
        });
  }
}
