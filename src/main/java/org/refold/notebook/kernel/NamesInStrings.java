package org.refold.notebook.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.notebook.help.Help;
import org.refold.notebook.kernel.Assistance.Completion;
import org.refold.report.table.Rich;
import org.refold.split.protocol.SplitterHelp;
import org.refold.split.protocol.Splitters;

/**
 * What Tab offers and Shift-Tab says inside a string: data sets, splits, models, settings of the
 * model at hand, and metrics, by the call that the string is an argument of.
 */
final class NamesInStrings {

  private static final Pattern MODEL =
      Pattern.compile("(?:Grid\\.of|grid|create|Space\\.of|tune)\\s*\\(\\s*\"([^\"]+)\"");

  /** From this argument on all are of one kind, where a call takes so many. */
  private static final int LAST = 4;

  private static final Pattern REST = Pattern.compile("[^\"\n]*");
  private static final Pattern LAST_WORD = Pattern.compile("[\\w.+-]*$");

  /** What a string names. */
  private enum Kind {
    DATA,
    SPLIT,
    MODEL,
    SETTING,
    METRIC
  }

  /** By call and argument, as {@code Grid.of 0}. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("data 0", Kind.DATA),
          Map.entry("data 1", Kind.DATA),
          Map.entry("split 1", Kind.SPLIT),
          Map.entry("Splitters.parse 0", Kind.SPLIT),
          Map.entry("Study.of 1", Kind.DATA),
          Map.entry("Study.of 2", Kind.SPLIT),
          Map.entry("study 1", Kind.DATA),
          Map.entry("study 2", Kind.SPLIT),
          Map.entry("Grid.of 0", Kind.MODEL),
          Map.entry("grid 0", Kind.MODEL),
          Map.entry("Space.of 0", Kind.MODEL),
          Map.entry("Catalogue.create 0", Kind.MODEL),
          Map.entry(".tune 0", Kind.MODEL),
          Map.entry(".vary 0", Kind.SETTING),
          Map.entry(".with 0", Kind.SETTING),
          Map.entry("Factor.of 0", Kind.SETTING),
          Map.entry("factor 0", Kind.SETTING),
          Map.entry("Search.on 1", Kind.METRIC),
          Map.entry("search 1", Kind.METRIC),
          Map.entry("compare 2", Kind.METRIC),
          Map.entry("compare 4", Kind.MODEL),
          Map.entry("Evaluator.of 0", Kind.METRIC),
          Map.entry(".withMetrics 0", Kind.METRIC));

  private NamesInStrings() {}

  /** The names that can stand at a position; empty where it is in no string that takes names. */
  static Optional<Completion> complete(String code, int at) {
    return OpenString.at(code, at).flatMap(open -> complete(open, at));
  }

  private static Optional<Completion> complete(OpenString open, int at) {
    Kind kind = kindOf(open);
    if (kind == null) {
      return Optional.empty();
    }
    Matcher begun = LAST_WORD.matcher(open.text());
    String word = begun.find() ? begun.group() : "";
    List<String> words = offers(kind, open).filter(name -> name.startsWith(word)).toList();
    return Optional.of(new Completion(words, at - word.length(), at));
  }

  /** Help on the name that a position is in; empty where it is in no string that takes names. */
  static Optional<Rich> about(Help help, String code, int at) {
    Matcher rest = REST.matcher(code).region(at, code.length());
    int end = rest.lookingAt() ? rest.end() : at;
    return OpenString.at(code, at).isEmpty()
        ? Optional.empty()
        : OpenString.at(code, end).flatMap(open -> about(help, open));
  }

  private static Optional<Rich> about(Help help, OpenString open) {
    Kind kind = kindOf(open);
    if (kind == null) {
      return Optional.empty();
    }
    String text = open.text().strip();
    return switch (kind) {
      case DATA -> Help.ofData(text);
      case SPLIT -> Help.ofSplit(text);
      case MODEL -> help.ofModel(name(text));
      case SETTING ->
          models(open).stream().flatMap(model -> help.ofSetting(model, text).stream()).findFirst();
      case METRIC -> Help.ofMetric(text.substring(text.lastIndexOf(',') + 1).strip());
    };
  }

  private static @Nullable Kind kindOf(OpenString open) {
    String call = open.call();
    String asMethod = call.substring(Math.max(0, call.lastIndexOf('.')));
    String argument = " " + Math.min(open.argument(), LAST);
    Kind kind = KINDS.get(call + argument);
    return kind == null ? KINDS.get(asMethod + argument) : kind;
  }

  private static Stream<String> offers(Kind kind, OpenString open) {
    return switch (kind) {
      case DATA -> dataSets();
      case SPLIT -> splits(open);
      case MODEL -> modelsOrSettings(open);
      case SETTING -> settings(open);
      case METRIC -> Metrics.list().stream().map(Metric::name);
    };
  }

  private static Stream<String> dataSets() {
    return Stream.concat(DataSets.names().stream(), Stream.of("synthetic")).distinct();
  }

  /** Names of splits, and after a colon the options of the one that is named. */
  private static Stream<String> splits(OpenString at) {
    if (at.text().indexOf(':') < 0) {
      return Splitters.list().stream().map(SplitterHelp::name);
    }
    String name = name(at.text());
    return Splitters.list().stream()
        .filter(help -> help.name().equals(name))
        .flatMap(help -> help.options().stream())
        .map(option -> option.name() + "=");
  }

  /** Names of models, and after a colon the settings of the one that is named. */
  private static Stream<String> modelsOrSettings(OpenString at) {
    if (at.text().indexOf(':') < 0) {
      return Catalogue.names().stream();
    }
    String name = name(at.text());
    return Catalogue.names().contains(name)
        ? settingsOf(name).map(setting -> setting + "=")
        : Stream.empty();
  }

  /** What stands before the colon and the settings of a model, or the options of a split. */
  private static String name(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  private static Stream<String> settings(OpenString at) {
    return new TreeSet<>(models(at).stream().flatMap(NamesInStrings::settingsOf).toList()).stream();
  }

  /** The model that is named last before; all models where none is. */
  private static List<String> models(OpenString at) {
    Matcher named = MODEL.matcher(at.before());
    List<String> models = Catalogue.names();
    while (named.find()) {
      String name = name(named.group(1));
      if (Catalogue.names().contains(name)) {
        models = List.of(name);
      }
    }
    return models;
  }

  private static Stream<String> settingsOf(String model) {
    return Catalogue.settings(model).stream().map(setting -> setting.name());
  }
}
