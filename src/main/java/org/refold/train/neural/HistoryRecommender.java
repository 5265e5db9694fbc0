package org.refold.train.neural;

import java.io.IOException;
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
import org.refold.train.batch.Histories;

/** A system that is a {@link HistoryNetwork}: how it is fitted and loaded. */
public interface HistoryRecommender extends Recommender {

  /** How it is trained. */
  Training training();

  /** Weight of half the squared length of all weights in the loss, biases not included. */
  double l2();

  /** The network, which asks the scope for its parameters. */
  HistoryNetwork network(Sizes sizes, Scope scope);

  /** The model of a fit, whose parameters are drawn or taken from other models. */
  default HistoryModel model(Interactions train, Fitting fitting, Scope scope) {
    return new HistoryModel(this, train.items(), scope, network(Sizes.of(train), scope));
  }

  @Override
  default Fitted<HistoryModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Histories examples = new Histories(train);
    Scope scope = NeuralFit.scope(fitting);
    HistoryModel model = model(train, fitting, scope);
    Course course = model.network().course(scope, examples);
    int steps = course.phases().stream().mapToInt(Phase::updatesPerBatch).sum();
    return NeuralFit.train(
        this,
        train,
        fitting,
        training().plan(l2(), examples.count(), steps),
        new Ndcg(100),
        scope,
        Scoring.watched(model, train),
        course);
  }

  @Override
  default HistoryModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    return new HistoryModel(this, file.items(), scope, network(sizes, scope));
  }

  @Override
  default long fitBytes(Interactions train) {
    return NeuralFit.bytes(scope -> network(Sizes.of(train), scope), training(), train);
  }
}
