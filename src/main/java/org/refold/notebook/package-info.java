/**
 * What a notebook cell sees: one import, {@link org.refold.notebook.Refold}, and renderers and
 * progress that work on the Java kernels IJava, JJava and our own. Nothing in this package needs a
 * kernel to be there.
 */
@NullMarked
package org.refold.notebook;

import org.jspecify.annotations.NullMarked;
