package org.refold.kernel;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the {@link Provider}, once: vector instructions where the JVM was started with {@code
 * --add-modules jdk.incubator.vector} and the processor's vectors are wide enough, plain Java
 * otherwise. The system property {@value #PROPERTY} set to {@code scalar} turns them off.
 */
final class Providers {

  /** {@code scalar} or {@code vector}. */
  static final String PROPERTY = "refold.kernels";

  private static final String VECTOR_CLASS = "org.refold.kernel.simd.VectorProvider";
  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);

  private Providers() {}

  static Provider choose() {
    if ("scalar".equals(System.getProperty(PROPERTY))) {
      return logged("as " + PROPERTY + " says", Provider.scalar());
    }
    Optional<Provider> vector = vector();
    if (vector.isPresent()) {
      return logged("vector instructions", vector.get());
    }
    return logged(
        "start the JVM with --add-modules jdk.incubator.vector for faster ones", Provider.scalar());
  }

  private static Provider logged(String why, Provider provider) {
    LOG.info("number kernels: {} ({})", provider.name(), why);
    return provider;
  }

  /** The provider with vector instructions, where this JVM and this processor have them. */
  static Optional<Provider> vector() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.empty();
    }
    try {
      // by name: the vector module may be absent, and the package stands above this one
      Object supplier = Class.forName(VECTOR_CLASS).getDeclaredConstructor().newInstance();
      return Optional.ofNullable((Provider) ((Supplier<?>) supplier).get());
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("vector instructions cannot be used: {}", e.toString());
      return Optional.empty();
    }
  }
}
