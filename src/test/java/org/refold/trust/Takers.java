package org.refold.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.refold.catalogue.Catalogue;
import org.refold.catalogue.Members;
import org.refold.data.Interactions;
import org.refold.data.read.InteractionFiles;
import org.refold.data.read.ReadOptions;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metrics;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.files.SplitFiles;
import org.refold.split.files.SplitLayout;
import org.refold.split.protocol.Splitters;
import org.refold.study.Factor;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;
import org.refold.tune.Space;

/** All that takes input of others, with good input for it in a folder of their own. */
final class Takers {

  private static final String DATA = "synthetic:users=40,items=20,interactions=300";
  private static final String SPLIT = "strong:heldout=8,minItems=2,threshold=all";

  private final Path folder;

  Takers(Path folder) {
    this.folder = folder;
  }

  List<Taker> all() throws IOException {
    return List.of(interactions(), splitFolder(), modelFile(), studyFolder(), words(), settings());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  private Taker interactions() {
    List<String> files =
        List.of(
            "user,item,rating,timestamp\n1,10,4.5,978300760\n1,11,3,978300761\n2,10,5,978300762\n",
            "1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978298413\n",
            "196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n",
            """
            "who";"what";"value"
            "a b";"x;y";"4,5"
            "c";"say ""hi"" twice";"2,0"
            """,
            "sep=;\nuser;item;rating\n1;4;1\n1;5;4\n",
            "1:\n1488844,3,2005-09-06\n822109,5,2005-05-13\n2:\n885013,4,2005-10-19\n",
            """
            {"reviewerID":"A2","asin":"B0","overall":5.0,"unixReviewTime":1252800000}
            {"reviewerID":"A3","asin":"B1","overall":4.0,"unixReviewTime":1252800001}
            """,
            "0 1 2 3\n1 2 5\n2 0 1\n",
            "user,item,when,title\n1,4,2020-01-02T03:04:05Z,Heat\n2,4,2020-01-03T03:04:05Z,\n",
            "2,99,7.5,-3.25\n1,99,1.5,99\n3,0.5,-9.1,2\n");
    Path file = folder.resolve("data.csv");
    return new Taker(
        "files of interactions",
        files.stream().map(Takers::bytes).toList(),
        input -> {
          Files.write(file, input);
          InteractionFiles.read(file);
        });
  }

  private static Split split() {
    return Splitters.parse(SPLIT).split(DataSets.open(DATA).interactions(), 1);
  }

  private Taker splitFolder() {
    Path target = SplitFiles.write(split(), folder.resolve("split"), SplitLayout.VAE_CF);
    Interactions nothing = DataSets.open(DATA).interactions();
    return oneFileOf(
        "split folders", target, () -> Splitters.parse("dir:" + target).split(nothing, 1));
  }

  private Taker modelFile() throws IOException {
    Path target = folder.resolve("model");
    try (Fitted<?> fitted = Catalogue.create("ease").fit(split().train(), Fitting.withSeed(1))) {
      fitted.save(target);
    }
    return oneFileOf("model files", target, () -> Catalogue.load(target).close());
  }

  private Taker studyFolder() throws IOException {
    Study study =
        Study.of("fuzz", DATA, SPLIT)
            .withMetrics("ndcg@10")
            .with(Grid.of("popularity"))
            .with(Grid.of("ease").vary("lambda", 1, 10));
    ResultStore store = ResultStore.of(folder, "fuzz");
    Runner.standard().run(study, DataSets.open(DATA), store);
    return oneFileOf("results of a study", store.folder(), store::read);
  }

  /** A folder, of which the input takes the place of a file. */
  private static Taker oneFileOf(String name, Path target, Opening opening) {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(target)) {
      files =
          walk.filter(Files::isRegularFile).filter(f -> f.toFile().length() > 0).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<byte[]> good = files.stream().map(Takers::read).toList();
    return new Taker(
        name,
        good,
        input -> {
          int which = closest(input, good);
          Files.write(files.get(which), input);
          try {
            opening.open();
          } finally {
            Files.write(files.get(which), good.get(which));
          }
        });
  }

  /** Opens the folder. */
  @FunctionalInterface
  private interface Opening {
    void open() throws Exception;
  }

  /** The file that most of the first bytes are from. */
  private static int closest(byte[] input, List<byte[]> good) {
    int best = Math.floorMod(Arrays.hashCode(input), good.size());
    int most = 8;
    for (int k = 0; k < good.size(); k++) {
      int same = Arrays.mismatch(input, good.get(k));
      if (same < 0 || same > most) {
        best = k;
        most = same < 0 ? Integer.MAX_VALUE : same;
      }
    }
    return best;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each is read by all that read words, as if it had been given to each. */
  private static Taker words() {
    List<Taker.Reader> readers =
        List.of(
            input -> Splitters.parse(text(input)),
            input -> Metrics.parse(text(input)),
            input -> Members.parse(text(input)),
            input -> Grid.parse(text(input)),
            input -> Factor.parse(text(input)),
            input -> ReadOptions.parse("data", text(input)),
            input -> Space.of("mult-vae", text(input)));
    List<String> good =
        List.of(
            "strong:heldout=500,threshold=4,foldout=0.2",
            "user-kfold:k=5,fold=all,validation=90",
            "temporal:at=2003-01-01,validation=0.1",
            "leave-one-out:validation=newest",
            "ndcg@100,recall@20(denominator=relevant),rmse",
            "ndcg@10(gain=exponential,discount=log2)",
            "ease:lambda=300",
            "mult-vae:latent=20,hidden=none",
            "ease(lambda=300)+item-knn(neighbours=50)",
            "dropout=0.1,0.2,0.5",
            "lambda=log:10..5000",
            "likelihood={logistic,gaussian}",
            "beta=0..1",
            "user=1,item=2,value=3,header=absent,separator=tab");
    return new Taker(
        "splits, metrics, models and ranges in words",
        good.stream().map(Takers::bytes).toList(),
        input -> {
          BadInputException refused = null;
          int taken = 0;
          for (Taker.Reader reader : readers) {
            try {
              reader.take(input);
              taken++;
            } catch (BadInputException e) {
              refused = e;
            }
          }
          if (taken == 0 && refused != null) {
            throw refused;
          }
        });
  }

  /** A model, a setting and a value, by blanks. */
  private static Taker settings() {
    List<byte[]> good = new ArrayList<>();
    for (String model : Catalogue.names()) {
      Catalogue.settings(model)
          .forEach(
              setting -> good.add(bytes(model + " " + setting.name() + " " + setting.standard())));
    }
    return new Taker(
        "settings of models",
        good,
        input -> {
          List<String> parts = List.of(text(input).split(" ", 3));
          if (parts.size() < 3) {
            throw new BadInputException("three parts are expected");
          }
          Catalogue.create(parts.get(0), Map.of(parts.get(1), parts.get(2)));
        });
  }
}
