/**
 * Number kernels: static, allocation-free routines on primitive arrays, access to BLAS and LAPACK,
 * tuning of the processor's settings, and derived random streams. Parameters say whether they are
 * <em>Modified</em> or <em>Not modified</em>.
 */
@NullMarked
package org.refold.kernel;

import org.jspecify.annotations.NullMarked;
