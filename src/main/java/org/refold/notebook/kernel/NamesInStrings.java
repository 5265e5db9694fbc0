package org.refold.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metrics;
import org.refold.notebook.kernel.Assistance.Completion;
import org.refold.split.protocol.SplitterHelp;
import org.refold.split.protocol.Splitters;

/**
 * What Tab offers inside a string: data sets, splits, models, settings of the model at hand, and
 * metrics, by the call that the string is an argument of.
 */
final class NamesInStrings {

  private static final Pattern MODEL =
      Pattern.compile("(?:Grid\\.of|grid|create|Space\\.of|tune)\\s*\\(\\s*\"([^\"]+)\"");
  private static final Pattern LAST_WORD = Pattern.compile("[\\w.+-]*$");

  /** By call and argument, as {@code Grid.of 0}. */
  private static final Map<String, Function<OpenString, Stream<String>>> OFFERS =
      Map.ofEntries(
          Map.entry("data 0", at -> dataSets()),
          Map.entry("data 1", at -> dataSets()),
          Map.entry("split 1", NamesInStrings::splits),
          Map.entry("Splitters.parse 0", NamesInStrings::splits),
          Map.entry("Study.of 1", at -> dataSets()),
          Map.entry("Study.of 2", NamesInStrings::splits),
          Map.entry("study 1", at -> dataSets()),
          Map.entry("study 2", NamesInStrings::splits),
          Map.entry("Grid.of 0", at -> models()),
          Map.entry("grid 0", at -> models()),
          Map.entry("Space.of 0", at -> models()),
          Map.entry("Catalogue.create 0", at -> models()),
          Map.entry(".tune 0", at -> models()),
          Map.entry(".vary 0", NamesInStrings::settings),
          Map.entry(".with 0", NamesInStrings::settings),
          Map.entry("Factor.of 0", NamesInStrings::settings),
          Map.entry("factor 0", NamesInStrings::settings),
          Map.entry("Search.on 1", at -> metrics()),
          Map.entry("search 1", at -> metrics()),
          Map.entry("compare 2", at -> metrics()),
          Map.entry("Evaluator.of 0", at -> metrics()),
          Map.entry(".withMetrics 0", at -> metrics()));

  private NamesInStrings() {}

  /** The names that can stand at a position; empty where it is in no string that takes names. */
  static Optional<Completion> complete(String code, int at) {
    return OpenString.at(code, at).flatMap(open -> complete(open, at));
  }

  private static Optional<Completion> complete(OpenString open, int at) {
    String call = open.call();
    String asMethod = call.substring(Math.max(0, call.lastIndexOf('.')));
    Function<OpenString, Stream<String>> offer =
        OFFERS.getOrDefault(
            call + " " + open.argument(), OFFERS.get(asMethod + " " + open.argument()));
    if (offer == null) {
      return Optional.empty();
    }
    Matcher begun = LAST_WORD.matcher(open.text());
    String word = begun.find() ? begun.group() : "";
    List<String> words = offer.apply(open).filter(name -> name.startsWith(word)).toList();
    return Optional.of(new Completion(words, at - word.length(), at));
  }

  private static Stream<String> dataSets() {
    return Stream.concat(DataSets.names().stream(), Stream.of("synthetic")).distinct();
  }

  private static Stream<String> models() {
    return Catalogue.names().stream();
  }

  private static Stream<String> metrics() {
    return Metrics.list().stream().map(metric -> metric.name());
  }

  /** Names of splits, and after a colon the options of the one that is named. */
  private static Stream<String> splits(OpenString at) {
    int colon = at.text().indexOf(':');
    if (colon < 0) {
      return Splitters.list().stream().map(SplitterHelp::name);
    }
    String name = at.text().substring(0, colon);
    return Splitters.list().stream()
        .filter(help -> help.name().equals(name))
        .flatMap(help -> help.options().stream())
        .map(option -> option.name() + "=");
  }

  /** Of the model that is named last before; of all models where none is. */
  private static Stream<String> settings(OpenString at) {
    Matcher named = MODEL.matcher(at.before());
    List<String> models = new ArrayList<>(Catalogue.names());
    while (named.find()) {
      if (Catalogue.names().contains(named.group(1))) {
        models = List.of(named.group(1));
      }
    }
    return new TreeSet<>(models.stream().flatMap(NamesInStrings::settingsOf).toList()).stream();
  }

  private static Stream<String> settingsOf(String model) {
    return Catalogue.settings(model).stream().map(setting -> setting.name());
  }
}
