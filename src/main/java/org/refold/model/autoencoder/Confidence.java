package org.refold.model.autoencoder;

import org.refold.settings.Check;
import org.refold.settings.NamedForms;

/**
 * How much an observed entry of strength r counts, against a weight of its own for one that was not
 * (Hu, Koren, Volinsky 2008, section 4). Its text form is {@code linear(10)} or {@code log(1,1)}.
 *
 * @param form LINEAR for {@code 1 + alpha r}, LOG for {@code 1 + alpha log(1 + r / epsilon)}
 * @param alpha how much it rises with r
 * @param epsilon the strength from which a logarithm grows slowly; 1 if linear
 */
public record Confidence(Form form, double alpha, double epsilon) {

  /** How confidence grows with r. */
  public enum Form {
    /** In proportion. */
    LINEAR,
    /** By the logarithm. */
    LOG
  }

  private static final NamedForms FORMS = NamedForms.of("confidence", "linear(10)", "log(1,1)");

  /**
   * @throws org.refold.settings.BadInputException if a number is out of its range
   */
  public Confidence {
    Check.notNegative("alpha of confidence", alpha, "typical: 1-40");
    Check.positive("epsilon of confidence", epsilon, "typical: 1");
  }

  /** {@code 1 + alpha r}. */
  public static Confidence linear(double alpha) {
    return new Confidence(Form.LINEAR, alpha, 1);
  }

  /**
   * Reads the text form.
   *
   * @throws org.refold.settings.BadInputException if it is none, or a number is out of its range
   */
  public static Confidence parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    return found.name().equals("linear")
        ? linear(found.number(0))
        : new Confidence(Form.LOG, found.number(0), found.number(1));
  }

  /** The weight of an entry of strength r. */
  double of(double r) {
    return 1 + alpha * (form == Form.LINEAR ? r : Math.log1p(r / epsilon));
  }

  @Override
  public String toString() {
    return form == Form.LINEAR ? "linear(" + alpha + ")" : "log(" + alpha + "," + epsilon + ")";
  }
}
