/**
 * The catalogue of public data sets: where each comes from, how it is found on this machine,
 * fetched and opened; a synthetic set for where there is no network; and what a set looks like in
 * figures.
 */
@NullMarked
package org.refold.data.sets;

import org.jspecify.annotations.NullMarked;
