package org.refold.split.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Suggestions;
import org.refold.split.Splitter;
import org.refold.split.files.FolderSplitter;
import org.refold.split.files.NcfSplitter;
import org.refold.split.protocol.SplitterHelp.Option;

/** All splitters by name. */
public final class Splitters {

  private static final String STRONG_OPTIONS =
      "users held out for validation, and as many for the test: a count, or a share below 1";

  private static final Option VALIDATION =
      new Option("validation", "0", "share of the training data held out for validation");

  private static final Option NEXT =
      Predictions.help("rest (all at once), next (each in turn, of the newest)");

  private static final Option EVERY_NEXT =
      Predictions.help("rest, next (each in turn, of the newest), every-next (of whole histories)");

  private static final Option FOLD_IN =
      new Option(
          "foldin",
          "all",
          "items of a test user's history that models are given: all, or a count such as 3");

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "strong",
              "held-out users, a random part of each folded out (Mult-VAE)",
              withSelection(
                  "4",
                  "5",
                  new Option("heldout", "750", STRONG_OPTIONS),
                  new Option("foldout", "0.2", "share of a held-out user that is folded out"),
                  FOLD_IN),
              options -> StrongSplitter.read(options, Order.RANDOM)),
          new Kind(
              "strong-temporal",
              "the same held-out users, the newest part of each folded out (SVAE)",
              withSelection(
                  "4",
                  "5",
                  new Option("heldout", "750", STRONG_OPTIONS),
                  new Option("foldout", "0.2", "share of a held-out user that is folded out"),
                  new Option("gap", "0", "items between the two parts that are in neither"),
                  EVERY_NEXT,
                  FOLD_IN),
              options -> StrongSplitter.read(options, Order.TIME)),
          new Kind(
              "user-kfold",
              "cross-validation over users: each is held out once, a part folded out",
              withSelection(
                  "4",
                  "5",
                  new Option("k", "10", "how many folds"),
                  new Option("fold", "all", "all in turn, or the one fold to test on, from 0"),
                  new Option(
                      "validation",
                      "0.1",
                      "users of the other folds held out for validation: a count, a share of all"
                          + " users, or none"),
                  new Option("order", "random", "what is folded out: random, time (the newest)"),
                  new Option("foldout", "0.2", "share of a held-out user that is folded out"),
                  EVERY_NEXT),
              UserKFoldSplitter::read),
          new Kind(
              "ratings",
              "random ratings held out, of any user (AutoRec)",
              List.of(new Option("test", "0.1", "share held out for the test"), VALIDATION),
              RatingSplitter::read),
          new Kind(
              "per-user",
              "a share of each user held out",
              withSelection(
                  "all",
                  "0",
                  new Option("test", "0.2", "share of each user held out for the test"),
                  VALIDATION,
                  new Option("order", "random", "what is held out: random, time (the newest)"),
                  NEXT,
                  new Option("feedback", "binary", "binary drops values, ratings keeps them")),
              PerUserSplitter::read),
          new Kind(
              "leave-one-out",
              "each user's newest for the test, the newest but one for validation",
              withSelection(
                  "all",
                  "0",
                  new Option("negatives", "none", "none, a count to sample, or a file of lists"),
                  new Option("sampling", "uniform", "of negatives: uniform, popularity"),
                  new Option(
                      "validation",
                      "previous",
                      "previous, given (models read it in the test), or none")),
              LeaveOneOutSplitter::read),
          new Kind(
              "kfold",
              "cross-validation over ratings",
              List.of(
                  new Option("k", "5", "how many folds"),
                  new Option("fold", "all", "all in turn, or the one fold to test on, from 0"),
                  VALIDATION),
              KFoldSplitter::read),
          new Kind(
              "cold-items",
              "items held out with all their interactions, to be scored by their attributes",
              withSelection(
                  "all",
                  "0",
                  new Option("test", "0.1", "items held out for the test: a count, or a share"),
                  new Option("validation", "0.1", "items held out for validation, or none"),
                  new Option("among", "cold", "what they are ranked with: cold (their like), all"),
                  new Option("feedback", "binary", "binary drops values, ratings keeps them")),
              ColdItemsSplitter::read),
          new Kind(
              "temporal",
              "one point in time for all users: before it training, after it the test",
              withSelection(
                  "all",
                  "0",
                  new Option("test", "0.1", "share of all interactions that come after it"),
                  VALIDATION,
                  new Option("cold", "drop", "users and items without training data: drop, keep"),
                  NEXT,
                  new Option("feedback", "ratings", "binary drops values, ratings keeps them")),
              TemporalSplitter::read));

  private static final List<PathKind> PATH_KINDS =
      List.of(
          new PathKind(
              FolderSplitter.NAME,
              "dir:PATH, a folder with unique_sid.txt, train.csv and {validation,test}_{tr,te}.csv",
              FolderSplitter::read),
          new PathKind(
              NcfSplitter.NAME,
              "ncf:PATH, a folder with NCF's *.test.rating and *.test.negative; append ,train=file"
                  + " to train on its *.train.rating instead of the data",
              NcfSplitter::read));

  private Splitters() {}

  private record Kind(
      String name, String summary, List<Option> options, Function<Options, Splitter> reader) {}

  private record PathKind(String name, String summary, Function<String, Splitter> reader) {}

  private static List<Option> withSelection(String threshold, String minItems, Option... own) {
    List<Option> options = new ArrayList<>(List.of(own));
    options.add(new Option("threshold", threshold, "lowest value that counts as positive, or all"));
    options.add(new Option("minItems", minItems, "fewest items of a user"));
    options.add(new Option("minUsers", "0", "fewest users of an item; looked at before minItems"));
    options.add(new Option("maxItems", "all", "most items of a user, or all"));
    options.add(
        new Option("sameTime", "lines", "order of what a user did at one time: lines, random"));
    return options;
  }

  /**
   * The splitter that a text describes: {@code name}, {@code name:option=value,...}, {@code
   * dir:PATH} or {@code ncf:PATH}.
   *
   * @throws BadInputException if a name is unknown or a value is out of bounds
   */
  public static Splitter parse(String spec) {
    String text = spec.strip();
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    for (PathKind kind : PATH_KINDS) {
      if (kind.name().equals(name)) {
        if (rest.isBlank()) {
          throw new BadInputException(
              "split '%s' names no folder; write %s:PATH".formatted(text, name));
        }
        return kind.reader().apply(rest);
      }
    }
    for (Kind kind : KINDS) {
      if (kind.name().equals(name)) {
        List<String> known = kind.options().stream().map(Option::name).toList();
        return kind.reader().apply(Options.parse("split '%s'".formatted(text), rest).only(known));
      }
    }
    if (text.isEmpty()) {
      throw new BadInputException(
          "--split is empty; write it as in strong:heldout=500, `refold split --list` shows all");
    }
    throw new BadInputException(
        "no splitter is named '%s'; %s".formatted(name, Suggestions.hint(name, names())));
  }

  /**
   * Whether a text describes a split whose parts all come from files. A text that describes none
   * does not.
   */
  public static boolean isOfFiles(String spec) {
    return PATH_KINDS.stream().anyMatch(kind -> spec.startsWith(kind.name() + ":"))
        && !parse(spec).readsData();
  }

  private static List<String> names() {
    return list().stream().map(SplitterHelp::name).toList();
  }

  /** All splitters with their options and defaults, for help. */
  public static List<SplitterHelp> list() {
    List<SplitterHelp> all = new ArrayList<>();
    KINDS.forEach(kind -> all.add(new SplitterHelp(kind.name(), kind.summary(), kind.options())));
    PATH_KINDS.forEach(kind -> all.add(new SplitterHelp(kind.name(), kind.summary(), List.of())));
    return List.copyOf(all);
  }
}
