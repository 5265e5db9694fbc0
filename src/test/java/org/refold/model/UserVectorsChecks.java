package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.UserVectors;
import org.refold.settings.BadInputException;

/** What holds for any model that makes vectors of histories. */
final class UserVectorsChecks {

  private static final Interactions HISTORIES = ConformanceData.TRAIN;

  private UserVectorsChecks() {}

  static List<DynamicTest> of(UserVectors model) {
    return List.of(
        dynamicTest(
            "user vectors are finite and have a length",
            () -> Scores.assertFinite(encode(model, 0, HISTORIES.userCount()))),
        dynamicTest("users alone are encoded as in a batch", () -> alone(model)),
        dynamicTest("different histories have different vectors", () -> tellApart(model)),
        dynamicTest("what cannot be encoded is refused", () -> refused(model)));
  }

  static float[] encode(UserVectors model, int from, int to) {
    assertThat(model.userDimension()).isPositive();
    float[] vectors = new float[(to - from) * model.userDimension()];
    Arrays.fill(vectors, Float.NaN);
    model.encode(HISTORIES, from, to, vectors);
    return vectors;
  }

  private static void alone(UserVectors model) {
    int d = model.userDimension();
    float[] all = encode(model, 0, HISTORIES.userCount());
    for (int user : new int[] {0, 17, ConformanceData.EMPTY_USER}) {
      float[] expected = Arrays.copyOfRange(all, user * d, (user + 1) * d);
      Scores.assertClose(encode(model, user, user + 1), expected, 1e-4);
    }
    assertThat(encode(model, 3, 3)).isEmpty();
  }

  private static void tellApart(UserVectors model) {
    assertThat(encode(model, 0, 1)).isNotEqualTo(encode(model, 1, 2));
  }

  private static void refused(UserVectors model) {
    int d = model.userDimension();
    assertThatThrownBy(() -> model.encode(HISTORIES, 0, 2, new float[2 * d - 1]))
        .isInstanceOf(IllegalArgumentException.class);
    int users = HISTORIES.userCount();
    assertThatThrownBy(() -> model.encode(HISTORIES, users, users + 1, new float[d]))
        .isInstanceOf(IllegalArgumentException.class);
    Interactions others = HISTORIES.withItems(HISTORIES.items().subset(new int[] {0, 1}));
    assertThatThrownBy(() -> model.encode(others, 0, 1, new float[d]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("withItems");
  }
}
