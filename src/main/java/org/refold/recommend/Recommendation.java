package org.refold.recommend;

/**
 * One item of a ranking.
 *
 * @param item its raw id
 * @param score the model's score; comparable only within one ranking
 */
public record Recommendation(String item, float score) {}
