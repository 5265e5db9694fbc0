/**
 * Spark behind {@link org.refold.cluster.Cluster}: the only package that knows its classes, built
 * by the profile {@code spark} alone.
 */
@NullMarked
package org.refold.spark;

import org.jspecify.annotations.NullMarked;
