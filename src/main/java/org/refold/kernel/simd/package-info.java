/**
 * The fused kernels with vector instructions: the only code that needs the module {@code
 * jdk.incubator.vector}. Nothing imports this package; {@code org.refold.kernel} finds it by name.
 */
@NullMarked
package org.refold.kernel.simd;

import org.jspecify.annotations.NullMarked;
