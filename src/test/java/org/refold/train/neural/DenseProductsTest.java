package org.refold.train.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.refold.kernel.Transpose.NO;
import static org.refold.kernel.Transpose.YES;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Transpose;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.train.Trainable;
import org.refold.train.neural.DenseProducts.Product;

/** Which dense products training consists of. */
class DenseProductsTest {

  /** Seven users and five items, each user with two of them. */
  private static final Interactions TRAIN = train(7, 2);

  private static Interactions train(int users, int each) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < users; user++) {
      for (int k = 0; k < each; k++) {
        builder.add(user, (user + k) % 5, k == 0 ? 4 : 2, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(users),
        Vocabulary.of(List.of("1", "2", "3", "4", "5")),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static DenseProducts products(String model, Map<String, String> settings) {
    return products(model, settings, TRAIN);
  }

  private static DenseProducts products(
      String model, Map<String, String> settings, Interactions train) {
    var recommender = Catalogue.create(model, settings);
    try (Fitted<? extends Model> fitted = recommender.fit(train, Fitting.withSeed(1))) {
      return ((NeuralModel) fitted.model())
          .denseProducts(train, ((Trainable<?>) recommender).training());
    }
  }

  /**
   * Layers 5-6-(2 x 3)-6-5, of which the first reads sparse histories: 4 x 6 times 6 x 6, 4 x 3
   * times 3 x 6, 4 x 6 times 6 x 5, each with the gradients of both sides.
   */
  @Test
  void aVariationalAutoencoderHasThreeOfEachLayerButTheFirst() {
    DenseProducts found =
        products("mult-vae", Map.of("hidden", "6", "latent", "3", "epochs", "1", "batchSize", "4"));
    assertThat(found.ofBatch())
        .containsExactly(
            new Product(NO, NO, 4, 6, 6),
            new Product(NO, YES, 4, 6, 6),
            new Product(YES, NO, 6, 6, 4),
            new Product(NO, NO, 4, 6, 3),
            new Product(NO, YES, 4, 3, 6),
            new Product(YES, NO, 3, 6, 4),
            new Product(NO, NO, 4, 5, 6),
            new Product(NO, YES, 4, 6, 5),
            new Product(YES, NO, 6, 5, 4));
    assertThat(found.batches()).isCloseTo(7 / 4.0, within(1e-12));
  }

  /** Outputs by a table with a row for each item: its gradient is [5, 2] as the table is. */
  @Test
  void whatIsComputedInTrainingCountsAndNotWhatScoringComputes() {
    Map<String, String> small = Map.of("latent", "2", "epochs", "1", "batchSize", "7");
    assertThat(products("cdae", small).ofBatch()).as("items are sampled").isEmpty();
    Map<String, String> all =
        Map.of("latent", "2", "epochs", "1", "batchSize", "7", "outputItems", "all");
    assertThat(products("cdae", all).ofBatch())
        .containsExactly(
            new Product(NO, YES, 7, 5, 2),
            new Product(NO, NO, 7, 2, 5),
            new Product(YES, NO, 5, 2, 7));
  }

  /**
   * Seven users of one place each; one layer of three units with three gates, from the items and
   * from the states, and five items, whose gradient is computed turned.
   */
  @Test
  void statesAndTheSoftmaxOverTheCatalogueCount() {
    Map<String, String> small = Map.of("latent", "3", "epochs", "1", "batchSize", "7");
    assertThat(products("gru4rec", small).ofBatch())
        .containsExactly(
            new Product(NO, NO, 7, 9, 3),
            new Product(NO, YES, 7, 3, 9),
            new Product(YES, NO, 3, 9, 7),
            new Product(NO, NO, 7, 9, 3),
            new Product(NO, YES, 7, 3, 9),
            new Product(YES, NO, 3, 9, 7),
            new Product(NO, YES, 7, 5, 3),
            new Product(NO, NO, 7, 3, 5),
            new Product(YES, NO, 3, 5, 7));
  }

  /** One segment with the targets of all seven and four drawn; of sampled-ce six of each user. */
  @Test
  void scoresOfSharedNegativesCount() {
    Map<String, String> recurrent =
        Map.of("latent", "3", "epochs", "1", "batchSize", "7", "negatives", "4");
    assertThat(products("gru4rec", recurrent).ofBatch())
        .endsWith(
            new Product(NO, YES, 7, 11, 3),
            new Product(NO, NO, 7, 3, 11),
            new Product(YES, NO, 11, 3, 7));
    Map<String, String> attention =
        Map.of("latent", "3", "epochs", "1", "loss", "sampled-ce", "negatives", "6");
    assertThat(products("sasrec", attention).ofBatch()).contains(new Product(NO, YES, 7, 6, 3));
  }

  /**
   * Two lanes step by step through three histories of three places: batches of two places, not of
   * two histories.
   */
  @Test
  void sessionsSideBySideHaveTheProductsOfTheirSteps() {
    Map<String, String> small =
        Map.of("latent", "3", "epochs", "1", "batchSize", "2", "batches", "session-parallel");
    DenseProducts found = products("gru4rec", small, train(3, 4));
    assertThat(found.batches()).isCloseTo(9 / 2.0, within(1e-12));
    assertThat(found.ofBatch())
        .contains(new Product(NO, NO, 2, 9, 3), new Product(NO, YES, 2, 5, 3))
        .allSatisfy(
            product -> assertThat(List.of(product.m(), product.n(), product.k())).contains(2));
  }

  @Test
  void observedRatingsAloneAreNoDenseProduct() {
    Map<String, String> one = Map.of("hidden", "3", "epochs", "1", "batchSize", "5");
    assertThat(products("i-autorec", one).ofBatch()).isEmpty();
    Map<String, String> two = Map.of("hidden", "3x2", "epochs", "1", "batchSize", "5");
    assertThat(products("u-autorec", two).ofBatch())
        .containsExactly(
            new Product(NO, NO, 5, 2, 3),
            new Product(NO, YES, 5, 3, 2),
            new Product(YES, NO, 3, 2, 5));
  }

  @Test
  void anOptimiserOfFullBatchesHasOneBatchAnEpoch() {
    DenseProducts found =
        products("u-autorec", Map.of("hidden", "3x2", "epochs", "1", "optimizer", "rprop"));
    assertThat(found.batches()).isEqualTo(1);
    assertThat(found.ofBatch().get(0)).isEqualTo(new Product(NO, NO, 7, 2, 3));
  }

  /** A gradient is stored as its matrix is, and its product has as many multiplications. */
  @ParameterizedTest
  @CsvSource({"NO,NO", "NO,YES", "YES,NO", "YES,YES"})
  void gradientsHaveTheShapesOfTheirMatrices(Transpose opA, Transpose opB) {
    Product product = new Product(opA, opB, 2, 3, 5);
    Product ofA = product.forGradientOfA();
    Product ofB = product.forGradientOfB();
    assertThat(List.of(ofA.m(), ofA.n(), ofA.k()))
        .isEqualTo(opA == NO ? List.of(2, 5, 3) : List.of(5, 2, 3));
    assertThat(List.of(ofB.m(), ofB.n(), ofB.k()))
        .isEqualTo(opB == NO ? List.of(5, 3, 2) : List.of(3, 5, 2));
  }
}
