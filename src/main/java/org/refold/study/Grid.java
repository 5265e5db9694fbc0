package org.refold.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.refold.catalogue.Catalogue;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;

/**
 * One model with its fixed settings and the factors that are crossed on it: every combination of
 * their levels is an arm. Without factors it is a baseline, one arm.
 *
 * <pre>{@code
 * Grid.of("mult-vae").with("epochs", 50).vary("beta", 0, 0.1, 0.2).vary("dropout", 0, 0.5)
 * }</pre>
 *
 * @param label what the labels of its arms begin with
 * @param model the name in the catalogue
 * @param settings hyper-parameters of all its arms, by name, as text
 * @param factors what varies
 */
public record Grid(String label, String model, Map<String, String> settings, List<Factor> factors) {

  /**
   * @throws BadInputException if the catalogue has no such model, the model no such setting, or a
   *     level is out of its range, whatever the other settings are
   */
  public Grid {
    Catalogue.create(model);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    factors = List.copyOf(factors);
    settings.keySet().forEach(setting -> Catalogue.check(model, setting)); // may be ranges
    for (Factor factor : factors) {
      factor.levels().forEach(level -> Catalogue.check(model, factor.setting(), level));
    }
  }

  /** A model with the settings of its paper and without factors. */
  public static Grid of(String model) {
    return new Grid(model, model, Map.of(), List.of());
  }

  /**
   * Reads a baseline.
   *
   * @param text {@code model} or {@code model:setting=value,setting=value}
   * @throws BadInputException if there is no such model or setting, or a setting has no value
   */
  public static Grid parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return of(text.strip());
    }
    Map<String, String> settings = new LinkedHashMap<>();
    String rest = text.substring(colon + 1).strip();
    for (String part : Options.split(rest)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "'%s' does not read as a model with settings; write it as in ease:lambda=300"
                .formatted(text));
      }
      String setting = part.substring(0, equals).strip();
      if (settings.put(setting, part.substring(equals + 1).strip()) != null) {
        throw new BadInputException(
            "'%s' sets %s twice; leave out one of them".formatted(text, setting));
      }
    }
    Grid plain = of(text.substring(0, colon).strip()).with(settings);
    return plain.labelled(plain.model() + " " + rest);
  }

  /** The same with some settings. */
  public Grid with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(more);
    return new Grid(label, model, all, factors);
  }

  /** The same with a setting. */
  public Grid with(String setting, Object value) {
    return with(Map.of(setting, String.valueOf(value)));
  }

  /** The same with another beginning of its labels. */
  public Grid labelled(String newLabel) {
    return new Grid(newLabel, model, settings, factors);
  }

  /** The same with a further factor. */
  public Grid vary(Factor factor) {
    return new Grid(
        label, model, settings, Stream.concat(factors.stream(), Stream.of(factor)).toList());
  }

  /** The same with a further factor. */
  public Grid vary(String setting, Object... levels) {
    return vary(Factor.of(setting, levels));
  }

  /**
   * The arms, the levels of the last factor changing fastest.
   *
   * @throws BadInputException if a value is out of its range or does not go with another, or two
   *     factors set the same hyper-parameter
   */
  public List<Arm> arms() {
    requireFactorsApart();
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Factor factor : factors) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String level : factor.levels()) {
          Map<String, String> one = new LinkedHashMap<>(combination);
          one.put(factor.name(), level);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(this::arm).toList();
  }

  private void requireFactorsApart() {
    for (Factor factor : factors) {
      if (factors.stream().filter(f -> f.setting().equals(factor.setting())).count() > 1) {
        throw new BadInputException(
            "%s is varied twice; name all its levels at once".formatted(factor.setting()));
      }
      if (settings.containsKey(factor.setting())) {
        throw new BadInputException(
            "%s is set to %s and varied as well; leave out one of the two"
                .formatted(factor.setting(), settings.get(factor.setting())));
      }
    }
  }

  private Arm arm(Map<String, String> levels) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    StringJoiner name = new StringJoiner(", ");
    for (Factor factor : factors) {
      String level = levels.getOrDefault(factor.name(), "");
      all.put(factor.setting(), level);
      name.add(factor.name() + "=" + level);
    }
    Arm arm = new Arm((label + " " + name).strip(), model, all, levels);
    arm.recommender(); // refuses what the catalogue does not know, before anything runs
    return arm;
  }
}
