package org.refold.kernel;

import org.bytedeco.openblas.global.openblas;

/** Whether a product takes a matrix as it is or turned. */
public enum Transpose {
  /** As it is. */
  NO(openblas.CblasNoTrans),
  /** Rows become columns. */
  YES(openblas.CblasTrans);

  private final int code;

  Transpose(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
