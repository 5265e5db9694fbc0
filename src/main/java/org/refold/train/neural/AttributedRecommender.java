package org.refold.train.neural;

import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.UserFeatures;

/** A system that is an {@link AttributedNetwork}: how it is fitted and loaded. */
public interface AttributedRecommender extends HistoryRecommender {

  /** Whether it reads attributes; where it does not, data need not have any. */
  boolean readsAttributes();

  /** The network, which asks the scope for its parameters. */
  AttributedNetwork network(Sizes sizes, Scope scope, UserFeatures users);

  /** The same of users without attributes. */
  @Override
  default AttributedNetwork network(Sizes sizes, Scope scope) {
    return network(sizes, scope, UserFeatures.none(Vocabulary.ofNumbers(sizes.users())));
  }

  @Override
  default boolean mayBe(Class<? extends Model> ability) {
    return ability.isAssignableFrom(AttributedModel.class);
  }

  @Override
  default HistoryModel model(Interactions train, Fitting fitting, Scope scope) {
    UserFeatures users =
        readsAttributes()
            ? UserFeatures.of(fitting.sideInformation(), train)
            : UserFeatures.none(train.users());
    AttributedNetwork network = network(Sizes.of(train), scope, users);
    network.prepare(fitting.sideInformation(), train.items());
    return new AttributedModel(this, train.withoutValues().withUsers(users.ids()), scope, network);
  }

  @Override
  default HistoryModel load(ModelReader file) throws IOException {
    FeatureRows rows = FeatureRows.load(file, "users", readsAttributes(), file.users().size());
    UserFeatures users = new UserFeatures(file.users(), rows, List.of());
    if (readsAttributes()) {
      users = users.withBounds(file.ints("users attribute columns"));
    }
    Scope scope = NeuralFit.scope(file);
    return new AttributedModel(
        this, file.histories(), scope, network(NeuralFit.sizes(file), scope, users));
  }
}
