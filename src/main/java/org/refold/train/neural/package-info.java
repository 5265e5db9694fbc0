/**
 * Networks as models: one way to fit, score, save, load and free them, by what they read and what
 * they can do. A system states its equations as one of the network interfaces here and is a record
 * that implements the recommender interface beside it.
 */
@NullMarked
package org.refold.train.neural;

import org.jspecify.annotations.NullMarked;
