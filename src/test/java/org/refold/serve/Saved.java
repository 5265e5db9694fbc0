package org.refold.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.refold.catalogue.Catalogue;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;

/** Small saved models of 24 items, {@code 100} to {@code 123}, whose titles are markup. */
final class Saved {

  static final int ITEMS = 24;
  static final ReloadToken TOKEN = ReloadToken.drawn();
  private static final int USERS = 60;

  /** By their names; the first is the default. */
  private static final Map<String, Map<String, String>> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("ease", Map.of("lambda", "10"));
    MODELS.put("mult-vae", Map.of("epochs", "2", "batchSize", "16", "hidden", "6", "latent", "4"));
    MODELS.put("i-autorec", Map.of("epochs", "1", "batchSize", "8", "hidden", "4"));
    MODELS.put("mf", Map.of("epochs", "1", "latent", "2"));
  }

  private Saved() {}

  /** Saves all of them into a folder. */
  static Map<String, Path> all(Path folder) {
    Map<String, Path> folders = new LinkedHashMap<>();
    MODELS.keySet().forEach(name -> folders.put(name, folder.resolve(name)));
    folders.forEach((name, path) -> save(name, MODELS.get(name), path));
    return folders;
  }

  /** Saves one. */
  static void save(String name, Map<String, String> settings, Path folder) {
    try (Fitted<?> fitted =
        Catalogue.create(name, settings).fit(interactions(), Fitting.withSeed(1))) {
      fitted.save(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Users like items of one of three kinds, and some others. */
  private static Interactions interactions() {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    SplittableRandom random = new SplittableRandom(1);
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        boolean liked = item % 3 == user % 3;
        if (random.nextDouble() < (liked ? 0.8 : 0.2)) {
          builder.add(user, item, liked ? 5 : 2, 0);
        }
      }
    }
    return builder.build(ids("u", USERS), ids("1", ITEMS), Duplicates.KEEP);
  }

  private static Vocabulary ids(String first, int count) {
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ids.add(first + (k < 10 ? "0" : "") + k);
    }
    return Vocabulary.of(ids);
  }

  /** Titles that a page must not read as its own. */
  static Attributes titles() {
    List<String> titles = new ArrayList<>();
    for (int k = 0; k < ITEMS; k++) {
      titles.add("Film <img src=x onerror=\"document.title='bad'\"> & " + k + " \u00e9</script>");
    }
    return Attributes.none(ids("1", ITEMS))
        .with(Attributes.TITLE, new AttributeColumn.Texts(titles));
  }

  /** Serves models on a free port of this machine. */
  static Server serve(Map<String, Path> folders, Limits limits) {
    try {
      return Server.start(
          Models.load(folders, titles()),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          limits,
          TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
