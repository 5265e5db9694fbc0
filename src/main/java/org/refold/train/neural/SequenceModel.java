package org.refold.train.neural;

import java.util.List;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Glimpse;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Products;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.Preconditions;
import org.refold.train.Phase;
import org.refold.train.Training;
import org.refold.train.batch.Examples;
import org.refold.train.batch.Sequences;
import org.refold.train.batch.SessionParallel;

/**
 * A fitted network that reads histories in their order, repeats kept; of long ones the last items.
 * It knows users by their histories only. The vector of a user is what the network makes of the
 * history; scores are its inner products with the vectors of items, plus a number of each item
 * where the network has one.
 *
 * <p>Memory besides the weights: a block of {@value #BATCH} histories at a time for each thread
 * that asks.
 */
public final class SequenceModel extends NeuralModel
    implements FoldIn, InnerProduct, Coded, ScoringPass {

  /** Histories that go through the network at once: each has many rows. */
  private static final int BATCH = 64;

  private final int maxLength;
  private final SequenceNetwork network;

  SequenceModel(
      SequenceRecommender recommender, Vocabulary items, Scope scope, SequenceNetwork network) {
    super(recommender, items, scope);
    this.maxLength = recommender.maxLength();
    this.network = network;
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    inBatches(histories, from, to, this::scores, scores, items().size());
  }

  @Override
  public Var scores(Tape tape, Interactions histories, int from, int to) {
    return scores(network.encode(tape, last(tape, histories, from, to)));
  }

  @Override
  public void encode(Interactions histories, int from, int to, float[] vectors) {
    Preconditions.encode(this, histories, from, to, vectors);
    inBatches(histories, from, to, vector -> vector, vectors, userDimension());
  }

  /** Of a variational autoencoder that of the posterior, else that of the vectors. */
  @Override
  public Bottleneck bottleneck(Interactions histories) {
    CodeReader reader = new CodeReader(histories.userCount());
    for (int first = 0; first < histories.userCount(); first += BATCH) {
      tapes()
          .run(
              first,
              Math.min(histories.userCount(), first + BATCH),
              (tape, start, end) -> {
                Ragged.Ids ids = last(tape, histories, start, end);
                return reader.of(network.posterior(tape, ids), () -> network.encode(tape, ids));
              },
              reader);
    }
    return reader.bottleneck();
  }

  /**
   * What the network shows of its inside when it reads a history: shares of attention, of each
   * block and head, or gates of recurrent units.
   *
   * @param histories over the items of the training
   * @param user whose history is read, its last items as in scoring
   * @return in the order in which they come up; empty for a network that shows nothing, or a
   *     history without items
   */
  public List<Glimpse> watch(Interactions histories, int user) {
    Preconditions.foldIn(this, histories, user, user + 1, new float[items().size()]);
    try (Tape tape = Tape.of(Precision.FLOAT)) {
      return tape.watch(
          () -> {
            tape.begin(Mode.SCORING, 0, 0);
            network.encode(tape, last(tape, histories, user, user + 1));
          });
    }
  }

  /**
   * The names of the rows of what {@link #watch} returned.
   *
   * @param items names of all items of the history, oldest first
   */
  public List<String> rows(Glimpse glimpse, List<String> items) {
    return network.rows(glimpse, items);
  }

  private interface Read {
    Var of(Var vectors);
  }

  private void inBatches(
      Interactions histories, int from, int to, Read read, float[] results, int length) {
    for (int first = from; first < to; first += BATCH) {
      tapes()
          .run(
              first,
              Math.min(to, first + BATCH),
              (tape, start, end) ->
                  read.of(network.encode(tape, last(tape, histories, start, end))),
              (start, end, numbers) ->
                  numbers.readRows(0, end - start, results, (start - from) * length));
    }
  }

  private Ragged.Ids last(Tape tape, Interactions histories, int from, int to) {
    Ragged.Ids ids = tape.idsScratch();
    for (int user = from; user < to; user++) {
      int start = Math.max(histories.start(user), histories.end(user) - maxLength);
      int[] items = new int[histories.end(user) - start];
      for (int k = 0; k < items.length; k++) {
        items[k] = histories.item(start + k);
      }
      ids.add(items, 0, items.length);
    }
    return ids;
  }

  private Var scores(Var vectors) {
    Tape tape = vectors.tape();
    Var table = tape.parameter(network.items());
    Optional<Parameter> biases = network.biases();
    if (biases.isEmpty()) {
      return Products.multiply(vectors, Transpose.NO, table, Transpose.YES);
    }
    Var bias = tape.parameter(biases.get());
    return Layers.dense(vectors, table, Transpose.YES, bias, Activation.IDENTITY);
  }

  @Override
  public Matrix vectors() {
    return network.items().value();
  }

  @Override
  public float[] itemBiases() {
    float[] numbers = new float[items().size()];
    network.biases().ifPresent(biases -> biases.value().readRow(0, numbers));
    return numbers;
  }

  /**
   * Those of a batch of the first sequences, or of the first step of lanes; an epoch has as many
   * times its places.
   */
  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    SequenceRecommender own = (SequenceRecommender) recommender();
    Sequences sequences = new Sequences(train, own.cutting());
    Course course = network.course(scope(), train, sequences, own.sampler(train));
    return denseProducts(course.phases().get(0), training);
  }

  private static <B> DenseProducts denseProducts(Phase<B> phase, Training training) {
    Examples<B> examples = phase.examples();
    if (examples instanceof SessionParallel lanes) {
      return DenseProducts.of(examples, phase.loss(), training.withBatchSize(lanes.lanes()));
    }
    DenseProducts products = DenseProducts.of(examples, phase.loss(), training);
    if (examples instanceof Sequences sequences) {
      int size = Math.min(training.batchSize(), sequences.count());
      return new DenseProducts(products.ofBatch(), sequences.batchesOfPlaces(size));
    }
    return products;
  }
}
