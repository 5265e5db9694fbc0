/**
 * Networks that read histories in their order: recurrent ones and those of attention. Histories are
 * ragged, nothing is padded, and the last items of a long one count.
 */
@NullMarked
package org.refold.model.sequence;

import org.jspecify.annotations.NullMarked;
