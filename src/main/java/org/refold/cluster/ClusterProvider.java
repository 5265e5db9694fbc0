package org.refold.cluster;

/** Makes clusters of one kind; found as a service. */
public interface ClusterProvider {

  /** The name that it goes by: {@code spark}. */
  String name();

  /**
   * Asks for workers.
   *
   * @throws org.refold.settings.BadInputException if there is no such master, it does not answer,
   *     or a setting is wrong
   */
  Cluster open(ClusterOptions options);
}
