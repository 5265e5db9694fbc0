package org.refold.notebook;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.report.study.StudyReport;
import org.refold.report.table.Rich;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.olcut.ExperimentFile;
import org.refold.study.plan.Planner;
import org.refold.study.plan.StudyPlan;
import org.refold.study.run.Experiment;
import org.refold.study.run.MetricContexts;
import org.refold.study.run.Outcome;
import org.refold.study.run.Runner;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;
import org.refold.tune.Budget;
import org.refold.tune.Search;
import org.refold.tune.Space;
import org.refold.tune.TunedComparison;

/**
 * The front door for notebook cells. The same calls work on IJava, on JJava and on the kernel of
 * Refold, and print text where there is no kernel at all.
 */
public final class Refold {

  private Refold() {}

  /**
   * Shows a chart, a table or anything else below the cell.
   *
   * @param shown a split, a study, its report, recommendations, an XChart chart, a table, a text,
   *     or anything else
   */
  public static void show(Object shown) {
    show(shown, CellOutput.find(), System.out);
  }

  static void show(Object shown, Optional<CellOutput> cell, PrintStream terminal) {
    Object form = Shown.of(shown);
    if (cell.isPresent()) {
      cell.get().display(form);
    } else {
      terminal.println(form instanceof Rich rich ? rich.toText() : form);
    }
  }

  /** What shows progress below the cell that runs now. */
  public static Progress progress() {
    return new CellProgress(CellOutput.find(), System.out, InstantSource.system());
  }

  /**
   * Teaches the kernel, where it is JJava, to show charts and tables that are a cell's last
   * expression. The kernel of Refold knows them from the start; IJava cannot be taught: use {@link
   * #show} there.
   *
   * @return whether charts and tables as last expressions show from now on
   */
  public static boolean install() {
    return CellOutput.JJavaOutput.isThere();
  }

  /**
   * One of two values: notebooks run at their full setting, or at a small one where the environment
   * variable {@code REFOLD_SETTING} is {@code small}.
   */
  public static <T> T setting(T full, T small) {
    return "small".equals(System.getenv("REFOLD_SETTING")) ? small : full;
  }

  /**
   * Opens a data set by its name or path.
   *
   * @throws BadInputException if there is none
   */
  public static DataSet data(String nameOrPath) {
    return DataSets.open(nameOrPath, locations(), progress());
  }

  /**
   * Opens a data set where it can be found, and another one, usually {@code synthetic}, where not;
   * says which.
   */
  public static DataSet data(String wanted, String otherwise) {
    DataSet opened;
    try {
      opened = data(wanted);
    } catch (BadInputException e) {
      System.out.println(e.getMessage());
      opened = data(otherwise);
    }
    System.out.println("working on " + opened);
    return opened;
  }

  private static DataLocations locations() {
    return DataLocations.standard(Optional.empty());
  }

  /** Splits data with the usual seed. */
  public static Split split(DataSet data, String spec) {
    return split(data, spec, ExperimentPlan.USUAL_SEED);
  }

  /**
   * Splits data.
   *
   * @param spec such as {@code "strong:heldout=500"}; {@code refold split --list} shows all
   * @throws BadInputException if the specification is wrong or the data do not serve
   */
  public static Split split(DataSet data, String spec, long seed) {
    return Splitters.parse(spec).split(data, seed);
  }

  /**
   * The experiment that a configuration file of OLCUT describes, on its data; {@code
   * .run(progress())} carries it out.
   *
   * @param file XML or JSON, as {@code refold evaluate --write-config} or {@code refold replay
   *     --write-config} writes it
   * @throws BadInputException if there is no such file, it describes no experiment, or the data are
   *     not there or do not serve
   */
  public static Experiment experiment(String file) {
    ExperimentPlan plan = ExperimentFile.read(Path.of(file));
    return Experiment.of(plan, plan.splitter().open(plan.data(), Refold::data));
  }

  /**
   * Keeps a fitted model in a folder, relative to that of the notebook.
   *
   * @param folder must not exist, or be a model file, which is replaced
   * @throws BadInputException if the folder holds something else, or the model cannot be saved
   */
  public static void save(Fitted<? extends Model> fitted, String folder) {
    try {
      fitted.save(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the model of an outcome, with the data and the split that it was trained on. */
  public static void save(Outcome outcome, String folder) {
    try {
      outcome.saveModel(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads a fitted model and its training log.
   *
   * <pre>{@code
   * FoldIn model = load("models/ease", FoldIn.class);
   * }</pre>
   *
   * @param folder what {@code save} or {@code refold evaluate --save} wrote
   * @param what the model must be able to do
   * @throws BadInputException if it is no model file, damaged, or the model cannot do that
   */
  public static <M extends Model> M load(String folder, Class<M> what) {
    Model model = load(folder).model();
    if (!what.isInstance(model)) {
      throw new BadInputException(
          "the model in %s is %s, which is no %s"
              .formatted(folder, model.recommender().name(), what.getSimpleName()));
    }
    return what.cast(model);
  }

  /** The same with any ability, beside the training log. */
  public static Fitted<? extends Model> load(String folder) {
    try {
      return Catalogue.load(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fits several recommenders on a split, in order, and measures them on its test part.
   *
   * @param metrics presets and names of metrics, by commas
   * @throws BadInputException if a metric is unknown, or the data do not serve a recommender
   */
  public static List<Outcome> compare(
      DataSet data, Split split, String metrics, long seed, Recommender... recommenders) {
    DataFingerprint source = DataFingerprint.of(data, split);
    List<Outcome> outcomes = new ArrayList<>();
    Progress progress = progress();
    for (Recommender recommender : recommenders) {
      Experiment experiment =
          new Experiment(
              source,
              split,
              recommender,
              Evaluator.of(metrics),
              MetricContexts.of(data, split.train()),
              seed);
      outcomes.add(experiment.run(progress));
    }
    return List.copyOf(outcomes);
  }

  /**
   * The same with models of the catalogue as text, as the command line takes them.
   *
   * <pre>{@code
   * compare(data, split, "vae-cf", 42, "ease:lambda=100", "popularity")
   * }</pre>
   *
   * @param models each as {@link Grid#parse} reads it
   * @throws BadInputException if the catalogue does not know a model or a setting, or as above
   */
  public static List<Outcome> compare(
      DataSet data, Split split, String metrics, long seed, String... models) {
    Recommender[] recommenders =
        Arrays.stream(models)
            .map(model -> Grid.parse(model).arms().get(0).recommender())
            .toArray(Recommender[]::new);
    return compare(data, split, metrics, seed, recommenders);
  }

  /**
   * Tunes popularity, item neighbours, EASE, iALS and the models under study, each with the same
   * budget on the validation part, and measures the best settings of each once on the test. Fits
   * are remembered in {@code fits.jsonl} below {@link #results}: a cell that was interrupted goes
   * on where it was.
   *
   * <pre>{@code
   * TunedComparison duel = duel("duel", split, "ndcg@100", Budget.fits(12), Space.of("mult-dae", "dropout=0..0.8"));
   * show(SearchTables.duel(duel));
   * show(Charts.search("Tuned under the same budget", duel.searches()));
   * }</pre>
   *
   * @param name the name of the folder below {@code results}
   * @param metrics what is measured on the test, by commas; the first alone is tuned for
   * @throws BadInputException if the split has no validation part, a metric is unknown, or all fits
   *     of one failed
   */
  public static TunedComparison duel(
      String name, Split split, String metrics, Budget budget, Space... underStudy) {
    Evaluator evaluator = Evaluator.of(metrics);
    Search search =
        search(split, evaluator.metrics().get(0).fullName())
            .withBudget(budget)
            .withMemory(results(name).resolve("fits.jsonl"));
    TunedComparison duel = TunedComparison.run(search, split, metrics, underStudy);
    System.out.println(duel.verdict());
    return duel;
  }

  /**
   * A study without arms yet, see {@link Study#of}. With {@link #grid}, {@link #run(Study)} and
   * {@link #report(StudyResult)} it needs no import but that of this class.
   *
   * <pre>{@code
   * var result = run(study("masking", "ml-1m", "strong").with(grid("mult-dae").vary("dropout", 0, 0.5)));
   * report(result)
   * }</pre>
   *
   * @param name of its folder below {@link #results}
   * @param data the name or path of a data set
   * @param split the protocol, as {@code refold split --list} shows them
   * @throws BadInputException if the name is no name of a folder, or the text describes no splitter
   */
  public static Study study(String name, String data, String split) {
    return Study.of(name, data, split);
  }

  /**
   * A model of the catalogue, whose settings can be varied; those that are not given are as in its
   * paper.
   *
   * @param model {@code model} or {@code model:setting=value,setting=value}, see {@link Grid#parse}
   * @throws BadInputException if there is no such model or setting, or a setting has no value
   */
  public static Grid grid(String model) {
    return Grid.parse(model);
  }

  /**
   * The tables and figures of a study, its arms against the first.
   *
   * @throws BadInputException if the study has no arm
   */
  public static StudyReport report(StudyResult result) {
    return StudyReport.of(result);
  }

  /**
   * The tables and figures of a study.
   *
   * @param base the label of the arm that the others are compared with
   * @throws BadInputException if the study has no such arm
   */
  public static StudyReport report(StudyResult result, String base) {
    return StudyReport.of(result, base);
  }

  /**
   * A search for hyper-parameters on the validation part of a split, which shows its progress.
   *
   * @throws BadInputException if the split has no validation part, or the metric is unknown
   */
  public static Search search(Split split, String metric) {
    return Search.on(split, metric).withProgress(progress());
  }

  /**
   * Runs a study, or what is left of it, and keeps its results below {@link #results}. Interrupting
   * the cell stops it; run the cell again and it goes on.
   *
   * @throws BadInputException if the data are not there, or the folder holds another study
   */
  public static StudyResult run(Study study) {
    return run(study, Runner.standard());
  }

  /**
   * Runs a study in a certain way.
   *
   * @param runner how many trials at once, and what to do with failures; it shows its progress
   *     below the cell
   * @throws BadInputException if the data are not there, or the folder holds another study
   */
  public static StudyResult run(Study study, Runner runner) {
    ResultStore store = store(study.name());
    try {
      StudyResult result =
          runner
              .withProgress(progress())
              .withListener(System.out::println)
              .run(study, study.splitter().open(study.data(), Refold::data), store);
      System.out.println(result + "; kept in " + inCheckout(store.folder()));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says before a study is run what differences it will see, and what it will cost. Where it has no
   * trials yet, each arm is fitted once; that is not kept.
   *
   * @throws BadInputException if the data are not there, or there are not two arms to compare
   */
  public static StudyPlan plan(Study study) {
    try {
      return new Planner(Runner.standard().withProgress(progress()), Workbench.results())
          .plan(study, study.splitter().open(study.data(), Refold::data), OptionalDouble.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder as seen from the checkout, so that a notebook that is shared names no machine. */
  private static Path inCheckout(Path folder) {
    Path root = Workbench.here().root();
    return folder.startsWith(root) ? root.relativize(folder) : folder;
  }

  /**
   * What a study came to that was run before, from its folder alone.
   *
   * @throws BadInputException if there is none, or a file of it is damaged
   */
  public static StudyResult studied(String name) {
    try {
      return store(name).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResultStore store(String study) {
    return ResultStore.of(Workbench.results(), study);
  }

  /**
   * The folder for the results of a notebook: the one that the environment variable {@code
   * REFOLD_RESULTS} names, otherwise one below {@code results} of the checkout.
   */
  public static Path results(String name) {
    Path folder = Workbench.results();
    return System.getenv("REFOLD_RESULTS") == null ? folder.resolve(name) : folder;
  }
}
