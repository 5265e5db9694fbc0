package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;
import org.refold.catalogue.Catalogue;

/**
 * The colour and the shape that a series has. A model has its own in every chart; what is no model,
 * such as a level of a factor, takes the first that no other series of the chart has.
 *
 * @param colour an index of {@link ChartTheme#COLOURS}
 * @param shape an index of {@link ChartTheme#MARKERS}
 */
record Look(int colour, int shape) {

  /** The models that are compared most often: each has a colour of its own. */
  private static final List<String> OFTEN =
      List.of("mult-vae", "ease", "mult-dae", "ials", "item-knn", "rec-vae", "popularity");

  /** All models: these, and then the others as the catalogue has them, related ones together. */
  static final List<String> MODELS =
      Stream.concat(OFTEN.stream(), Catalogue.names().stream()).distinct().toList();

  private static final Pattern END_OF_MODEL = Pattern.compile("[ ,:(].*");

  /** One for each label, no two alike unless there are more of them than looks. */
  static List<Look> of(List<String> labels) {
    Set<Look> taken = new HashSet<>();
    Map<Integer, Look> looks = new TreeMap<>();
    for (int k = 0; k < labels.size(); k++) {
      int model = MODELS.indexOf(model(labels.get(k)));
      if (model >= 0) {
        looks.put(k, free(taken, at(model)));
      }
    }
    for (int k = 0; k < labels.size(); k++) {
      if (!looks.containsKey(k)) {
        looks.put(k, first(taken));
      }
    }
    return List.copyOf(looks.values());
  }

  /** A label begins with its model, before settings, levels or a remark. */
  private static String model(String label) {
    return END_OF_MODEL.matcher(label).replaceFirst("");
  }

  /** The same colour with a shape that no series of this model has yet. */
  private static Look free(Set<Look> taken, Look wanted) {
    Look look = wanted;
    for (int k = 1; taken.contains(look) && k < ChartTheme.MARKERS.size(); k++) {
      look = new Look(wanted.colour, (wanted.shape + k) % ChartTheme.MARKERS.size());
    }
    taken.add(look);
    return look;
  }

  /** The first that nobody has, in a colour that nobody has while there is one. */
  private static Look first(Set<Look> taken) {
    int count = ChartTheme.COLOURS.size() * ChartTheme.MARKERS.size();
    List<Look> all = IntStream.range(0, count).mapToObj(Look::at).toList();
    Look look =
        all.stream()
            .filter(one -> taken.stream().noneMatch(other -> other.colour == one.colour))
            .findFirst()
            .or(() -> all.stream().filter(one -> !taken.contains(one)).findFirst())
            .orElse(all.get(taken.size() % count));
    taken.add(look);
    return look;
  }

  /** Colours and shapes turn together: their numbers have no factor in common. */
  private static Look at(int k) {
    return new Look(k % ChartTheme.COLOURS.size(), k % ChartTheme.MARKERS.size());
  }

  Color paint() {
    return ChartTheme.COLOURS.get(colour);
  }

  /** The colour of the interval around it. */
  Color band() {
    return ChartTheme.band(paint());
  }

  /** The colour of the edge of that interval. */
  Color edge() {
    return ChartTheme.edge(paint());
  }

  Marker marker() {
    return ChartTheme.MARKERS.get(shape);
  }

  BasicStroke stroke() {
    return ChartTheme.stroke(shape);
  }
}
