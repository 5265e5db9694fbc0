package org.refold.model.sequence;

/** Whether the deviations of SVAE's code from its equations are kept; see {@link Svae}. */
public enum SvaeDetails {
  /** As the equations say; the second half o of the moments is a log variance. */
  CORRECTED,
  /** As the authors' code does: o is a log standard deviation in the draw, else a log variance. */
  AS_PUBLISHED
}
