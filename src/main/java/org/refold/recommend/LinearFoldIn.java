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
  default Explanation explain(Interactions histories, int row, String item) {
    int explained = LeaveOneOutExplanation.indexOf(this, item);
    List<Explanation.Part> parts = new ArrayList<>();
    for (int one : BinaryMatrix.row(histories, row)) {
      parts.add(new Explanation.Part(items().id(one), weight(one, explained)));
    }
    float score = scores(histories, row)[explained];
    return new Explanation(item, score, Explanation.Method.EXACT, parts);
  }
}
