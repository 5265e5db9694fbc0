/**
 * Who liked what: interactions in compressed rows, vocabularies of raw ids, readers, filters, the
 * catalogue of public data sets and the synthetic generator.
 */
@NullMarked
package org.refold.data;

import org.jspecify.annotations.NullMarked;
