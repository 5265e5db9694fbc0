package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.recommend.Recommendation;

/** An item of an answer; the title is there where titles are known. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Scored(String item, float score, @Nullable String title) {

  static List<Scored> of(Served served, List<Recommendation> items) {
    return items.stream()
        .map(each -> new Scored(each.item(), each.score(), served.title(each.item())))
        .toList();
  }
}
