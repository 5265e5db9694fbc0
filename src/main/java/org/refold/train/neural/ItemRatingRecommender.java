package org.refold.train.neural;

import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Rmse;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.train.Phase;
import org.refold.train.Training;
import org.refold.train.batch.Ratings;

/**
 * A system that is a {@link RatingNetwork} of the ratings of items: how it is fitted and loaded.
 */
public interface ItemRatingRecommender extends Recommender {

  /** How it is trained. */
  Training training();

  /** Weight of half the squared length of the weights in the loss over all rows of ratings. */
  double l2();

  /** The network, whose columns are users; it asks the scope for its parameters. */
  RatingNetwork network(Sizes sizes, Scope scope);

  @Override
  default Fitted<ItemRatingModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    Ratings examples = Ratings.byItem(train);
    Scope scope = NeuralFit.scope(fitting);
    Sizes sizes = Sizes.of(train);
    RatingNetwork network = network(sizes, scope);
    ItemRatingModel model =
        new ItemRatingModel(this, train.withoutValues(), sizes.ratings(), scope, network);
    double penalty = training().optimizer().penaltyOutsideLoss(l2() / examples.count());
    return NeuralFit.train(
        this,
        train,
        fitting,
        training().plan(penalty, examples.count()),
        new Rmse(),
        scope,
        Scoring.watched(
            () -> model.encodeItems(examples.rows()), model, examples.rows(), Bottleneck.USERS),
        List.of(new Phase<>("all", scope.parameters(), examples, network::loss)));
  }

  @Override
  default ItemRatingModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    RatingNetwork network = network(sizes, scope);
    return new ItemRatingModel(this, file.histories(), file.scale(), scope, network)
        .readItems(file);
  }

  @Override
  default long fitBytes(Interactions train) {
    return NeuralFit.bytes(scope -> network(Sizes.of(train), scope), training(), train);
  }
}
