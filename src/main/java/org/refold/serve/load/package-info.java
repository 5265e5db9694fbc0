/**
 * Measures how long a server takes to answer at a stated rate of requests: {@link
 * org.refold.serve.load.LoadRun}.
 */
@NullMarked
package org.refold.serve.load;

import org.jspecify.annotations.NullMarked;
