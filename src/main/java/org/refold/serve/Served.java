package org.refold.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.data.Attributes;
import org.refold.data.TitleSearch;
import org.refold.recommend.Fitted;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;

/**
 * A model as it was loaded, which does not change: a model file that is loaded again is another.
 *
 * @param name what requests call it
 * @param file its header
 * @param fitted the model
 * @param titles of its items; without columns where none are known
 * @param search finds items by title
 * @param loaded when
 */
record Served(
    String name,
    ModelFile file,
    Fitted<? extends Model> fitted,
    Attributes titles,
    TitleSearch search,
    Instant loaded)
    implements AutoCloseable {

  /** What {@code /models} says of it. */
  record About(
      String name,
      boolean isDefault,
      String recommender,
      Map<String, Object> settings,
      int items,
      int users,
      boolean titles,
      boolean recommendsForHistories,
      boolean recommendsForUsers,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String similar,
      String weightsSha256,
      Map<String, String> provenance,
      String loaded) {}

  /**
   * Loads a model file, and warms the model up.
   *
   * @param known what is known of items, in any order
   * @throws BadInputException if it is no model file, or damaged
   * @throws IOException if it cannot be read
   */
  static Served load(String name, Path folder, Attributes known) throws IOException {
    ModelFile file = ModelFile.open(folder);
    Fitted<? extends Model> fitted = Catalogue.load(file);
    try {
      WarmUp.of(fitted.model());
      Attributes titles = known.alignedWith(fitted.model().items());
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return new Served(name, file, fitted, titles, TitleSearch.of(titles), now);
    } catch (RuntimeException | Error e) {
      fitted.close();
      throw e;
    }
  }

  Model model() {
    return fitted.model();
  }

  /** The title of an item, where titles are known at all. */
  @Nullable String title(String item) {
    return titles.isEmpty() ? null : titles.title(model().items().indexOf(item));
  }

  About about(boolean isDefault) {
    return new About(
        name,
        isDefault,
        file.model(),
        file.settings(),
        model().items().size(),
        model() instanceof KnownUsers known ? known.users().size() : 0,
        !titles.isEmpty(),
        model() instanceof FoldIn,
        model() instanceof KnownUsers,
        Similarity.of(model()).map(Similarity::token).orElse(null),
        file.weightsSha256(),
        file.provenance(),
        loaded.toString());
  }

  @Override
  public void close() {
    fitted.close();
  }
}
