/**
 * Jupyter around the kernel: the kernel's specification, finding or fetching a Jupyter, and running
 * a notebook without a browser.
 */
@NullMarked
package org.refold.notebook.jupyter;

import org.jspecify.annotations.NullMarked;
