/**
 * Saved models behind HTTP, for one machine: JSON in and out, on the server of the JDK. {@link
 * org.refold.serve.Server} holds several {@link org.refold.serve.Models} side by side and takes a
 * model file anew without dropping a request.
 */
@NullMarked
package org.refold.serve;

import org.jspecify.annotations.NullMarked;
