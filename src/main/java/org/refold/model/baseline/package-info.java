/** Recommenders that everything else must beat, and that know nothing of a user's taste. */
@NullMarked
package org.refold.model.baseline;

import org.jspecify.annotations.NullMarked;
