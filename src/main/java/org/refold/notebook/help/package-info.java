/** What is said about a name in a cell: the javadoc of the checkout's sources, made readable. */
@NullMarked
package org.refold.notebook.help;

import org.jspecify.annotations.NullMarked;
