package org.refold.data.sets;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A data set that is often asked for by name and that its publisher does not let programs fetch, or
 * not without a person's choice: where it is, on what terms, and which of its files is read.
 *
 * @param name what it is called
 * @param title what it is
 * @param page of the publisher
 * @param terms what one may do with it, in one line
 * @param file which of its files is read, and how
 */
public record DataElsewhere(String name, String title, URI page, String terms, String file) {

  /** Every one that is known, by name. */
  static final List<DataElsewhere> ALL =
      List.of(
          new DataElsewhere(
              "amazon",
              "Amazon reviews (McAuley Lab, UC San Diego)",
              URI.create("https://amazon-reviews-2023.github.io"),
              "research; cite Hou et al. 2024, arXiv:2403.03952",
              "the ratings or the reviews of one category, csv or JSON lines"),
          new DataElsewhere(
              "gowalla",
              "Gowalla check-ins (SNAP, Stanford University)",
              URI.create("https://snap.stanford.edu/data/loc-gowalla.html"),
              "no licence is stated; cite Cho, Myers & Leskovec 2011",
              "loc-gowalla_totalCheckins.txt.gz"),
          new DataElsewhere(
              "netflix",
              "Netflix prize (2006)",
              URI.create("https://www.netflixprize.com"),
              "withdrawn by its publisher in 2010; its terms forbid passing it on",
              "one combined_data file"),
          new DataElsewhere(
              "steam",
              "Steam reviews (McAuley Lab, UC San Diego)",
              URI.create("https://cseweb.ucsd.edu/~jmcauley/datasets.html"),
              "research; cite Kang & McAuley 2018",
              "the reviews, once each Python dictionary is written as a JSON object"),
          new DataElsewhere(
              "yelp",
              "Yelp Open Dataset",
              URI.create("https://www.yelp.com/dataset"),
              "after accepting Yelp's agreement: academic use, no redistribution",
              "yelp_academic_dataset_review.json"));

  static Optional<DataElsewhere> find(String name) {
    return ALL.stream().filter(set -> set.name.equals(name)).findFirst();
  }

  /** One line for a person: where it is, the terms, and what to do. */
  public String text() {
    return "%s: %s is not fetched by Refold (%s); see %s, and give the path of %s"
        .formatted(name, title, terms, page, file);
  }
}
