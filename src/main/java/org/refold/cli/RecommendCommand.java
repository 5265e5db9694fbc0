package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Cluster;
import org.refold.data.Attributes;
import org.refold.data.sets.DataSet;
import org.refold.recommend.Explanation;
import org.refold.recommend.Fitted;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Question;
import org.refold.recommend.Recommendation;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
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
    description = "Recommends items with a model that `refold evaluate --save` or `fit` kept.")
final class RecommendCommand implements Callable<Integer> {

  /** For whom; one of the three. */
  static final class For {

    @Option(
        names = "--history",
        paramLabel = "ID,ID,...",
        split = ",",
        description = {
          "raw ids of items, oldest first, or with --data parts of their titles without commas;",
          "ID:RATING where there are ratings"
        })
    private @Nullable List<String> history;

    @Option(
        names = "--user",
        paramLabel = "ID",
        description = "a user of the training data, by raw id")
    private @Nullable String user;

    @Option(
        names = "--all-of",
        paramLabel = "NAME|PATH",
        description = "all users of such data, each by the history there; with --out")
    private @Nullable String all;
  }

  private static final int DIGITS = 4;
  private static final String LEAVE_ONE_OUT = "leave-one-out";
  private static final String GRADIENTS = "integrated-gradients";

  /** Midpoints of an integral, of which the original work uses 20 to 300. */
  private static final int STEPS = 50;

  /** The most items of a history that an explanation shows. */
  private static final int EXPLAINED = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

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
      names = "--out",
      paramLabel = "FILE.tsv|npz|run",
      description = "with --all-of: where the lists go, in the forms of evaluate --predictions")
  private @Nullable Path out;

  @Mixin private TitleOptions titles = new TitleOptions();
  @Mixin private ReplaceOption replace = new ReplaceOption();
  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Override
  public Integer call() throws IOException {
    explain |= explainBy != null;
    if (explainBy != null && !List.of(LEAVE_ONE_OUT, GRADIENTS).contains(explainBy)) {
      throw new BadInputException(
          "--explain-by is '%s', but must be %s or %s"
              .formatted(explainBy, LEAVE_ONE_OUT, GRADIENTS));
    }
    String all = whom.all;
    if ((all == null) != (out == null) || (all == null && workers.isAsked())) {
      throw new BadInputException(
          "--all-of recommends to many users, into the file of --out: give both or neither;"
              + " --runner spark is for that alone");
    }
    if (all != null && out != null) {
      return recommendAll(all, out);
    }
    ModelFile file = ModelFile.open(from);
    try (Fitted<? extends Model> fitted = Catalogue.load(file)) {
      Model model = fitted.model();
      if (explain && !(model instanceof FoldIn)) {
        throw new BadInputException(
            "%s folds no history in, so that it cannot say what speaks for an item; leave out --explain"
                .formatted(model.recommender().name()));
      }
      Attributes known =
          titles
              .open(spec)
              .map(set -> titles.of(spec, set, model.items(), file))
              .orElseGet(() -> Attributes.none(model.items()));
      TypedHistory history = TypedHistory.read(given(), known);
      Question question = question(model, history);
      List<Recommendation> items = recommend(question, known);
      List<Explanation> why = explain ? explanations(model, question, items) : List.of();
      Messages.notes(spec, history.notes());
      Messages.notes(spec, question.notes());
      titles.hint(file.provenance()).ifPresent(hint -> Messages.note(spec, hint));
      if (items.isEmpty()) {
        Messages.note(spec, "the history holds every item that the model could recommend");
      }
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println(table(model, items, why, known).toText());
      terminal.flush();
      return 0;
    }
  }

  private int recommendAll(String all, Path file) throws IOException {
    if (explain || k < 1) {
      throw new BadInputException(
          "--all-of takes no --explain, and -k of at least 1; ask for one user's reasons by --user"
              + " or --history");
    }
    replace.check("--out", file);
    ModelFile model = ModelFile.open(from);
    Progress progress = TerminalProgress.of(spec);
    DataSet set = titles.open(all, progress);
    try (Cluster cluster = workers.open().orElse(null)) { // null is not closed
      return RecommendAll.run(spec, model, set, k, Optional.ofNullable(cluster), file, progress);
    }
  }

  private Question question(Model model, TypedHistory typed) {
    String user = whom.user;
    try {
      return user == null
          ? Question.ofHistory(model, typed.ids(), typed.ratings())
          : Question.ofUser(model, user);
    } catch (BadInputException e) {
      String option = user == null ? "--history" : "--user";
      throw new BadInputException(option + ": " + e.getMessage(), e);
    }
  }

  private List<Recommendation> recommend(Question question, Attributes known) {
    try {
      return question.recommend(k);
    } catch (BadInputException e) {
      if (question.unknown().isEmpty() || question.unknown().size() < given().size()) {
        throw e;
      }
      String remedy =
          known.isEmpty()
              ? "; write ids, or titles with --data, where these data have titles"
              : "; these are neither ids nor parts of titles";
      throw new BadInputException(e.getMessage() + remedy, e);
    }
  }

  private List<String> given() {
    return whom.history == null || whom.history.equals(List.of("")) ? List.of() : whom.history;
  }

  private List<Explanation> explanations(
      Model model, Question question, List<Recommendation> items) {
    List<String> explained = items.stream().map(Recommendation::item).toList();
    if (!GRADIENTS.equals(explainBy)) {
      return question.explain(explained);
    }
    if (model instanceof HistoryModel network) {
      return network.integratedGradients(question.histories(), question.row(), explained, STEPS);
    }
    throw new BadInputException(
        "%s has no integrated gradients, which are for autoencoders of histories; write --explain-by %s"
            .formatted(model.recommender().name(), LEAVE_ONE_OUT));
  }

  private Table table(
      Model model, List<Recommendation> items, List<Explanation> why, Attributes known) {
    List<String> columns = new ArrayList<>(List.of("", "item", "score"));
    if (!known.isEmpty()) {
      columns.add("title");
    }
    if (explain) {
      columns.add("because of");
    }
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
