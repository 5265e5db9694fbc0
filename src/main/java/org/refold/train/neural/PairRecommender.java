package org.refold.train.neural;

import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Losses;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.train.Phase;
import org.refold.train.Training;
import org.refold.train.TrainingPlan;
import org.refold.train.batch.Examples;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Pairs;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.SideRecommender;

/**
 * A system that is a {@link PairNetwork}: how it is fitted and loaded. Unless it says otherwise its
 * loss is the binary cross-entropy of interactions and drawn negatives, a mean over pairs.
 */
public interface PairRecommender extends SideRecommender {

  /** How it is trained. */
  Training training();

  /** Items drawn as not liked for each interaction. */
  int negatives();

  /** Those of nobody, unless it says otherwise. */
  @Override
  default SideFeatures.Use side() {
    return SideFeatures.Use.NONE;
  }

  /** The network, which asks the scope for its parameters. */
  PairNetwork network(Sizes sizes, Scope scope, PairFeatures features);

  /** The scope of a fit, whose parameters are drawn or taken from other models. */
  default Scope scope(Interactions train, Fitting fitting) {
    return NeuralFit.scope(fitting);
  }

  /** What is learned, in each epoch. */
  default Phase<?> phase(PairNetwork network, Scope scope, Interactions train) {
    return new Phase<>(
        "all",
        scope.parameters(),
        Pairs.withNegatives(train, Pairs.Labels.ONE, NegativeSampler.uniform(train), negatives()),
        step -> {
          Pairs.Batch batch = step.batch();
          Var logits = network.scores(step.tape(), batch.users(), batch.items());
          return Losses.logistic(logits, batch.targets(step.tape()));
        });
  }

  /** What the loop is to do; a system with an optimiser of its own overrides this. */
  default TrainingPlan plan(Examples<?> examples) {
    return training().plan(0, examples);
  }

  /** The model of a network. */
  default PairModel model(PairModel.Parts parts) {
    return new PairModel(parts);
  }

  @Override
  default Fitted<PairModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Scope scope = scope(train, fitting);
    Runnable free = scope::close;
    try {
      Sizes sizes = Sizes.of(train);
      PairFeatures features = PairFeatures.of(side(), train, fitting);
      PairNetwork network = network(sizes, scope, features);
      Phase<?> phase = phase(network, scope, train);
      PairNetwork frozen = network(sizes, NeuralFit.frozen(scope), features);
      PairModel model =
          model(new PairModel.Parts(this, train.withoutValues(), scope, features, network, frozen));
      free = model::close;
      return NeuralFit.train(
          this,
          train,
          fitting,
          plan(phase.examples()),
          new Ndcg(100),
          scope,
          model::refresh,
          List.of(phase));
    } catch (RuntimeException | Error e) {
      free.run();
      throw e;
    }
  }

  @Override
  default PairModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    PairFeatures features = PairFeatures.load(file, side());
    PairNetwork network = network(sizes, scope, features);
    PairNetwork frozen = network(sizes, NeuralFit.frozen(scope), features);
    return model(new PairModel.Parts(this, file.histories(), scope, features, network, frozen))
        .refresh();
  }

  @Override
  default long fitBytes(Interactions train) {
    return NeuralFit.bytes(
        scope -> network(Sizes.of(train), scope, PairFeatures.none(Sizes.of(train))),
        training(),
        train);
  }
}
