package org.refold.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.model.autoencoder.Cdae;
import org.refold.model.autoencoder.IAutoRec;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.autoencoder.MultVae;
import org.refold.model.autoencoder.UAutoRec;
import org.refold.model.baseline.Popularity;
import org.refold.model.factor.Bpr;
import org.refold.model.factor.CnnCf;
import org.refold.model.factor.Fm;
import org.refold.model.factor.Gmf;
import org.refold.model.factor.Ials;
import org.refold.model.factor.LightGcn;
import org.refold.model.factor.Mf;
import org.refold.model.factor.NcfMlp;
import org.refold.model.factor.NeuMf;
import org.refold.model.factor.SvdPlusPlus;
import org.refold.model.linear.Ease;
import org.refold.model.linear.ItemKnn;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.RecordText;
import org.refold.settings.Setting;
import org.refold.settings.Suggestions;
import org.refold.settings.TextForm;

/**
 * All recommenders by name, made from settings in text: {@code create("ease", Map.of("lambda",
 * "500"))}.
 *
 * <p>The names of settings are those of the record components of the recommender; what is not given
 * keeps the default of the paper. {@link #settings} goes the other way, so that {@code
 * create(r.name(), settings(r))} is {@code r} again.
 */
public final class Catalogue {

  private record Entry(Recommender standard, String description) {}

  private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

  static {
    add(new Popularity(), "the same ranking for everybody: how many users have an item");
    add(new ItemKnn(), "item-based nearest neighbours (Sarwar 2001; Deshpande & Karypis 2004)");
    add(new Ease(), "EASE, a shallow linear autoencoder in closed form (Steck 2019)");
    add(new Ials(), "iALS, factors by alternating least squares (Hu 2008; Rendle 2022)");
    add(new Mf(), "matrix factorisation of ratings, with biases (Salakhutdinov 2007; Koren 2009)");
    add(new SvdPlusPlus(), "SVD++, factors of ratings and of what was rated (Koren 2008)");
    add(new Bpr(), "BPR, factors that rank items of a history above others (Rendle 2009)");
    add(new Gmf(), "GMF, factors with weights of their dimensions, by cross-entropy (He 2017)");
    add(new NcfMlp(), "the perceptron of neural collaborative filtering (He 2017)");
    add(new NeuMf(), "NeuMF, gmf and ncf-mlp with one output, pre-trained (He 2017)");
    add(
        new Fm(),
        "a factorisation machine of users, items, histories and attributes (Rendle 2010)");
    add(
        new LightGcn(),
        "LightGCN, vectors that spread along the graph of users and items (He 2020)");
    add(new CnnCf(), "a convolutional network over outer products of factors (He 2018)");
    add(new Cdae(), "a denoising autoencoder with a node for each user (Wu 2016)");
    add(new MultDae(), "a denoising autoencoder with multinomial likelihood (Liang 2018)");
    add(new MultVae(), "a variational autoencoder with multinomial likelihood (Liang 2018)");
    add(new IAutoRec(), "I-AutoRec, an autoencoder of the ratings of an item (Sedhain 2015)");
    add(new UAutoRec(), "U-AutoRec, an autoencoder of the ratings of a user (Sedhain 2015)");
  }

  private Catalogue() {}

  private static void add(Recommender standard, String description) {
    Entry earlier = ENTRIES.put(standard.name(), new Entry(standard, description));
    if (earlier != null) {
      throw new IllegalStateException("two recommenders are named " + standard.name());
    }
  }

  private static Entry entry(String name) {
    Entry entry = ENTRIES.get(name);
    if (entry == null) {
      throw new BadInputException(
          "there is no model '%s'; %s".formatted(name, Suggestions.hint(name, ENTRIES.keySet())));
    }
    return entry;
  }

  /** The names of all recommenders, related ones together. */
  public static List<String> names() {
    return List.copyOf(ENTRIES.keySet());
  }

  /**
   * What a recommender is, in one line.
   *
   * @throws BadInputException if there is no such name
   */
  public static String description(String name) {
    return entry(name).description();
  }

  /**
   * What can be set at a recommender, in the order of its record, with the values of the paper.
   *
   * @throws BadInputException if there is no such name
   */
  public static List<Setting> settings(String name) {
    List<Setting> settings = new ArrayList<>();
    for (RecordText.Entry entry : RecordText.entries(entry(name).standard())) {
      settings.add(
          new Setting(
              entry.name(),
              HyperParameters.meaning(entry.name()),
              TextForm.expected(entry.type()),
              TextForm.write(entry.value()).toString(),
              TextForm.kind(entry.type())));
    }
    return List.copyOf(settings);
  }

  /**
   * The recommender with the defaults of its paper.
   *
   * @throws BadInputException if there is no such name
   */
  public static Recommender create(String name) {
    return entry(name).standard();
  }

  /**
   * The recommender with some settings.
   *
   * @param settings values by the name of the record component, as text or as {@link
   *     #settings(Recommender)} gives them: numbers as usual, enums in lower case with hyphens,
   *     lists of sizes as {@code 600x200} or {@code 600,200}
   * @throws BadInputException if there is no such name or setting, or a value cannot be read or is
   *     out of its range
   */
  public static Recommender create(String name, Map<String, ?> settings) {
    Recommender standard = entry(name).standard();
    List<String> known = RecordText.entries(standard).stream().map(RecordText.Entry::name).toList();
    for (String setting : settings.keySet()) {
      if (!known.contains(setting)) {
        throw new BadInputException(
            "%s has no setting '%s'; %s"
                .formatted(name, setting, Suggestions.hint(setting, known)));
      }
    }
    try {
      return RecordText.with(standard, settings);
    } catch (BadInputException e) {
      throw new BadInputException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The configuration of a recommender for result files: canonical, sorted, without defaults left
   * out.
   *
   * @return by the name of the record component a number or a text, see {@link #create(String,
   *     Map)}
   */
  public static SortedMap<String, Object> settings(Recommender recommender) {
    return RecordText.write(recommender);
  }

  /**
   * Those settings of a recommender of the catalogue that are not as {@link #create(String)} has
   * them.
   *
   * @return sorted by name, as text
   * @throws BadInputException if the catalogue has no recommender of its name
   */
  public static SortedMap<String, String> changed(Recommender recommender) {
    SortedMap<String, Object> standard = settings(create(recommender.name()));
    SortedMap<String, String> changed = new TreeMap<>();
    settings(recommender)
        .forEach(
            (name, value) -> {
              if (!value.equals(standard.get(name))) {
                changed.put(name, String.valueOf(value));
              }
            });
    return changed;
  }

  /**
   * Loads a model file.
   *
   * @param folder what {@link Fitted#save} wrote
   * @throws BadInputException if it is no model file, damaged, or of a model or setting that this
   *     version does not know
   * @throws IOException if it cannot be read
   */
  public static Fitted<? extends Model> load(Path folder) throws IOException {
    ModelFile file = ModelFile.open(folder);
    Recommender recommender;
    try {
      recommender = create(file.model(), file.settings());
    } catch (BadInputException e) {
      throw new BadInputException(folder + ": " + e.getMessage(), e);
    }
    return file.load(recommender);
  }
}
