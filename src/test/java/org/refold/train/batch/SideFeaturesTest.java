package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

class SideFeaturesTest {

  private static final Vocabulary FILMS = Vocabulary.of(List.of("a", "b", "c"));

  private static final Attributes KNOWN =
      Attributes.none(FILMS)
          .with("title", new AttributeColumn.Texts(List.of("A", "B", "C")))
          .with(
              "genres",
              AttributeColumn.Categories.of(
                  List.of(List.of("drama", "war"), List.of("drama"), List.of())))
          .with("year", new AttributeColumn.Numbers(new double[] {1994, 1999, Double.NaN}))
          .with("age", new AttributeColumn.Numbers(new double[] {1, 35, 56}))
          .with("length", new AttributeColumn.Numbers(new double[] {90, 110, Double.NaN}));

  /** The features of a row: weights by feature. */
  private static Map<Integer, Float> row(FeatureRows rows, int row) {
    Map<Integer, Float> features = new TreeMap<>();
    for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
      features.put(rows.ids()[at], rows.weights()[at]);
    }
    return features;
  }

  @Test
  void attributesBecomeNumbers() {
    FeatureRows rows = SideFeatures.of("items", KNOWN, FILMS);
    // unknown genres, drama, war; unknown year, the nineties; three ages; unknown length, length
    assertThat(rows.count()).isEqualTo(10);
    Map<Integer, Float> a = row(rows, 0);
    Map<Integer, Float> b = row(rows, 1);
    Map<Integer, Float> c = row(rows, 2);
    float z = (float) (1 / Math.sqrt(2));
    assertThat(a.values()).containsExactlyInAnyOrder(.5f, .5f, 1f, 1f, -z);
    assertThat(b.values()).containsExactlyInAnyOrder(1f, 1f, 1f, z);
    assertThat(c.values()).containsOnly(1f).hasSize(4);
    assertThat(a.keySet()).containsAnyElementsOf(b.keySet());
    assertThat(c.keySet()).doesNotContainAnyElementsOf(a.keySet());
  }

  @Test
  void idsWithoutAttributesAreUnknownInAll() {
    FeatureRows rows = SideFeatures.of("items", KNOWN, Vocabulary.of(List.of("b", "new")));
    assertThat(row(rows, 1).values()).containsOnly(1f).hasSize(4);
  }

  /** Others have the features of the training data and no more; none moves a mean. */
  @Test
  void featuresAreMadeOfTheTrainingUsersAlone() {
    Interactions train =
        SmallData.histories(3, new int[] {0, 1}).withUsers(Vocabulary.of(List.of("c", "a")));
    UserFeatures users = UserFeatures.of(new SideInformation(KNOWN, KNOWN), train);
    assertThat(users.ids().ids()).containsExactly("c", "a", "b");
    FeatureRows alone = SideFeatures.of("users", KNOWN, train.users());
    assertThat(users.rows().count()).isEqualTo(alone.count());
    assertThat(users.count()).isEqualTo(alone.count() + 1);
    assertThat(row(users.rows(), 0)).isEqualTo(row(alone, 0));
    assertThat(row(users.rows(), 1)).isEqualTo(row(alone, 1));
    // b: drama and the nineties are known from a; the age and the length are new
    assertThat(row(users.rows(), 2).values()).containsExactly(1f, 1f);
    assertThat(row(alone.transposed().transposed(), 1)).isEqualTo(row(alone, 1));
  }

  @Test
  void attributesThatMakeNoFeaturesAreRefused() {
    Interactions train =
        SmallData.histories(3, new int[] {0, 1}).withUsers(Vocabulary.of(List.of("c", "a")));
    Attributes texts =
        Attributes.none(FILMS).with("title", new AttributeColumn.Texts(List.of("A", "B", "C")));
    SideInformation side = new SideInformation(texts, texts);
    assertThatThrownBy(() -> UserFeatures.of(side, train))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none is a category");
    assertThatThrownBy(() -> SideFeatures.Use.BOTH.ofUsers(side, train))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of users")
        .hasMessageContaining("none is a category");
  }

  @Test
  void nothingKnownIsRefused() {
    Interactions train = SmallData.histories(3, new int[] {0, 1});
    SideInformation strange = new SideInformation(Attributes.none(train.users()), KNOWN);
    assertThatThrownBy(() -> SideFeatures.Use.ITEMS.ofItems(strange, train))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of items")
        .hasMessageContaining("under the ids of the data");
    assertThatThrownBy(() -> SideFeatures.Use.BOTH.ofUsers(strange, train))
        .hasMessageContaining("no attributes of");
    assertThat(SideFeatures.Use.USERS.ofItems(strange, train).isEmpty()).isTrue();
  }

  @Test
  void featuresOfTwoKindsStandBehindEachOther() {
    Interactions train = SmallData.histories(3, new int[] {2, 0}, new int[] {});
    FeatureRows histories = FeatureRows.ofHistories(train);
    FeatureRows other =
        new FeatureRows(2, new int[] {0, 1, 2}, new int[] {1, 0}, new float[] {3, 4});
    FeatureRows both = histories.and(other);
    float weight = (float) (1 / Math.sqrt(2));
    assertThat(both.count()).isEqualTo(5);
    assertThat(row(both, 0)).isEqualTo(Map.of(0, weight, 2, weight, 4, 3f));
    assertThat(row(both, 1)).isEqualTo(Map.of(3, 4f));
  }
}
