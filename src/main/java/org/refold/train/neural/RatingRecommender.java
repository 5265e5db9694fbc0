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
 * A system that is a {@link RatingNetwork} of the ratings of users: how it is fitted and loaded.
 */
public interface RatingRecommender extends Recommender {

  /** How it is trained. */
  Training training();

  /** Weight of half the squared length of the weights in the loss over all rows of ratings. */
  double l2();

  /** The network, which asks the scope for its parameters. */
  RatingNetwork network(Sizes sizes, Scope scope);

  @Override
  default Fitted<RatingModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    Ratings examples = Ratings.byUser(train);
    Scope scope = NeuralFit.scope(fitting);
    Sizes sizes = Sizes.of(train);
    RatingNetwork network = network(sizes, scope);
    RatingModel model =
        new RatingModel(this, train.items(), sizes.ratings(), train.itemCounts(), scope, network);
    double penalty = training().optimizer().penaltyOutsideLoss(l2() / examples.count());
    return NeuralFit.train(
        this,
        train,
        fitting,
        training().plan(penalty, examples.count(), network.updatesPerBatch()),
        new Rmse(),
        scope,
        Scoring.watched(model, train),
        List.of(phase(scope, examples, network)));
  }

  private static Phase<?> phase(Scope scope, Ratings examples, RatingNetwork network) {
    return new Phase<>(
        "all", scope.parameters(), examples, network.updatesPerBatch(), network::loss);
  }

  @Override
  default RatingModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    return new RatingModel(
        this,
        file.items(),
        file.scale(),
        file.ints(RatingModel.RATINGS_OF_ITEMS, file.items().size()),
        scope,
        network(sizes, scope));
  }

  @Override
  default long fitBytes(Interactions train) {
    return NeuralFit.bytes(scope -> network(Sizes.of(train), scope), training(), train);
  }
}
