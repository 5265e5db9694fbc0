/**
 * What every floor says and reads in the same way: bad input with a remedy, the nearest known name,
 * bounds of numbers, progress, and settings as text and back: {@code name:option=value,...} ({@link
 * org.refold.settings.Spec}, {@link org.refold.settings.Options}), constants of enums ({@link
 * org.refold.settings.Tokens}), names with numbers ({@link org.refold.settings.NamedForms}) and
 * single values ({@link org.refold.settings.TextForm}).
 */
@NullMarked
package org.refold.settings;

import org.jspecify.annotations.NullMarked;
