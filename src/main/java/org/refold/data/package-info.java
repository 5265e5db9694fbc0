/**
 * Interactions in compressed rows, vocabularies of raw ids, attributes of users and items that are
 * looked up by raw id, hold-outs and filters.
 */
@NullMarked
package org.refold.data;

import org.jspecify.annotations.NullMarked;
