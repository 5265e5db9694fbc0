/**
 * Splits: how interactions become training data and hold-outs. Every protocol of the literature is
 * a {@link org.refold.split.Splitter}, written as text ({@link
 * org.refold.split.protocol.Splitters#parse}) or built in code; every {@link
 * org.refold.split.Split} carries an audit that says how clean it is; {@link
 * org.refold.split.files.SplitFiles} writes splits in the layouts that other programs read.
 */
@NullMarked
package org.refold.split;

import org.jspecify.annotations.NullMarked;
