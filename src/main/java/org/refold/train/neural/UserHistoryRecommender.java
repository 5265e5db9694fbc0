package org.refold.train.neural;

import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.train.Phase;
import org.refold.train.Training;
import org.refold.train.TrainingPlan;
import org.refold.train.batch.Histories;

/** A system that is a {@link UserHistoryNetwork}: how it is fitted and loaded. */
public interface UserHistoryRecommender extends Recommender {

  /** How it is trained. */
  Training training();

  /** The network, which asks the scope for its parameters. */
  UserHistoryNetwork network(Sizes sizes, Scope scope);

  /** What the loop is to do; a system with an optimiser of its own overrides this. */
  default TrainingPlan plan(int examples) {
    return training().plan(0, examples);
  }

  @Override
  default Fitted<UserHistoryModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Histories examples = new Histories(train);
    Scope scope = NeuralFit.scope(fitting);
    UserHistoryNetwork network = network(Sizes.of(train), scope);
    UserHistoryModel model = new UserHistoryModel(this, train.withoutValues(), scope, network);
    return NeuralFit.train(
        this,
        train,
        fitting,
        plan(examples.count()),
        new Ndcg(100),
        scope,
        Scoring.watched(model::averageUsers, model, train, Bottleneck.USERS),
        List.of(new Phase<>("all", scope.parameters(), examples, network::loss)));
  }

  @Override
  default UserHistoryModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    return new UserHistoryModel(this, file.histories(), scope, network(sizes, scope));
  }

  @Override
  default long fitBytes(Interactions train) {
    return NeuralFit.bytes(scope -> network(Sizes.of(train), scope), training(), train);
  }
}
