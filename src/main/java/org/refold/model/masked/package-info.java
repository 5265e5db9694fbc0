/**
 * Masked autoencoders: part of a history is hidden, and what is hidden is predicted from what is
 * left.
 */
@NullMarked
package org.refold.model.masked;

import org.jspecify.annotations.NullMarked;
