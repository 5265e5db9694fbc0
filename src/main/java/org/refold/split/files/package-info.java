/** Splits as folders of files: those of the Mult-VAE and NCF programs, read and written. */
@NullMarked
package org.refold.split.files;

import org.jspecify.annotations.NullMarked;
