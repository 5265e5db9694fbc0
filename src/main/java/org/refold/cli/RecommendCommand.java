package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.recommend.Explanation;
import org.refold.recommend.Fitted;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommendation;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold recommend}: the best items of a saved model for a history or a training user. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    description = "Recommends items with a model that `refold evaluate --save` kept.")
final class RecommendCommand implements Callable<Integer> {

  /** For whom; one of the two. */
  static final class For {

    @Option(
        names = "--history",
        paramLabel = "ID,ID,...",
        split = ",",
        description = "raw ids of items, oldest first; ID:RATING where there are ratings")
    private @Nullable List<String> history;

    @Option(
        names = "--user",
        paramLabel = "ID",
        description = "a user of the training data, by raw id")
    private @Nullable String user;
  }

  private static final int DIGITS = 4;
  private static final String LEAVE_ONE_OUT = "leave-one-out";
  private static final String GRADIENTS = "integrated-gradients";

  /** Midpoints of an integral, of which the original work uses 20 to 300. */
  private static final int STEPS = 50;

  /** The most items of a history that an explanation shows. */
  private static final int EXPLAINED = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<String> ids = new ArrayList<>();
  private final List<Float> ratings = new ArrayList<>();

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "the saved model")
  private Path from = Path.of("");

  @ArgGroup(exclusive = true, multiplicity = "1")
  private For whom = new For();

  @Option(names = "-k", paramLabel = "N", description = "how many items (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(
      names = "--explain",
      description = "also which items of the history speak most for each recommendation")
  private boolean explain;

  @Option(
      names = "--explain-by",
      paramLabel = "METHOD",
      description =
          "how: leave-one-out, or the exact sum where the model is linear (standard), or"
              + " integrated-gradients for dense autoencoders; implies --explain")
  private @Nullable String explainBy;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "the data set that has titles of the items")
  private @Nullable String data;

  @Mixin private FolderOptions folder = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    explain |= explainBy != null;
    if (explainBy != null && !List.of(LEAVE_ONE_OUT, GRADIENTS).contains(explainBy)) {
      throw new BadInputException(
          "--explain-by is '%s', but must be %s or %s"
              .formatted(explainBy, LEAVE_ONE_OUT, GRADIENTS));
    }
    ModelFile file = ModelFile.open(from);
    try (Fitted<? extends Model> fitted = Catalogue.load(from)) {
      Model model = fitted.model();
      if (explain && !(model instanceof FoldIn)) {
        throw new BadInputException(
            "%s folds no history in, so that it cannot say what speaks for an item; leave out --explain"
                .formatted(model.recommender().name()));
      }
      List<Recommendation> items = recommend(model);
      Attributes known = attributes(model, file);
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println(table(model, items, known).toText());
      terminal.flush();
      return 0;
    }
  }

  /**
   * Titles, and a word where they are of another data set than the model's.
   *
   * @throws BadInputException if the data set has none of the model's items
   */
  private Attributes attributes(Model model, ModelFile file) {
    if (data == null) {
      return Attributes.none(model.items());
    }
    DataSet set = folder.open(data, TerminalProgress.of(spec));
    Messages.warnings(spec, set.warnings());
    int[] places = model.items().indicesIn(set.interactions().items());
    long missing = Arrays.stream(places).filter(place -> place < 0).count();
    String trainedOn = file.provenance().getOrDefault("data", "data that its file does not name");
    if (missing == places.length) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--data %s has none of the %d items of the model, which was trained on %s; name those"
                  + " data, or leave out --data",
              data,
              places.length,
              trainedOn));
    }
    if (!set.sha256().equals(file.provenance().get("data_sha256"))) {
      Messages.note(
          spec,
          String.format(
              Locale.ROOT,
              "the model was trained on %s, and %s has other content: %d of the model's %d items"
                  + " are not in it",
              trainedOn,
              data,
              missing,
              places.length));
    }
    return set.side().ofItems(model.items());
  }

  private List<Recommendation> recommend(Model model) {
    if (whom.user != null) {
      return knownUsers(model).recommendForUser(whom.user, k);
    }
    FoldIn folding = folding(model);
    read(model);
    sayWhatIsUnknown(model);
    if (ratings.isEmpty() && !ids.isEmpty() && model instanceof RatingPredictor) {
      Messages.note(
          spec,
          "no ratings are given, and %s reads ratings: each item counts as rated highest; write ID:RATING"
              .formatted(model.recommender().name()));
    }
    List<Recommendation> best =
        ratings.isEmpty() ? folding.recommend(ids, k) : folding.recommend(ids, ratings, k);
    if (ids.isEmpty()) {
      Messages.note(
          spec,
          "the history is empty: these are the items that %s ranks first for a user of whom nothing"
                  .formatted(model.recommender().name())
              + " is known");
    }
    return best;
  }

  private void sayWhatIsUnknown(Model model) {
    List<String> unknown = ids.stream().filter(id -> !model.items().contains(id)).toList();
    if (!unknown.isEmpty() && unknown.size() < ids.size()) {
      Messages.note(
          spec,
          String.format(
              Locale.ROOT,
              "%d of the %d items of the history are unknown to the model and passed over; the"
                  + " first is '%s'",
              unknown.size(),
              ids.size(),
              unknown.get(0)));
    }
  }

  /** Reads {@code ID} or {@code ID:RATING}; a colon may be part of an id that the model knows. */
  private void read(Model model) {
    for (String item : given()) {
      int colon = model.items().contains(item) ? -1 : item.lastIndexOf(':');
      ids.add(colon < 0 ? item : item.substring(0, colon));
      if (colon >= 0) {
        ratings.add(rating(item, item.substring(colon + 1)));
      }
    }
  }

  private List<String> given() {
    return whom.history == null || whom.history.equals(List.of("")) ? List.of() : whom.history;
  }

  private static float rating(String given, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "'%s' in --history is no item with a rating; write ID:RATING, such as 1193:5"
              .formatted(given),
          e);
    }
  }

  private List<Explanation> explanations(Model model, List<Recommendation> items) {
    List<String> explained = items.stream().map(Recommendation::item).toList();
    FoldIn folding = folding(model);
    String user = whom.user;
    Interactions histories =
        user == null ? folding.historyOf(ids, ratings) : knownUsers(model).histories();
    int row = user == null ? 0 : knownUsers(model).known(user);
    if (!GRADIENTS.equals(explainBy)) {
      return folding.explainAll(histories, row, explained);
    }
    if (model instanceof HistoryModel network) {
      return network.integratedGradients(histories, row, explained, STEPS);
    }
    throw new BadInputException(
        "%s has no integrated gradients, which are for autoencoders of histories; write --explain-by %s"
            .formatted(model.recommender().name(), LEAVE_ONE_OUT));
  }

  private KnownUsers knownUsers(Model model) {
    if (model instanceof KnownUsers known) {
      return known;
    }
    throw new BadInputException(
        "%s keeps no users: it scores histories; give the user's items with --history ID,ID,..."
            .formatted(model.recommender().name()));
  }

  private FoldIn folding(Model model) {
    if (model instanceof FoldIn folding) {
      return folding;
    }
    throw new BadInputException(
        "%s folds no history in: it scores the users of its training data; give one with --user ID"
            .formatted(model.recommender().name()));
  }

  private Table table(Model model, List<Recommendation> items, Attributes known) {
    List<String> columns = new ArrayList<>(List.of("", "item", "score"));
    if (!known.isEmpty()) {
      columns.add("title");
    }
    if (explain) {
      columns.add("because of");
    }
    List<Explanation> why = explain ? explanations(model, items) : List.of();
    Table table = new Table("", columns, List.of());
    for (int rank = 1; rank <= items.size(); rank++) {
      Recommendation item = items.get(rank - 1);
      List<Object> cells = new ArrayList<>(List.of(rank, item.item()));
      cells.add(new Cell.Value(item.score(), DIGITS));
      if (!known.isEmpty()) {
        cells.add(known.title(model.items().indexOf(item.item())));
      }
      if (explain) {
        cells.add(reasons(why.get(rank - 1), model, known));
      }
      table = table.row(cells.toArray());
    }
    return table;
  }

  /** The items of the history that speak most for an item, with their share of all that does. */
  private static String reasons(Explanation explanation, Model model, Attributes known) {
    String reasons =
        explanation.parts().stream()
            .limit(EXPLAINED)
            .filter(part -> part.amount() > 0)
            .map(
                part ->
                    String.format(
                        Locale.ROOT,
                        "%s (%+.3f, %.0f %%)",
                        known.title(model.items().indexOf(part.item())),
                        part.amount(),
                        100 * explanation.share(part)))
            .collect(Collectors.joining(", "));
    if (!reasons.isEmpty()) {
      return reasons;
    }
    return explanation.parts().isEmpty()
        ? "no history: this is for anybody of whom no more is known"
        : "no item of the history: without any of them the score would not fall";
  }
}
