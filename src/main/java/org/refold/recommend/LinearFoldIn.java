package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;

/**
 * A model whose score of an item is a sum over the items of the history, each of which counts once.
 */
public interface LinearFoldIn extends FoldIn {

  /** What an item of the history adds to the score of another item. */
  float weight(int inHistory, int scored);

  /** Exact: what each item of the history adds. */
  @Override
  default List<Explanation> explainAll(Interactions histories, int row, List<String> items) {
    float[] scores = scores(histories, row);
    List<Explanation> explanations = new ArrayList<>();
    for (String item : items) {
      int explained = Preconditions.indexOf(this, item);
      List<Explanation.Part> parts = new ArrayList<>();
      for (int one : BinaryMatrix.row(histories, row)) {
        parts.add(new Explanation.Part(items().id(one), weight(one, explained)));
      }
      explanations.add(new Explanation(item, scores[explained], Explanation.Method.EXACT, parts));
    }
    return List.copyOf(explanations);
  }
}
