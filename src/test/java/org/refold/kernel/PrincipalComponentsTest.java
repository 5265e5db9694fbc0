package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  private static Matrix points(Precision precision) {
    Matrix points = Matrix.zeros(precision, 13, 4);
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 4; j++) {
        points.set(i, j, (7 * i + 3 * j + i * i * j) % 11 + 0.01 * i * j);
      }
    }
    return points;
  }

  /**
   * By scikit-learn 1.x:
   *
   * <pre>
   * X = np.array([[(7*i+3*j+i*i*j)%11+.01*i*j for j in range(4)] for i in range(13)])
   * p = PCA(2).fit(X); p.explained_variance_ratio_; np.abs(p.transform(X)[:3])
   * </pre>
   */
  @Test
  void componentsAreThoseOfScikitLearn() {
    try (Matrix points = points(Precision.DOUBLE)) {
      PrincipalComponents found = PrincipalComponents.of(points, 2);
      assertThat(found.explained())
          .containsExactly(new double[] {0.39149196461317154, 0.2885159745636444}, within(1e-12));
      double[][] theirs = {
        {4.157292718731279, 2.3203521836490495},
        {3.5868330726518196, 2.042343653041188},
        {4.735772410462449, 2.9028279378638224}
      };
      for (int row = 0; row < theirs.length; row++) {
        for (int k = 0; k < 2; k++) {
          assertThat(Math.abs(found.scores()[row][k])).isCloseTo(theirs[row][k], within(1e-10));
        }
      }
    }
  }

  @Test
  void floatsGiveTheSameAndNothingIsModified() {
    try (Matrix floats = points(Precision.FLOAT);
        Matrix before = floats.copy()) {
      PrincipalComponents.of(floats, 3);
      for (int i = 0; i < 13; i++) {
        for (int j = 0; j < 4; j++) {
          assertThat(floats.get(i, j)).isEqualTo(before.get(i, j));
        }
      }
    }
  }

  @Test
  void allComponentsExplainAllAndKeepDistances() {
    try (Matrix points = points(Precision.DOUBLE)) {
      PrincipalComponents all = PrincipalComponents.of(points, 4);
      double explained = 0;
      double squares = 0;
      double theirs = 0;
      for (int k = 0; k < 4; k++) {
        explained += all.explained()[k];
        double a = all.scores()[3][k] - all.scores()[8][k];
        double b = points.get(3, k) - points.get(8, k);
        squares += a * a;
        theirs += b * b;
      }
      assertThat(explained).isCloseTo(1, within(1e-12));
      assertThat(squares).isCloseTo(theirs, within(1e-9));
    }
  }

  @Test
  void moreComponentsThanColumnsAreRefused() {
    try (Matrix points = points(Precision.DOUBLE)) {
      assertThatThrownBy(() -> PrincipalComponents.of(points, 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("5 components");
    }
  }
}
