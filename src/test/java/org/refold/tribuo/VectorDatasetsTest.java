package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.model.factor.Ials;
import org.refold.recommend.Fitting;
import org.refold.recommend.ItemVectors;
import org.refold.settings.BadInputException;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;
import org.tribuo.math.la.SGDVector;

class VectorDatasetsTest {

  private static final Vocabulary IDS = Vocabulary.of(List.of("a", "b", "c"));

  private static NamedVectors floats() {
    return new NamedVectors(IDS, Matrix.of(3, 2, 1f, 2f, 0f, 0.5f, -3f, 4f));
  }

  @Test
  void labelsGoByRawIds() {
    Dataset<Label> data =
        VectorDatasets.labelled("genres", floats(), Map.of("c", "War", "a", "Comedy", "z", "War"));
    List<String> found = new ArrayList<>();
    for (Example<Label> example : data) {
      Object id = example.getMetadataValue(VectorDatasets.ID).orElseThrow();
      found.add(id + " " + example.getOutput().getLabel() + " " + VectorText.of(example, data));
    }
    assertThat(found).containsExactly("a Comedy [1.0, 2.0]", "c War [-3.0, 4.0]");
    assertThat(data.getProvenance().toString()).contains("genres: 3 vectors of 2 numbers");
  }

  @Test
  void theItemsOfAModelBringTheirRawIds() {
    Fitting fitting = Fitting.withSeed(42);
    ItemVectors model = new Ials().withLatent(3).fit(TribuoFixtures.SMALL.train(), fitting).model();
    NamedVectors vectors = NamedVectors.of(model);
    assertThat(vectors.ids()).isEqualTo(model.items());
    assertThat(vectors.vectors()).isSameAs(model.vectors());
  }

  @Test
  void moreThanTenNumbersKeepTheirOrder() {
    float[] numbers = new float[3 * 12];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = k;
    }
    NamedVectors vectors = new NamedVectors(IDS, Matrix.of(3, 12, numbers));
    Dataset<ClusterID> data = VectorDatasets.unclustered("vectors", vectors);
    assertThat(data.size()).isEqualTo(3);
    SGDVector[] expected = VectorDatasets.sgdVectors(vectors);
    for (int row = 0; row < 3; row++) {
      assertThat(VectorText.of(data.getExample(row), data)).startsWith("[" + row * 12 + ".0, ");
      assertThat(VectorText.of(data.getExample(row), data)).isEqualTo(VectorText.of(expected[row]));
    }
  }

  @Test
  void doublesKeepAllTheirDigits() {
    NamedVectors vectors = new NamedVectors(IDS, Matrix.of(3, 1, 0.1, 0.2, 0.3));
    assertThat(VectorDatasets.sgdVectors(vectors)[2].get(0)).isEqualTo(0.3);
  }

  @Test
  void whatTribuoCannotUseIsRefused() {
    NamedVectors diverged = new NamedVectors(IDS, Matrix.of(3, 1, 1f, Float.NaN, 2f));
    assertThatThrownBy(() -> VectorDatasets.sgdVectors(diverged))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'b' has NaN");
    assertThatThrownBy(() -> new NamedVectors(IDS, Matrix.floats(2, 4)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 vectors of 4 numbers were given for 3 ids");
    assertThatThrownBy(() -> VectorDatasets.labelled("none", floats(), Map.of("z", "War")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none of the 3 vectors has a label")
        .hasMessageContaining("'a'");
  }
}
