package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** Explains a score by what it would be without each item of the history. */
final class LeaveOneOutExplanation {

  private LeaveOneOutExplanation() {}

  /**
   * @param whole a single history
   */
  static Explanation of(FoldIn model, Interactions whole, String item) {
    int explained = indexOf(model, item);
    float score = model.scores(whole, 0)[explained];
    List<Explanation.Part> parts = new ArrayList<>();
    for (int k = 0; k < whole.size(); k++) {
      int leftOut = k;
      float without = model.scores(whole.where(p -> p != leftOut), 0)[explained];
      parts.add(new Explanation.Part(model.items().id(whole.item(k)), score - without));
    }
    return new Explanation(item, score, Explanation.Method.LEAVE_ONE_OUT, parts);
  }

  /**
   * The index of an item.
   *
   * @throws BadInputException if the model does not know it
   */
  static int indexOf(Model model, String item) {
    int index = model.items().indexOf(item);
    if (index < 0) {
      throw new BadInputException(
          "the model does not know the item '%s'; %s"
              .formatted(item, Suggestions.hint(item, model.items().ids())));
    }
    return index;
  }
}
