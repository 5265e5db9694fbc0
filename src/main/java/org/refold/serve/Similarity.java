package org.refold.serve;

import java.util.List;
import java.util.Optional;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.Model;
import org.refold.recommend.Recommendation;
import org.refold.settings.Choice;

/** What makes items similar to a model. */
enum Similarity implements Choice {
  COSINE("the cosine of the vectors that the model has of items"),
  HISTORY_OF_ONE("the score for a user who has the item and nothing else");

  private final String meaning;

  Similarity(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** That of a model: vectors where it has them, else its scores; none where it has neither. */
  static Optional<Similarity> of(Model model) {
    if (model instanceof ItemVectors) {
      return Optional.of(COSINE);
    }
    return model instanceof FoldIn ? Optional.of(HISTORY_OF_ONE) : Optional.empty();
  }

  List<Recommendation> similar(Model model, String item, int k) {
    return switch (this) {
      case COSINE -> ((ItemVectors) model).similarItems(item, k);
      case HISTORY_OF_ONE -> ((FoldIn) model).recommend(List.of(item), k);
    };
  }
}
