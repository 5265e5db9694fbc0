/** Masked autoencoders: what is hidden of a history is predicted from what is left. */
@NullMarked
package org.refold.model.masked;

import org.jspecify.annotations.NullMarked;
