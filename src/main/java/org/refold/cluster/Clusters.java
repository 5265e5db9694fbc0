package org.refold.cluster;

import java.util.ServiceLoader;
import org.refold.settings.BadInputException;

/** The clusters that this process can have: those whose provider is on its class path. */
public final class Clusters {

  /** The name of the one that we bring. */
  public static final String SPARK = "spark";

  private Clusters() {}

  /**
   * Asks for workers.
   *
   * @param name of the provider
   * @throws BadInputException if it is not on the class path, or as {@link ClusterProvider#open}
   */
  public static Cluster open(String name, ClusterOptions options) {
    for (ClusterProvider provider : ServiceLoader.load(ClusterProvider.class)) {
      if (provider.name().equals(name)) {
        return provider.open(options);
      }
    }
    throw new BadInputException(
        "this process was started without Spark, which is a build of its own (some 320 MB more):"
            + " ./refold takes that build when it sees --runner spark, or REFOLD_SPARK=1 in its"
            + " environment; a program of your own needs target/spark/classes and both"
            + " target/spark/*classpath.txt on its class path, which ./mvnw -Pspark"
            + " process-classes makes");
  }
}
