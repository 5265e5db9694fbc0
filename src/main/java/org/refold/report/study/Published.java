package org.refold.report.study;

import org.refold.settings.Check;

/**
 * A figure of a paper beside which an arm of a study is put.
 *
 * @param arm the label of the arm
 * @param metric its short name in the study
 * @param value what was published
 * @param within how far a correct reimplementation may be off, by the spread of users and seeds
 * @param source the paper, and the table or page
 */
public record Published(String arm, String metric, double value, double within, String source) {

  /** Checks the tolerance. */
  public Published {
    Check.notNegative("within", within, "typical: 0.01, two standard errors over users");
  }
}
