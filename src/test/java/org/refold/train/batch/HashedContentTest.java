package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;

class HashedContentTest {

  private static final Attributes FILMS =
      Attributes.none(Vocabulary.of(List.of("1", "2", "3")))
          .with(
              "genres",
              AttributeColumn.Categories.of(
                  List.of(List.of("Comedy", "Drama"), List.of("Comedy"), List.of())))
          .with(
              Attributes.TITLE, new AttributeColumn.Texts(List.of("A Toy Story (1995)", "Toy", "")))
          .with(Attributes.YEAR, new AttributeColumn.Numbers(new double[] {1995, 1990, Double.NaN}))
          .with("length", new AttributeColumn.Numbers(new double[] {81, 100, 90}));
  private static final SideInformation SIDE =
      new SideInformation(SideInformation.NONE.users(), FILMS);

  @Test
  void categoriesDecadesAndWordsAreFeatures() {
    assertThat(HashedContent.features(FILMS, 0))
        .containsExactly("genres=Comedy", "genres=Drama", "toy", "story", "year=1990");
    assertThat(HashedContent.features(FILMS, 2)).isEmpty();
  }

  @Test
  void eachRowSumsToOneAndNothingKnownIsNothing() {
    try (Matrix content = Matrix.floats(3, 64)) {
      HashedContent.write(SIDE, FILMS.vocabulary(), content);
      float[] row = new float[64];
      content.readRow(0, row);
      assertThat(row[HashedContent.column("genres=Comedy", 64)]).isGreaterThanOrEqualTo(0.2f);
      double sum = 0;
      for (float share : row) {
        sum += share;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
      content.readRow(2, row);
      assertThat(row).containsOnly(0);
    }
  }

  /** A model file of one machine is read on another. */
  @Test
  void columnsStayWhereTheyAre() {
    assertThat(HashedContent.column("genres=Comedy", 512)).isEqualTo(134);
  }

  @Test
  void itemsWithoutAttributesAreRefused() {
    try (Matrix content = Matrix.floats(1, 4)) {
      assertThatThrownBy(
              () -> HashedContent.write(SIDE, Vocabulary.of(List.of("another")), content))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("side information of items");
    }
  }
}
