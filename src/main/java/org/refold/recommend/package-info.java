/**
 * The contracts: what a recommender is, and what a fitted model can do. What a model can do is told
 * by the types it implements; a model asked for something it cannot do does not have that method.
 */
@NullMarked
package org.refold.recommend;

import org.jspecify.annotations.NullMarked;
