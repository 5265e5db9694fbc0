/**
 * Work on more than one machine, without a word of who does it: {@link org.refold.cluster.Cluster}
 * is what the rest of Refold sees, and a service brings it.
 */
@NullMarked
package org.refold.cluster;

import org.jspecify.annotations.NullMarked;
