package org.refold.model.sequence;

/** Whether the deviations of SVAE's code from its equations are kept; see {@link Svae}. */
public enum SvaeDetails {
  /** As the equations say. */
  CORRECTED,
  /** As the authors' code does. */
  AS_PUBLISHED
}
