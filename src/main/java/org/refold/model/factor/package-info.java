/** Recommenders that give users and items vectors whose products are the scores. */
@NullMarked
package org.refold.model.factor;

import org.jspecify.annotations.NullMarked;
