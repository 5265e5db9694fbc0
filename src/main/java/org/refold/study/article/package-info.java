/**
 * The headline table of the published comparison of autoencoders on MovieLens-1M, made twice: as it
 * was published, each mistake a named piece of its {@link org.refold.study.article.Protocol}, and
 * corrected.
 */
@NullMarked
package org.refold.study.article;

import org.jspecify.annotations.NullMarked;
