package org.refold.model.factor;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.nn.layer.Scope;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.Recommender;
import org.refold.train.neural.PairModel;
import org.refold.train.neural.PairNetwork;

/** A fitted {@link Gmf}, whose scores are inner products of {@code h * p} with q, plus b. */
public final class GmfModel extends PairModel implements InnerProduct {

  private final GmfNetwork gmf;

  GmfModel(
      Recommender recommender,
      Interactions histories,
      Scope scope,
      PairNetwork network,
      GmfNetwork frozen) {
    super(recommender, histories, scope, network, frozen);
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
    return gmf.items.table().value();
  }

  /** The same b for all. */
  @Override
  public float[] itemBiases() {
    float[] biases = new float[items().size()];
    Arrays.fill(biases, (float) gmf.bias.value().get(0, 0));
    return biases;
  }
}
