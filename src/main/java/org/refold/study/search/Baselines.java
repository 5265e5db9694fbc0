package org.refold.study.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.catalogue.Setting;

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
              "ials", List.of("latent=log:16..256", "lambda=log:0.0001..1", "l2=log:0.0001..1")));

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
}
