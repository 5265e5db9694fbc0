package org.refold.evaluate;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {}
