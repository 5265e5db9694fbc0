/**
 * Readers: interactions and attributes out of delimited text, in a plain file, compressed, in a
 * folder or in a publisher's zip archive. {@link org.refold.data.read.InteractionFiles} is the
 * door; everything else says what it found or what it should look for.
 */
@NullMarked
package org.refold.data.read;

import org.jspecify.annotations.NullMarked;
