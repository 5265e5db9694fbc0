package org.refold.model.linear;

/** Who votes for what a user is recommended. */
public enum Neighbourhood {
  /** The users most similar to the user: the textbook. */
  OWN,
  /**
   * Those who have the user among the users most similar to them. What a widely used program
   * computes, so what its published tables show; as a rule stronger.
   */
  REVERSE
}
