package org.refold.tribuo;

import java.util.Locale;
import java.util.Map;
import org.refold.settings.BadInputException;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Vectors as Tribuo's data sets and vectors. Number {@code k} of a vector is the feature {@code
 * f000012}, padded with zeros so that Tribuo's order is that of the numbers; the raw id of each
 * example is its metadata {@value #ID}. Data sets take 13 bytes a number and more for the names.
 */
public final class VectorDatasets {

  /** Under what an example has its raw id: {@code example.getMetadataValue(ID)}. */
  public static final String ID = "id";

  private VectorDatasets() {}

  /**
   * The vectors that have a label, in order; for classifiers.
   *
   * @param name what its provenance calls the data
   * @param labelOf labels by raw id; ids without one are left out
   * @throws BadInputException if none of the ids has a label
   */
  public static MutableDataset<Label> labelled(
      String name, NamedVectors vectors, Map<String, String> labelOf) {
    MutableDataset<Label> data = empty(name, vectors, new LabelFactory());
    String[] names = names(vectors);
    for (int row = 0; row < vectors.ids().size(); row++) {
      String label = labelOf.get(vectors.ids().id(row));
      if (label != null) {
        data.add(example(new Label(label), names, vectors, row));
      }
    }
    if (data.size() == 0) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "none of the %d vectors has a label; labels go by raw ids such as '%s'",
              vectors.ids().size(),
              vectors.ids().ids().stream().findFirst().orElse("")));
    }
    return data;
  }

  /**
   * All vectors, in order, without any cluster yet; for clustering.
   *
   * <p>For {@code HdbscanTrainer} of one's own settings: take {@code BRUTE_FORCE} neighbours, since
   * k-d trees with cosine distance are silently wrong, and do not count on its clusters being
   * numbered from 0 without gaps; {@link VectorTasks#dense} sees to both.
   *
   * @param name what its provenance calls the data
   */
  public static MutableDataset<ClusterID> unclustered(String name, NamedVectors vectors) {
    MutableDataset<ClusterID> data = empty(name, vectors, new ClusteringFactory());
    String[] names = names(vectors);
    for (int row = 0; row < vectors.ids().size(); row++) {
      data.add(example(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, vectors, row));
    }
    return data;
  }

  /** All vectors, in order, as Tribuo computes with them; copies. */
  public static SGDVector[] sgdVectors(NamedVectors vectors) {
    SGDVector[] copies = new SGDVector[vectors.ids().size()];
    for (int row = 0; row < copies.length; row++) {
      copies[row] = DenseVector.createDenseVector(vectors.row(row));
    }
    return copies;
  }

  private static <T extends Output<T>> MutableDataset<T> empty(
      String name, NamedVectors vectors, OutputFactory<T> factory) {
    String description =
        String.format(
            Locale.ROOT,
            "%s: %d vectors of %d numbers",
            name,
            vectors.ids().size(),
            vectors.vectors().columns());
    return new MutableDataset<>(new SimpleDataSourceProvenance(description, factory), factory);
  }

  private static <T extends Output<T>> ArrayExample<T> example(
      T output, String[] names, NamedVectors vectors, int row) {
    Map<String, Object> metadata = Map.of(ID, vectors.ids().id(row));
    return new ArrayExample<>(output, names, vectors.row(row), metadata);
  }

  private static String[] names(NamedVectors vectors) {
    return FeatureNames.all('f', vectors.vectors().columns());
  }
}
