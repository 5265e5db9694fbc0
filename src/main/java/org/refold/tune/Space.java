package org.refold.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Setting;
import org.refold.settings.Suggestions;

/**
 * The settings of a recommender among which a search looks for the best: some are varied, some
 * fixed, and all others have their defaults.
 *
 * <pre>{@code
 * Space.of("mult-vae", "learningRate=log:1e-4..1e-2", "dropout=0..0.8", "epochs=30")
 * }</pre>
 *
 * @param model the name in the catalogue
 * @param dimensions what is varied; none for a recommender without hyper-parameters
 * @param fixed what is set once and for all
 */
public record Space(String model, List<Dimension> dimensions, SortedMap<String, String> fixed) {

  private static final int MOST_CHOICES = 1000;

  /**
   * @throws BadInputException if there is no such model, a hyper-parameter is unknown or stands
   *     twice, or the recommender refuses a value at an end of a dimension
   */
  public Space {
    dimensions = List.copyOf(dimensions);
    fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
    Catalogue.create(model, fixed);
    SortedMap<String, String> names = new TreeMap<>(fixed);
    for (Dimension dimension : dimensions) {
      setting(model, dimension.name());
      if (names.put(dimension.name(), dimension.toString()) != null) {
        throw twice(model, dimension.name());
      }
    }
    for (int k = 0; k < dimensions.size(); k++) {
      for (double end : dimensions.get(k).spread(2)) {
        requireAccepted(model, dimensions, fixed, k, end);
      }
    }
  }

  /** A value may need another one beside it, so any choice of the other dimensions will do. */
  private static void requireAccepted(
      String model,
      List<Dimension> dimensions,
      SortedMap<String, String> fixed,
      int k,
      double end) {
    SortedMap<String, String> alone = new TreeMap<>(fixed);
    alone.put(dimensions.get(k).name(), dimensions.get(k).at(end));
    Optional<BadInputException> refusal = refusal(model, alone);
    if (refusal.isEmpty()) {
      return;
    }
    for (double[] point : cross(dimensions, 1, MOST_CHOICES)) {
      point[k] = end;
      if (refusal(model, at(dimensions, fixed, point)).isEmpty()) {
        return;
      }
    }
    throw refusal.get();
  }

  private static Optional<BadInputException> refusal(String model, Map<String, String> settings) {
    try {
      Catalogue.create(model, settings);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e);
    }
  }

  /**
   * Reads a space.
   *
   * @param model the name in the catalogue
   * @param parts {@code name=low..high}, {@code name=log:low..high}, {@code name={a,b}} or, fixed,
   *     {@code name=value}
   * @throws BadInputException if a part cannot be read, or as in the constructor
   */
  public static Space of(String model, String... parts) {
    List<Dimension> dimensions = new ArrayList<>();
    SortedMap<String, String> fixed = new TreeMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "'%s' has no name and value; write lambda=log:10..5000 or epochs=30".formatted(part));
      }
      Setting setting = setting(model, part.substring(0, equals).strip());
      String text = part.substring(equals + 1).strip();
      if (DimensionText.isDimension(text)) {
        dimensions.add(DimensionText.parse(setting, text));
      } else if (fixed.put(setting.name(), text) != null) {
        throw twice(model, setting.name());
      }
    }
    return new Space(model, dimensions, fixed);
  }

  /** Whether the value of a setting describes several, of which a search takes one. */
  public static boolean isRange(String value) {
    return DimensionText.isDimension(value);
  }

  private static BadInputException twice(String model, String name) {
    return new BadInputException(
        "%s of %s stands twice; write each hyper-parameter once".formatted(name, model));
  }

  private static Setting setting(String model, String name) {
    List<Setting> settings = Catalogue.settings(model);
    return settings.stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s has no setting '%s'; %s"
                        .formatted(
                            model,
                            name,
                            Suggestions.hint(
                                name, settings.stream().map(Setting::name).toList()))));
  }

  /**
   * The settings at a point, sorted by name, without defaults.
   *
   * @param point a place in [0, 1] for each dimension
   */
  SortedMap<String, String> at(double[] point) {
    return at(dimensions, fixed, point);
  }

  private static SortedMap<String, String> at(
      List<Dimension> dimensions, SortedMap<String, String> fixed, double[] point) {
    SortedMap<String, String> settings = new TreeMap<>(fixed);
    for (int k = 0; k < dimensions.size(); k++) {
      settings.put(dimensions.get(k).name(), dimensions.get(k).at(point[k]));
    }
    return settings;
  }

  /** The recommender with some settings of this space. */
  public Recommender recommender(Map<String, String> settings) {
    return Catalogue.create(model, settings);
  }

  /** Where the defaults of the recommender lie; empty if a dimension does not have its default. */
  Optional<double[]> standard() {
    double[] point = new double[dimensions.size()];
    for (int k = 0; k < point.length; k++) {
      Dimension dimension = dimensions.get(k);
      OptionalDouble place = dimension.placeOf(setting(model, dimension.name()).standard());
      if (place.isEmpty()) {
        return Optional.empty();
      }
      point[k] = place.getAsDouble();
    }
    return Optional.of(point);
  }

  /**
   * The finest even grid of at most so many points: all choices, and equally many places in each
   * range that has enough values.
   *
   * @throws BadInputException if there are more combinations of choices than points
   */
  List<double[]> grid(int most) {
    List<double[]> finest = cross(dimensions, 1, most);
    if (finest.size() > most) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "%s has %d combinations of choices, more than the %d fits of the budget; take out"
                      + " choices",
                  model,
                  finest.size(),
                  most)
              + " or raise the budget");
    }
    for (int places = 2; places <= most; places++) {
      List<double[]> finer = cross(dimensions, places, most);
      if (finer.size() > most || finer.size() == finest.size()) {
        break;
      }
      finest = finer;
    }
    return finest;
  }

  /** All combinations; stops counting soon after {@code most}, for it is then too many anyhow. */
  private static List<double[]> cross(List<Dimension> dimensions, int places, int most) {
    List<double[]> points = List.of(new double[dimensions.size()]);
    for (int k = 0; k < dimensions.size() && points.size() <= most; k++) {
      List<double[]> longer = new ArrayList<>();
      for (double[] point : points) {
        for (double place : dimensions.get(k).spread(places)) {
          double[] next = point.clone();
          next[k] = place;
          longer.add(next);
        }
      }
      points = longer;
    }
    return points;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(dimensions.stream().map(Dimension::toString).toList());
    fixed.forEach((name, value) -> parts.add(name + "=" + value));
    return (model + " " + String.join(" ", parts)).strip();
  }
}
