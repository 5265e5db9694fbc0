package org.refold.recommend;

/**
 * A model whose ranking of items is that of inner products, {@code u V' + b} with {@code u} the
 * vector of {@link UserVectors#encode} and {@code V} the {@link ItemVectors#vectors}.
 */
public interface InnerProduct extends UserVectors, ItemVectors {

  /** b, {@code [items]}; zeros where a model has none. */
  float[] itemBiases();

  @Override
  default int userDimension() {
    return vectors().columns();
  }
}
