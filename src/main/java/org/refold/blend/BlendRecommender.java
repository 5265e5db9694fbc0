package org.refold.blend;

import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/** A system made of others: how it is fitted and loaded, whatever they are. */
public interface BlendRecommender extends ContentRecommender {

  /** The members, at least one. */
  List<Recommender> parts();

  /** How their scores come to one scale. */
  ScoreNorm norm();

  /** How it is found what each weighs. */
  Learner learner();

  /**
   * Fits all members on the training data, then learns their weights on validation data.
   *
   * @throws BadInputException if there are no validation data that the learner could learn from,
   *     the fit is to start from a model file, or a member cannot be fitted
   */
  @Override
  default Fitted<? extends BlendModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    if (fitting.start().isPresent()) {
      throw new BadInputException(
          name() + " cannot start from a model file: its members would not know whose it is");
    }
    if (learner().learns() && fitting.validation().isEmpty()) {
      throw new BadInputException(
          "%s learns what its members weigh from validation data, but there are none; take a split with some, such as strong, or set learner=equal"
              .formatted(name()));
    }
    return new BlendFit(this, train, fitting).run();
  }

  @Override
  default BlendModel load(ModelReader file) throws IOException {
    return BlendModel.load(this, file);
  }

  @Override
  default boolean mayBe(Class<? extends Model> ability) {
    boolean foldsIn = parts().stream().allMatch(part -> part.mayBe(FoldIn.class));
    return ability.isAssignableFrom(BlendModel.type(foldsIn));
  }

  @Override
  default boolean readsItemAttributes() {
    return parts().stream().anyMatch(ContentRecommender::tellsNewItemsApart);
  }

  /** That of all members, for each stays while the next is fitted. */
  @Override
  default long fitBytes(Interactions train) {
    return parts().stream().mapToLong(part -> part.fitBytes(train)).sum();
  }
}
