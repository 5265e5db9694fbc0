package org.refold.model.factor;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.recommend.InnerProduct;
import org.refold.train.neural.PairModel;

/** A fitted {@link Gmf}, whose scores are inner products of {@code h * p} with q, plus b. */
public final class GmfModel extends PairModel implements InnerProduct {

  private final GmfNetwork gmf;

  GmfModel(Parts parts, GmfNetwork frozen) {
    super(parts);
    this.gmf = frozen;
  }

  @Override
  public int userDimension() {
    return gmf.latent();
  }

  /** The vectors {@code h * p}. */
  @Override
  public void encode(Interactions asked, int from, int to, float[] vectors) {
    super.encode(asked, from, to, vectors);
    int k = gmf.latent();
    float[] h = new float[k];
    gmf.output.value().readRows(0, k, h, 0);
    float[] vector = new float[k];
    for (int row = 0; row < to - from; row++) {
      System.arraycopy(vectors, row * k, vector, 0, k);
      Kernels.multiply(h, vector, 0, k);
      System.arraycopy(vector, 0, vectors, row * k, k);
    }
  }

  @Override
  public Matrix vectors() {
    return itemHalves();
  }

  /** The same b for all. */
  @Override
  public float[] itemBiases() {
    float[] biases = new float[items().size()];
    Arrays.fill(biases, (float) gmf.bias.value().get(0, 0));
    return biases;
  }
}
