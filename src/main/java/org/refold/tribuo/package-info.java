/**
 * The bridge to Tribuo, both ways: ratings and vectors as Tribuo's data sets, any of its regression
 * trainers as a recommender, clusters and classifiers of vectors, and the provenance of both sides
 * in one file. Nothing of Tribuo is loaded until something of this package is used.
 */
@NullMarked
package org.refold.tribuo;

import org.jspecify.annotations.NullMarked;
