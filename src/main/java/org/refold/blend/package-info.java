/**
 * One ranking out of several fitted models: their scores on one scale, what each of them weighs,
 * and how that is learned from held-out items. Above the families of models and Tribuo, below the
 * catalogue, which names the members.
 */
@NullMarked
package org.refold.blend;

import org.jspecify.annotations.NullMarked;
