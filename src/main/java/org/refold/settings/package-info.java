/**
 * What every floor says and reads in the same way: bad input with a remedy, the nearest known name,
 * values as text and back, progress.
 */
@NullMarked
package org.refold.settings;

import org.jspecify.annotations.NullMarked;
