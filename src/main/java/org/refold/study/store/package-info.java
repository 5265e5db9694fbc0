/**
 * What a study keeps on disk: its plan, its trials, the values of their users; safe against being
 * killed.
 */
@NullMarked
package org.refold.study.store;

import org.jspecify.annotations.NullMarked;
