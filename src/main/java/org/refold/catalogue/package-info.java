/**
 * Recommenders by name, and their hyper-parameters as text: the way in for command line and files.
 */
@NullMarked
package org.refold.catalogue;

import org.jspecify.annotations.NullMarked;
