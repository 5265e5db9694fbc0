package org.refold.tune;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.Study;

/** The recommenders that a new one must beat, with the spaces in which they are tuned. */
public final class Baselines {

  private static final List<Space> SPACES =
      List.of(
          Space.of("popularity"),
          Space.of(
              "item-knn",
              "neighbours=log:10..1000",
              "shrink=0..200",
              "similarity={cosine,jaccard}"),
          Space.of("ease", "lambda=log:1..10000"),
          Space.of(
              "ials", "latent=log:32..256", "unobservedWeight=log:0.01..1", "l2=log:0.0005..0.05"));

  private Baselines() {}

  /** Popularity, item neighbours, EASE and iALS. */
  public static List<Space> spaces() {
    return SPACES;
  }

  /**
   * Tunes each baseline and adds it to a study, so that its report says whether the arms beat it:
   *
   * <pre>{@code
   * Search search = Search.on(split, "ndcg@100").withBudget(Budget.fits(12));
   * Study study = Baselines.addTo(Study.of("masking", "ml-1m", "strong").with(grid), search);
   * }</pre>
   *
   * <p>A baseline is called {@code ease, tuned}. One whose best settings are those of an arm that
   * is there already is not added again.
   *
   * <p>The study's data are opened and split once more, to see that the search is on them.
   *
   * @param study where they are added, behind its arms
   * @param search how they are tuned; on the study's own split, of {@link Study#splitSeed()}. Where
   *     each seed or fold has a split of its own, take one of them
   * @throws BadInputException if the search is on other data or another split than the study, the
   *     data are not there, or all fits of a baseline failed
   */
  public static Study addTo(Study study, Search search) {
    return addTo(study, study.splitter().open(study.data(), DataSets::open), search);
  }

  /**
   * The same with data that are at hand.
   *
   * @param data the data set that the study names
   * @throws BadInputException if the search is on other data or another split than the study, or
   *     all fits of a baseline failed
   */
  public static Study addTo(Study study, DataSet data, Search search) {
    requireSplitOf(study, data, search);
    Study more = study;
    for (Space space : spaces()) {
      Found found = search.tune(space);
      Recommender best = found.recommender();
      if (more.arms().stream().noneMatch(arm -> isSame(arm.recommender(), best))) {
        more = more.with(arm(found));
      }
    }
    return more;
  }

  /**
   * The best that a search found, as an arm: {@code ease, tuned}.
   *
   * @throws BadInputException if all its fits failed
   */
  public static Arm arm(Found found) {
    return Arm.of(found.recommender()).withLabel(found.space().model() + ", tuned");
  }

  /** Splits are made one by one, so that usually the first one is all that is made. */
  private static void requireSplitOf(Study study, DataSet data, Search search) {
    List<Long> seeds = study.trials().stream().map(study::splitSeed).distinct().toList();
    List<Long> wanted = seeds.isEmpty() ? List.of(study.splitSeed()) : seeds;
    boolean found =
        wanted.stream()
            .anyMatch(
                seed ->
                    study.splitter().parts().stream()
                        .anyMatch(part -> search.isOn(part.split(data.interactions(), seed))));
    if (!found) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "the search is on %d users and %d items that are not those of the study %s, which"
                      + " splits",
                  search.train().userCount(),
                  search.train().itemCount(),
                  study.name())
              + " %s by '%s' with the seed %s; use Search.on(that split, metric)"
                  .formatted(data.name(), study.splitter().spec(), seedText(wanted)));
    }
  }

  private static String seedText(List<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static boolean isSame(Recommender a, Recommender b) {
    return a.name().equals(b.name()) && Catalogue.settings(a).equals(Catalogue.settings(b));
  }
}
