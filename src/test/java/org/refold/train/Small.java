package org.refold.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Losses;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.recommend.TestModel;
import org.refold.train.batch.Histories;

/** A small denoising autoencoder with dropout, written as a model is, and data for it. */
record Small(TrainingPlan training) implements Recommender {

  static final int USERS = 57;
  static final int ITEMS = 24;

  /** Users like items of one of three kinds, and some others. */
  static final Interactions TRAIN = interactions(USERS, 1);

  static final Holdout VALIDATION =
      new Holdout(interactions(40, 2), interactions(40, 3), Holdout.Generalisation.STRONG);

  private static Interactions interactions(int users, long seed) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    SplittableRandom random = new SplittableRandom(seed);
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < ITEMS; item++) {
        if (random.nextDouble() < (item % 3 == user % 3 ? 0.6 : 0.1)) {
          builder.add(user, item, 1f, 0L);
        }
      }
    }
    return builder.build(
        names("u", users), names("i", ITEMS), InteractionsBuilder.Duplicates.LAST_WINS);
  }

  private static Vocabulary names(String prefix, int count) {
    return Vocabulary.of(IntStream.range(0, count).mapToObj(k -> prefix + k).toList());
  }

  @Override
  public String name() {
    return "small";
  }

  @Override
  public Fitted<Scorer> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Net net = new Net(train, fitting.seed());
    return new Fitted<>(new Scorer(net), training.fit(this, train, net, fitting));
  }

  @Override
  public Scorer load(ModelReader file) {
    throw new UnsupportedOperationException("is never saved");
  }

  @Override
  public long fitBytes(Interactions train) {
    return 0;
  }

  /** The equations. */
  static class Net implements Network {
    final Interactions train;
    final Histories examples;
    final Parameter in;
    final Parameter inBias;
    final Parameter out;
    final Parameter outBias;

    Net(Interactions train, long seed) {
      this.train = train;
      this.examples = new Histories(train);
      int items = train.itemCount();
      in = Parameter.weight("in", items, 9, Initializer.xavierNormal(), seed);
      inBias = Parameter.bias("in bias", 9, Initializer.zeros(), seed);
      out = Parameter.weight("out", 9, items, Initializer.xavierNormal(), seed);
      outBias = Parameter.bias("out bias", items, Initializer.zeros(), seed);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(in, inBias, out, outBias);
    }

    @Override
    public List<Phase<?>> phases() {
      return List.of(phase("all", parameters()));
    }

    Phase<Histories.Batch> phase(String name, List<Parameter> trained) {
      return new Phase<>(name, trained, examples, this::loss);
    }

    Var loss(Step<Histories.Batch> step) {
      SparseRows x = step.batch().items();
      step.record("size", step.size());
      SparseRows corrupted = Inputs.dropout(step.tape(), x, 0.3, "input");
      return Losses.multinomial(logits(step.tape(), corrupted), x);
    }

    Var logits(Tape tape, SparseRows x) {
      Var h = Layers.sparse(x, tape.parameter(in), tape.parameter(inBias), Activation.TANH);
      return Layers.dense(h, tape.parameter(out), tape.parameter(outBias), Activation.IDENTITY);
    }

    @Override
    public Model model() {
      return new Scorer(this);
    }

    /** All weights, one after the other. */
    List<Double> weights() {
      List<Double> all = new ArrayList<>();
      for (Parameter parameter : parameters()) {
        Matrix value = parameter.value();
        for (int r = 0; r < value.rows(); r++) {
          for (int c = 0; c < value.columns(); c++) {
            all.add(value.get(r, c));
          }
        }
      }
      return all;
    }
  }

  /** The model. */
  record Scorer(Net net) implements TestModel, FoldIn {

    @Override
    public Vocabulary items() {
      return net.train.items();
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      SparseRows x = new SparseRows(items().size());
      for (int user = from; user < to; user++) {
        int[] history = histories.itemsOf(user);
        x.addRow(history, 0, history.length);
      }
      try (Tape tape = Tape.ofFloats()) {
        tape.begin(Mode.SCORING, 0, 0);
        net.logits(tape, x).value().readRows(0, to - from, scores, 0);
      }
    }
  }
}
