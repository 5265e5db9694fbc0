package org.refold.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.model.autoencoder.Autoencoder;
import org.refold.model.autoencoder.Cdae;
import org.refold.model.autoencoder.ConvAe;
import org.refold.model.autoencoder.Dae;
import org.refold.model.autoencoder.DeepRec;
import org.refold.model.autoencoder.DiscreteVae;
import org.refold.model.autoencoder.HybridVae;
import org.refold.model.autoencoder.IAutoRec;
import org.refold.model.autoencoder.LadderVae;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.autoencoder.MultVae;
import org.refold.model.autoencoder.MultiTask;
import org.refold.model.autoencoder.RecVae;
import org.refold.model.autoencoder.RecurrentAe;
import org.refold.model.autoencoder.Rvae;
import org.refold.model.autoencoder.Sdae;
import org.refold.model.autoencoder.UAutoRec;
import org.refold.model.autoencoder.Vasp;
import org.refold.model.autoencoder.WeightedAe;
import org.refold.model.baseline.Bias;
import org.refold.model.baseline.ItemMean;
import org.refold.model.baseline.MeanRating;
import org.refold.model.baseline.Popularity;
import org.refold.model.baseline.RatingUserKnn;
import org.refold.model.baseline.UserMean;
import org.refold.model.factor.Bpr;
import org.refold.model.factor.CnnCf;
import org.refold.model.factor.ContentMap;
import org.refold.model.factor.DropoutNet;
import org.refold.model.factor.Fm;
import org.refold.model.factor.Gmf;
import org.refold.model.factor.Ials;
import org.refold.model.factor.LightGcn;
import org.refold.model.factor.Mf;
import org.refold.model.factor.NcfMlp;
import org.refold.model.factor.NeuMf;
import org.refold.model.factor.SvdPlusPlus;
import org.refold.model.linear.AdmmSlim;
import org.refold.model.linear.Ease;
import org.refold.model.linear.Edlae;
import org.refold.model.linear.Elsa;
import org.refold.model.linear.ItemKnn;
import org.refold.model.linear.MDae;
import org.refold.model.linear.PureSvd;
import org.refold.model.linear.Rp3Beta;
import org.refold.model.linear.Sansa;
import org.refold.model.linear.Slim;
import org.refold.model.linear.UserKnn;
import org.refold.model.masked.MaeCnn;
import org.refold.model.masked.MaeMlp;
import org.refold.model.masked.MaeModal;
import org.refold.model.masked.MaeTransformer;
import org.refold.model.sequence.Bert4Rec;
import org.refold.model.sequence.Gru4Rec;
import org.refold.model.sequence.Lstm4Rec;
import org.refold.model.sequence.SasRec;
import org.refold.model.sequence.SelfAttentive;
import org.refold.model.sequence.Svae;
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
    add(new MeanRating(), "the mean of all ratings");
    add(new UserMean(), "the mean of a user's ratings");
    add(new ItemMean(), "the mean of an item's ratings");
    add(new Bias(), "mean rating, and what users and items differ from it (Koren 2010)");
    add(new RatingUserKnn(), "ratings of similar users, averaged (Herlocker 1999; Koren 2010)");
    add(new ItemKnn(), "item-based nearest neighbours (Sarwar 2001; Deshpande & Karypis 2004)");
    add(new UserKnn(), "user-based nearest neighbours (Herlocker 1999)");
    add(new Rp3Beta(), "RP3beta, random walks with popularity divided out (Paudel 2017)");
    add(new Ease(), "EASE, a shallow linear autoencoder in closed form (Steck 2019)");
    add(new Sansa(), "SANSA, EASE for many items by sparse factors (Spisak 2023)");
    add(new Edlae(), "EDLAE, EASE with dropout as its ridge, of full or low rank (Steck 2020)");
    add(new MDae(), "a marginalised denoising autoencoder in closed form, stacked (Chen 2012)");
    add(new Slim(), "SLIM, sparse non-negative regressions between items (Ning & Karypis 2011)");
    add(new AdmmSlim(), "the objective of SLIM by dense algebra, for many users (Steck 2020)");
    add(new Elsa(), "ELSA, a linear autoencoder of low rank by gradient descent (Vancura 2022)");
    add(new PureSvd(), "PureSVD, histories projected on singular vectors (Cremonesi 2010)");
    add(new Ials(), "iALS, factors by alternating least squares (Hu 2008; Rendle 2022)");
    add(new ContentMap(), "iALS, with vectors out of attributes for new items (Gantner 2010)");
    add(new DropoutNet(), "DropoutNet, towers that do without factors of iALS (Volkovs 2017)");
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
    add(new Autoencoder(), "a plain autoencoder: a history through a narrow code (Hinton 2006)");
    add(new Dae(), "a denoising autoencoder with a choice of corruptions (Vincent 2008, 2010)");
    add(new Sdae(), "a stacked denoising autoencoder, pre-trained layer by layer (Vincent 2010)");
    add(new MultDae(), "a denoising autoencoder with multinomial likelihood (Liang 2018)");
    add(new MultVae(), "a variational autoencoder with multinomial likelihood (Liang 2018)");
    add(new HybridVae(), "a variational autoencoder that reads attributes of users (our form)");
    add(new MultiTask(), "an autoencoder that also tells attributes of users (Caruana 1997)");
    add(new RecVae(), "a variational autoencoder with a composite prior (Shenbin 2020)");
    add(new Rvae(), "a variational autoencoder of pairs that ranks (Sachdeva 2019)");
    add(new WeightedAe(), "an autoencoder with a confidence for each entry (our form; Hu 2008)");
    add(new LadderVae(), "a variational autoencoder of two codes (Sonderby 2016)");
    add(new DiscreteVae(), "a variational autoencoder whose code is a choice (Jang, Oord 2017)");
    add(new Vasp(), "a deep variational autoencoder times a linear one (Vancura 2021)");
    add(new MaeMlp(), "a masked autoencoder: hides part of a history and predicts it (our form)");
    add(
        new MaeModal(),
        "a masked autoencoder of histories, contents of items and attributes of users (our form)");
    add(new MaeCnn(), "a convolutional masked autoencoder of the matrix as an image (our form)");
    add(new IAutoRec(), "I-AutoRec, an autoencoder of the ratings of an item (Sedhain 2015)");
    add(new UAutoRec(), "U-AutoRec, an autoencoder of the ratings of a user (Sedhain 2015)");
    add(new DeepRec(), "a deep autoencoder of ratings, fed with its output (Kuchaiev 2017)");
    add(new RecurrentAe(), "a GRU reads a history, its code is decoded into a set of items");
    add(new ConvAe(), "convolutions over a history, its code is decoded into a set of items");
    add(new Gru4Rec(), "GRU4Rec, gated recurrent units predict the next item (Hidasi 2016, 2018)");
    add(new Lstm4Rec(), "the same with a long short-term memory");
    add(new Svae(), "SVAE, a variational autoencoder at each place of a history (Sachdeva 2019)");
    add(new SelfAttentive(), "one layer of attention over a history predicts the next item");
    add(new SasRec(), "SASRec, attention to the items before predicts the next (Kang 2018)");
    add(new Bert4Rec(), "BERT4Rec, attention to both sides predicts hidden items (Sun 2019)");
    add(new MaeTransformer(), "a masked autoencoder of histories, after that of images (He 2022)");
    add(new Blend(), "one ranking out of several models, weighed on validation (Wolpert 1992)");
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
    int colon = name.indexOf(':');
    if (entry == null && colon > 0 && ENTRIES.containsKey(name.substring(0, colon))) {
      throw new BadInputException(
          "'%s' is a model with settings, but a name alone is read here; write '%s' and its settings by themselves, such as --set %s, .with(...), or Grid.parse of the whole"
              .formatted(name, name.substring(0, colon), name.substring(colon + 1)));
    }
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
    List<String> known = names(standard);
    settings.keySet().forEach(setting -> requireKnown(name, setting, known));
    try {
      return RecordText.with(standard, settings);
    } catch (BadInputException e) {
      throw e.within(name);
    }
  }

  /**
   * Refuses a setting that a recommender does not have.
   *
   * @throws BadInputException if there is no such name or setting
   */
  public static void check(String name, String setting) {
    requireKnown(name, setting, names(entry(name).standard()));
  }

  private static List<String> names(Recommender standard) {
    return RecordText.entries(standard).stream().map(RecordText.Entry::name).toList();
  }

  private static void requireKnown(String name, String setting, List<String> known) {
    if (!known.contains(setting)) {
      throw new BadInputException(
          "%s has no setting '%s'; %s".formatted(name, setting, Suggestions.hint(setting, known)));
    }
  }

  /**
   * Refuses a value that a setting can never have, whatever the others are. What goes with some
   * values of the others only passes here, and is checked by {@link #create(String, Map)}.
   *
   * @param value as text, as for {@link #create(String, Map)}
   * @throws BadInputException if there is no such name or setting, or the value cannot be read or
   *     is out of its range
   */
  public static void check(String name, String setting, String value) {
    check(name, setting);
    try {
      RecordText.check(entry(name).standard(), setting, value);
    } catch (BadInputException e) {
      throw e.within(name);
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
   * All settings as text: those that are given, and the defaults of the others.
   *
   * @param name of a recommender; where the catalogue has none of it, only what is given comes back
   * @return sorted by name
   */
  public static SortedMap<String, String> withDefaults(String name, Map<String, String> settings) {
    SortedMap<String, String> all = new TreeMap<>();
    if (names().contains(name)) {
      settings(name).forEach(setting -> all.put(setting.name(), setting.standard()));
    }
    all.putAll(settings);
    return all;
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
    return load(ModelFile.open(folder));
  }

  /**
   * The same for a model file that was opened.
   *
   * @throws BadInputException if it is damaged, or of a model or setting that this version does not
   *     know
   * @throws IOException if it cannot be read
   */
  public static Fitted<? extends Model> load(ModelFile file) throws IOException {
    Recommender recommender;
    try {
      recommender = create(file.model(), file.settings());
    } catch (BadInputException e) {
      throw new BadInputException(file.folder() + ": " + e.getMessage(), e);
    }
    return file.load(recommender);
  }
}
