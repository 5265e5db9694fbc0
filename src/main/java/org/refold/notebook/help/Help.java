package org.refold.notebook.help;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metrics;
import org.refold.notebook.Page;
import org.refold.report.table.Rich;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Setting;
import org.refold.split.protocol.SplitterHelp;
import org.refold.split.protocol.Splitters;

/** Help on types and methods, and on the names that strings hold: models, settings, splits. */
public final class Help {

  private final Sources sources;
  private final Javadoc javadoc;

  Help(Sources sources) {
    this.sources = sources;
    this.javadoc = new Javadoc(sources);
  }

  /** Help out of the sources of the checkout; without them, what the running program knows. */
  public static Help ofCheckout() {
    return new Help(Sources.ofCheckout());
  }

  /**
   * Help on a type, a method with its overloads, or a field.
   *
   * @param signature as JShell gives it
   * @return empty where there is no source for it
   */
  public Optional<Rich> of(String signature) {
    return Signature.read(signature).flatMap(this::parts).map(Page::new);
  }

  private Optional<List<Object>> parts(Signature at) {
    Optional<TypeSource> type = sources.find(at.owner());
    if (type.isEmpty()) {
      int dot = at.owner().lastIndexOf('.');
      boolean constant = at.member().isEmpty() && dot > 0;
      return constant
          ? parts(new Signature(at.owner().substring(0, dot), at.owner().substring(dot + 1)))
          : setter(at);
    }
    if (at.member().isEmpty() || (at.member().equals("<init>") && type.get().isRecord())) {
      return type.map(javadoc::ofType);
    }
    List<MethodTree> methods = type.get().methods(at.member());
    return methods.isEmpty()
        ? field(type.get(), at.member())
        : Optional.of(Javadoc.ofMethods(type.get(), methods));
  }

  /** A generated method of a record's builder is documented by the component that it sets. */
  private Optional<List<Object>> setter(Signature at) {
    String type = at.owner().replaceFirst("Builder(\\.With)?$", "");
    String with = at.member().replaceFirst("^with(?=[A-Z])", "");
    if (type.equals(at.owner()) || with.isEmpty()) {
      return Optional.empty();
    }
    String component = with.substring(0, 1).toLowerCase(Locale.ROOT) + with.substring(1);
    return sources.find(type).flatMap(of -> field(of, component));
  }

  private static Optional<List<Object>> field(TypeSource type, String name) {
    Optional<VariableTree> found =
        type.members(VariableTree.class)
            .filter(field -> field.getName().contentEquals(name))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Object> parts =
        new ArrayList<>(List.of(TypeSource.plain(found.get()) + " of " + type.qualifiedName()));
    Optional.ofNullable(Javadoc.meanings(type).get(name)).map(Prose::new).ifPresent(parts::add);
    Optional.ofNullable(Ranges.of(type).get(name))
        .map(range -> new Prose("range: " + range))
        .ifPresent(parts::add);
    type.comment(found.get()).ifPresent(comment -> parts.addAll(Javadoc.of(type, comment)));
    return Optional.of(parts);
  }

  /** A model: its equations, and what can be set at it. */
  public Optional<Rich> ofModel(String name) {
    if (!Catalogue.names().contains(name)) {
      return Optional.empty();
    }
    List<Object> parts = new ArrayList<>();
    parts.add(name + ": " + Catalogue.description(name));
    Optional<TypeSource> type = source(name);
    type.map(Javadoc::text).ifPresent(parts::addAll);
    parts.add(settings(name, type, Catalogue.settings(name)));
    return Optional.of(new Page(parts));
  }

  /** One setting of a model. */
  public Optional<Rich> ofSetting(String model, String setting) {
    List<Setting> found =
        Catalogue.settings(model).stream().filter(each -> each.name().equals(setting)).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(settings(model, source(model), found));
  }

  private Optional<TypeSource> source(String model) {
    return sources.find(Catalogue.create(model).getClass().getName());
  }

  private Table settings(String model, Optional<TypeSource> type, List<Setting> shown) {
    Map<String, String> ranges = new TreeMap<>();
    Map<String, String> meanings = new TreeMap<>();
    type.ifPresent(
        of -> {
          for (VariableTree component : of.components()) {
            sources
                .find(component.getType().toString())
                .ifPresent(nested -> ranges.putAll(Ranges.of(nested)));
          }
          ranges.putAll(Ranges.of(of));
          meanings.putAll(Javadoc.meanings(of));
        });
    Table table = Table.of("settings of " + model, "name", "default", "range", "meaning");
    for (Setting each : shown) {
      table =
          table.row(
              each.name(),
              each.standard(),
              ranges.getOrDefault(each.name(), each.expected()),
              meanings.getOrDefault(each.name(), each.meaning()));
    }
    return table;
  }

  /** A split by its specification: the options that it has. */
  public static Optional<Rich> ofSplit(String specification) {
    return Splitters.list().stream()
        .filter(help -> specification.startsWith(help.name()))
        .filter(help -> specification.replaceFirst(":.*", "").equals(help.name()))
        .findFirst()
        .map(Help::split);
  }

  private static Rich split(SplitterHelp help) {
    Table table = Table.of(help.usage(), "option", "default", "meaning");
    for (SplitterHelp.Option option : help.options()) {
      table = table.row(option.name(), option.standard(), option.summary());
    }
    Prose summary = new Prose(help.name() + ": " + help.summary());
    return new Page(help.options().isEmpty() ? List.of(summary) : List.of(summary, table));
  }

  /** A metric: what it measures, and its conventions. */
  public static Optional<Rich> ofMetric(String text) {
    try {
      return Optional.of(new Page(List.of(Metrics.of(text).describe())));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** A public data set: how large it is, and what one may do with it. */
  public static Optional<Rich> ofData(String name) {
    return DataSets.find(name)
        .map(
            set ->
                Table.of(set.name() + ": " + set.title(), "users", "items", "interactions", "MB")
                    .row(set.users(), set.items(), set.interactions(), set.megabytes())
                    .note(set.licence()));
  }
}
