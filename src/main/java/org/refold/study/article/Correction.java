package org.refold.study.article;

import com.fasterxml.jackson.annotation.JsonValue;

/** The two ways in which the table is made. */
public enum Correction {
  /** As it was published, its mistakes reproduced. */
  AS_PUBLISHED("as published"),
  /** The same systems and settings under a protocol without those mistakes. */
  CORRECTED("corrected");

  private final String label;

  Correction(String label) {
    this.label = label;
  }

  /** The name, for a person and in files. */
  @JsonValue
  public String label() {
    return label;
  }
}
