package org.refold.tribuo;

import java.util.Arrays;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;

/** The numbers of a vector, in the order in which Tribuo has them. */
final class VectorText {

  private VectorText() {}

  static String of(SGDVector vector) {
    return Arrays.toString(((DenseVector) vector).toArray());
  }

  static <T extends Output<T>> String of(Example<T> example, Dataset<T> data) {
    return of(DenseVector.createDenseVector(example, data.getFeatureIDMap(), false));
  }
}
