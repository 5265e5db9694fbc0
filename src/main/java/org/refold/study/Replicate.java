package org.refold.study;

/**
 * What makes two trials of one arm differ: all arms of a study meet the same repeats.
 *
 * @param seed of the fit, and of the split where the study says so
 * @param fold which fold of a cross-validation is tested on, from 1; 0 where the split is one
 */
public record Replicate(long seed, int fold) {}
