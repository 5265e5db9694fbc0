package org.refold.model.autoencoder;

import org.refold.kernel.Activation;

/** The four combinations of functions and loss in section 5.3 of the paper of {@link Cdae}. */
public enum CdaeVariant {
  /** Identity, identity, square loss. */
  M1(Activation.IDENTITY, Activation.IDENTITY, PointwiseLoss.SQUARE),
  /** Identity, logistic function, logistic loss. */
  M2(Activation.IDENTITY, Activation.SIGMOID, PointwiseLoss.LOGISTIC),
  /** Logistic function, identity, square loss. */
  M3(Activation.SIGMOID, Activation.IDENTITY, PointwiseLoss.SQUARE),
  /** Logistic function, logistic function, logistic loss: the best in the paper. */
  M4(Activation.SIGMOID, Activation.SIGMOID, PointwiseLoss.LOGISTIC);

  private final Activation activation;
  private final Activation outputActivation;
  private final PointwiseLoss loss;

  CdaeVariant(Activation activation, Activation outputActivation, PointwiseLoss loss) {
    this.activation = activation;
    this.outputActivation = outputActivation;
    this.loss = loss;
  }

  /** The function of the hidden units. */
  Activation activation() {
    return activation;
  }

  /** The function of the outputs. */
  Activation outputActivation() {
    return outputActivation;
  }

  /** The loss of one output. */
  PointwiseLoss loss() {
    return loss;
  }
}
