package org.refold.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.model.autoencoder.RecurrentAe;
import org.refold.model.masked.MaeTransformer;
import org.refold.model.sequence.Bert4Rec;
import org.refold.model.sequence.Gru4Rec;
import org.refold.model.sequence.SasRec;
import org.refold.model.sequence.Svae;
import org.refold.recommend.Fitting;
import org.refold.report.chart.Surface;
import org.refold.settings.BadInputException;
import org.refold.train.neural.SequenceModel;
import org.refold.train.neural.SequenceRecommender;

/** One user with the items 0, 2, 3, 1 and one with none. */
class HistoryMapsTest {

  private static final Interactions TRAIN = data(new int[] {0, 2, 3, 1}, new int[] {});
  private static final Attributes ITEMS =
      Attributes.none(TRAIN.items())
          .with(
              Attributes.TITLE,
              new AttributeColumn.Texts(List.of("Alien", "Heat", "Fargo", "Heat")));

  private static Interactions data(int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(histories.length),
        Vocabulary.ofNumbers(4),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static HistoryMaps maps(SequenceRecommender recommender, int user, int last) {
    try (var fitted = recommender.fit(TRAIN, Fitting.withSeed(1))) {
      SequenceModel model = fitted.model();
      return HistoryMaps.of(model, TRAIN, user, ITEMS, last);
    }
  }

  private static double sum(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void eachBlockAndHeadHasSharesOfWhatCameBefore() {
    SasRec two = new SasRec().withLatent(4).withHeads(2).withMaxLength(5).withEpochs(1);
    HistoryMaps maps = maps(two, 0, 9);
    assertThat(maps.maps().keySet())
        .containsExactly(
            "block 1 shares, head 1",
            "block 1 shares, head 2",
            "block 2 shares, head 1",
            "block 2 shares, head 2");
    for (Surface map : maps.maps().values()) {
      assertThat(map.yLevels()).containsExactly("Alien", "Fargo", "Heat", "Heat (2)");
      assertThat(map.values()).allSatisfy(row -> assertThat(sum(row)).isCloseTo(100, within(1e-3)));
      assertThat(map.values().get(0)).containsExactly(100.0, 0.0, 0.0, 0.0);
    }
    IChart chart = maps.chart();
    assertThat(chart.getTitle()).contains("block 2 shares, head 1");
  }

  /** Of four items two are shown; what goes to the others stands in the table. */
  @Test
  void attentionToEarlierItemsIsSummed() {
    HistoryMaps maps = maps(new SasRec().withLatent(4).withMaxLength(5).withEpochs(1), 0, 2);
    Surface map = maps.maps().get("block 1 shares, head 1");
    assertThat(map.xLevels()).containsExactly("Heat", "Heat (2)");
    assertThat(maps.tables().get(0).columns())
        .containsExactly("item", "(earlier)", "Heat", "Heat (2)");
    double earlier = Double.parseDouble(maps.tables().get(0).rows().get(0).get(1).text());
    assertThat(earlier).isCloseTo(100 - sum(map.values().get(1)), within(0.06)).isPositive();
    assertThat(maps.toText()).contains("block 1 shares, head 1: attends to, %", "Heat (2)");
    assertThat(maps.toHtml()).contains("<table");
  }

  @Test
  void theMaskBehindTheLastItemIsNamed() {
    Bert4Rec small = new Bert4Rec().withLatent(4).withHeads(1).withMaxLength(4).withEpochs(1);
    Surface map = maps(small, 0, 9).maps().get("block 1 shares, head 1");
    assertThat(map.xLevels()).containsExactly("Fargo", "Heat", "Heat (2)", "(next)");
  }

  /** The encoder reads no mask, the decoder has one behind what the encoder read. */
  @Test
  void rowsThatAreNoItemsAreNamed() {
    MaeTransformer small =
        new MaeTransformer()
            .withLatent(4)
            .withBlocks(1)
            .withHeads(1)
            .withMaxLength(4)
            .withEpochs(1);
    HistoryMaps maps = maps(small, 0, 9);
    assertThat(maps.maps().get("encoder 1 shares, head 1").xLevels())
        .containsExactly("(whole)", "Fargo", "Heat", "Heat (2)");
    assertThat(maps.maps().get("decoder 1 shares, head 1").xLevels())
        .containsExactly("(whole)", "Fargo", "Heat", "Heat (2)", "(next)");
    assertThat(maps(small, 0, 2).maps().get("decoder 1 shares, head 1").xLevels())
        .containsExactly("Heat", "(next)");
    Surface gates = maps(new RecurrentAe().withEpochs(1), 0, 9).maps().get("gates of layer 1");
    assertThat(gates.xLevels()).containsExactly("Alien", "Fargo", "Heat", "Heat (2)");
  }

  @Test
  void recurrentLayersHaveGates() {
    HistoryMaps maps = maps(new Gru4Rec().withLatent(4).withBlocks(2).withEpochs(1), 0, 3);
    assertThat(maps.maps().keySet()).containsExactly("gates of layer 1", "gates of layer 2");
    Surface map = maps.maps().get("gates of layer 1");
    assertThat(map.yLevels()).containsExactly("reset gate", "update gate, keeps");
    assertThat(map.xLevels()).hasSize(3);
    assertThat(map.values().get(1)).allSatisfy(open -> assertThat(open).isBetween(1.0, 99.0));
    assertThat(maps(new Svae().withEpochs(1), 0, 3).maps()).hasSize(1);
  }

  @Test
  void saysOfWhomThereIsNothingToSee() {
    assertThatThrownBy(() -> maps(new SasRec().withLatent(4).withEpochs(1), 1, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("user '1'");
    assertThatThrownBy(() -> maps(new Gru4Rec().withLatent(4).withEpochs(1), 1, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("user '1'");
    assertThatThrownBy(() -> maps(new SasRec().withLatent(4).withEpochs(1), 0, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("last is 0");
  }
}
