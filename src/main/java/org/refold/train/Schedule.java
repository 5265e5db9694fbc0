package org.refold.train;

import java.util.Arrays;
import org.refold.settings.BadInputException;

/**
 * A number that changes with the steps of a training: a learning rate, a weight in the loss, a mask
 * ratio. A schedule is a value with a text form that {@link #parse} reads back: {@code "0.001"} or
 * {@code "linear(0,0.2,20000)"}.
 */
public sealed interface Schedule {

  /**
   * The number at a step.
   *
   * @param step from 0; negative steps count as 0
   */
  double at(long step);

  /** Always {@code value}; written as the number alone. */
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /** A straight line that stays at its end once it is reached: annealing up to a cap. */
  static Schedule linear(double from, double to, long steps) {
    return new Linear(from, to, steps);
  }

  /** {@code start factor^floor(step / every)}. */
  static Schedule stepDecay(double start, double factor, long every) {
    return new StepDecay(start, factor, every);
  }

  /** {@code start factor^(step / steps)}: a factor each {@code steps}, without stairs. */
  static Schedule exponential(double start, double factor, long steps) {
    return new Exponential(start, factor, steps);
  }

  /** Half a cosine wave that stays at its end once it is reached. */
  static Schedule cosine(double from, double to, long steps) {
    return new Cosine(from, to, steps);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or a number is out of its range
   */
  static Schedule parse(String text) {
    return ScheduleText.read(text);
  }

  /**
   * The numbers at the steps {@code 0, every, 2 every, ...}, for plots.
   *
   * @param every the distance of two steps
   * @param points how many
   */
  default double[] values(long every, int points) {
    double[] values = new double[points];
    Arrays.setAll(values, k -> at(k * every));
    return values;
  }

  /**
   * Always the same.
   *
   * @param value the number
   */
  record Constant(double value) implements Schedule {
    /**
     * @throws BadInputException if the number is not finite
     */
    public Constant {
      ScheduleText.finite("constant", value);
    }

    @Override
    public double at(long step) {
      return value;
    }

    @Override
    public String toString() {
      return ScheduleText.number(value);
    }
  }

  /**
   * A straight line that stays at its end once it is reached.
   *
   * @param from at step 0
   * @param to at {@code steps} and beyond
   * @param steps the length
   */
  record Linear(double from, double to, long steps) implements Schedule {
    /**
     * @throws BadInputException if a number is not finite, or the length not positive
     */
    public Linear {
      ScheduleText.finite("linear", from, to);
      ScheduleText.positive("linear", steps);
    }

    @Override
    public double at(long step) {
      double share = (double) Math.max(0, step) / steps;
      return share >= 1 ? to : from + (to - from) * share;
    }

    @Override
    public String toString() {
      return ScheduleText.write("linear", from, to, steps);
    }
  }

  /**
   * Stairs.
   *
   * @param start at step 0
   * @param factor of each stair to the one before
   * @param every the steps of a stair
   */
  record StepDecay(double start, double factor, long every) implements Schedule {
    /**
     * @throws BadInputException if a number is not finite, or the factor or length not positive
     */
    public StepDecay {
      ScheduleText.finite("step-decay", start, factor);
      ScheduleText.positiveFactor("step-decay", factor);
      ScheduleText.positive("step-decay", every);
    }

    @Override
    public double at(long step) {
      long stairs = Math.max(0, step) / every;
      return start * Math.pow(factor, (double) stairs);
    }

    @Override
    public String toString() {
      return ScheduleText.write("step-decay", start, factor, every);
    }
  }

  /**
   * Exponential growth or decay.
   *
   * @param start at step 0
   * @param factor over {@code steps}
   * @param steps how long it takes to be multiplied by the factor once
   */
  record Exponential(double start, double factor, long steps) implements Schedule {
    /**
     * @throws BadInputException if a number is not finite, or the factor or length not positive
     */
    public Exponential {
      ScheduleText.finite("exponential", start, factor);
      ScheduleText.positiveFactor("exponential", factor);
      ScheduleText.positive("exponential", steps);
    }

    @Override
    public double at(long step) {
      return start * Math.pow(factor, (double) Math.max(0, step) / steps);
    }

    @Override
    public String toString() {
      return ScheduleText.write("exponential", start, factor, steps);
    }
  }

  /**
   * Half a cosine wave (Loshchilov and Hutter 2017, equation 5, without restarts).
   *
   * @param from at step 0
   * @param to at {@code steps} and beyond
   * @param steps the length
   */
  record Cosine(double from, double to, long steps) implements Schedule {
    /**
     * @throws BadInputException if a number is not finite, or the length not positive
     */
    public Cosine {
      ScheduleText.finite("cosine", from, to);
      ScheduleText.positive("cosine", steps);
    }

    @Override
    public double at(long step) {
      double share = (double) Math.max(0, step) / steps;
      return share >= 1 ? to : to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    @Override
    public String toString() {
      return ScheduleText.write("cosine", from, to, steps);
    }
  }
}
