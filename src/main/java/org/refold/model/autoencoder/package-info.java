/**
 * Autoencoders with learned weights: a history goes in, corrupted in training, and comes out
 * reconstructed; what was not in it and comes out strong is recommended.
 */
@NullMarked
package org.refold.model.autoencoder;

import org.jspecify.annotations.NullMarked;
