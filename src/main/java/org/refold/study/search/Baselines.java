package org.refold.study.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.catalogue.Setting;
import org.refold.recommend.Recommender;
import org.refold.study.Arm;
import org.refold.study.Study;

/** The recommenders that a new one must beat, with the spaces in which they are tuned. */
public final class Baselines {

  /** By model; of the parts those are taken whose hyper-parameter the model has. */
  private static final List<Map.Entry<String, List<String>>> SPACES =
      List.of(
          Map.entry("popularity", List.of()),
          Map.entry(
              "item-knn",
              List.of("neighbours=log:10..1000", "shrink=0..200", "similarity={cosine,jaccard}")),
          Map.entry("ease", List.of("lambda=log:1..10000")),
          Map.entry(
              "ials",
              List.of(
                  "latent=log:32..256", "unobservedWeight=log:0.01..1", "l2=log:0.0005..0.05")));

  private Baselines() {}

  /** Popularity, item neighbours, EASE, and iALS where the catalogue has it. */
  public static List<Space> spaces() {
    List<Space> spaces = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : SPACES) {
      if (Catalogue.names().contains(entry.getKey())) {
        List<String> names =
            Catalogue.settings(entry.getKey()).stream().map(Setting::name).toList();
        String[] parts =
            entry.getValue().stream()
                .filter(part -> names.contains(part.substring(0, part.indexOf('='))))
                .toArray(String[]::new);
        spaces.add(Space.of(entry.getKey(), parts));
      }
    }
    return List.copyOf(spaces);
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
   * @param study where they are added, behind its arms
   * @param search how they are tuned; on the study's own split, of {@link Study#splitSeed()}. Where
   *     each seed has a split of its own, take one of them
   * @throws org.refold.data.BadInputException if all fits of a baseline failed
   */
  public static Study addTo(Study study, Search search) {
    Study more = study;
    for (Space space : spaces()) {
      Recommender best = search.tune(space).recommender();
      if (more.arms().stream().noneMatch(arm -> isSame(arm.recommender(), best))) {
        more = more.with(Arm.of(best).withLabel(best.name() + ", tuned"));
      }
    }
    return more;
  }

  private static boolean isSame(Recommender a, Recommender b) {
    return a.name().equals(b.name()) && Catalogue.settings(a).equals(Catalogue.settings(b));
  }
}
