package org.refold.train.neural;

import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

/** A system that is a {@link SequenceNetwork}: how it is fitted and loaded. */
public interface SequenceRecommender extends Recommender {

  /** How it is trained; a batch is of sequences. */
  Training training();

  /** Weight of half the squared length of all weights in the loss, biases not included. */
  double l2();

  /** How many items of a history are read: its last ones. */
  int maxLength();

  /** What a place of a sequence is to predict. */
  default Sequences.Targets targets() {
    return Sequences.Targets.NEXT_ITEM;
  }

  /**
   * What becomes in training of histories that are longer than {@link #maxLength}, and how many
   * places a batch may have; where a user cannot choose, {@link Sequences.Cuts#last}.
   */
  default Sequences.Cuts cuts() {
    return Sequences.Cuts.last();
  }

  /**
   * About how many numbers training keeps for each place of a batch, for the forecast of memory.
   */
  long numbersOfPlace();

  /** The network, which asks the scope for its parameters. */
  SequenceNetwork network(Sizes sizes, Scope scope);

  /** What draws negatives, for losses that take some: as a rule all items alike. */
  default NegativeSampler sampler(Interactions train) {
    return NegativeSampler.uniform(train);
  }

  /** How histories become examples: without a bound of places any may be in a batch. */
  default Sequences.Cutting cutting() {
    long bound = cuts().tokens() == 0 ? Integer.MAX_VALUE : cuts().tokens();
    int places = (int) Math.min(bound, (long) training().batchSize() * maxLength());
    return new Sequences.Cutting(targets(), cuts().windows(), maxLength(), places);
  }

  @Override
  default Fitted<SequenceModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Sequences examples = new Sequences(train, cutting());
    if (examples.count() == 0) {
      throw new BadInputException(
          "%s learns from sequences of two items at least, but no user of %s has two"
              .formatted(name(), train));
    }
    if (!train.hasTimes()) {
      fitting
          .progress()
          .note(
              name()
                  + " reads histories in their order, but the data have no times: the order of"
                  + " their lines stands for it");
    }
    Scope scope = NeuralFit.scope(fitting);
    SequenceNetwork network = network(Sizes.of(train), scope);
    SequenceModel model = new SequenceModel(this, train.items(), scope, network);
    Course course = network.course(scope, train, examples, sampler(train));
    return NeuralFit.train(
        this,
        train,
        fitting,
        training().plan(l2(), course.phases().get(0).examples()),
        new Ndcg(10),
        scope,
        Scoring.watched(model, train),
        course);
  }

  @Override
  default SequenceModel load(ModelReader file) {
    Scope scope = NeuralFit.scope(file);
    Sizes sizes = NeuralFit.sizes(file);
    return new SequenceModel(this, file.items(), scope, network(sizes, scope));
  }

  @Override
  default long fitBytes(Interactions train) {
    long copies = cuts().windows() == Sequences.Windows.OVERLAPPING ? 2 : 1;
    long places = Math.min(copies * train.size(), cutting().tokens());
    return NeuralFit.bytes(scope -> network(Sizes.of(train), scope), training(), train)
        + Float.BYTES * numbersOfPlace() * places;
  }
}
