package org.refold.data.sets;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A data set that is often asked for by name and that its publisher does not let programs fetch, or
 * not without a person's choice: where it is, on what terms, and which of its files is read. Where
 * everyone has the same file, it opens by the name once it is there.
 *
 * @param name what it is called
 * @param title what it is
 * @param page of the publisher
 * @param terms what one may do with it, in one line
 * @param file which of its files is read, and how
 * @param known the file that everyone has, if there is one
 */
public record DataElsewhere(
    String name, String title, URI page, String terms, String file, Optional<Known> known) {

  /**
   * A file that everyone has.
   *
   * @param places what it is called below a folder of data sets, the first one first
   * @param users how many have interactions
   * @param items how many have interactions
   * @param interactions how many there are
   */
  public record Known(List<String> places, int users, int items, int interactions) {

    /** Copies the list. */
    public Known {
      places = List.copyOf(places);
    }
  }

  private static final String OF_SASREC =
      "; the order of lines is that of time; cite Kang & McAuley 2018";

  /** Every one that is known, by name. */
  static final List<DataElsewhere> ALL =
      List.of(
          new DataElsewhere(
              "amazon",
              "Amazon reviews (McAuley Lab, UC San Diego)",
              URI.create("https://amazon-reviews-2023.github.io"),
              "research; cite Hou et al. 2024, arXiv:2403.03952",
              "the ratings or the reviews of one category, csv or JSON lines",
              Optional.empty()),
          new DataElsewhere(
              "gowalla",
              "Gowalla check-ins (SNAP, Stanford University)",
              URI.create("https://snap.stanford.edu/data/loc-gowalla.html"),
              "no licence is stated; cite Cho, Myers & Leskovec 2011",
              "loc-gowalla_totalCheckins.txt.gz",
              Optional.empty()),
          new DataElsewhere(
              "netflix",
              "Netflix prize (2006)",
              URI.create("https://www.netflixprize.com"),
              "withdrawn by its publisher in 2010; its terms forbid passing it on",
              "one combined_data file",
              Optional.empty()),
          sasRec(
              "sasrec-ml-1m",
              "SASRec's MovieLens-1M",
              "derived from MovieLens, research only; cite Harper & Konstan 2015,"
                  + " doi:10.1145/2827872",
              "ml-1m.txt",
              6_040,
              3_416,
              999_611),
          sasRec(
              "sasrec-video",
              "SASRec's Amazon Video Games",
              "research; cite McAuley et al. 2015",
              "Video.txt",
              31_013,
              23_715,
              287_107),
          new DataElsewhere(
              "steam",
              "Steam reviews (McAuley Lab, UC San Diego)",
              URI.create("https://cseweb.ucsd.edu/~jmcauley/datasets.html"),
              "research; cite Kang & McAuley 2018",
              "the reviews, once each Python dictionary is written as a JSON object",
              Optional.empty()),
          new DataElsewhere(
              "yelp",
              "Yelp Open Dataset",
              URI.create("https://www.yelp.com/dataset"),
              "after accepting Yelp's agreement: academic use, no redistribution",
              "yelp_academic_dataset_review.json",
              Optional.empty()));

  private static DataElsewhere sasRec(
      String name, String title, String terms, String file, int users, int items, int size) {
    List<String> places =
        List.of("sasrec/" + file, "sasrec/" + file + ".gz", file, file + ".gz", name + ".txt");
    return new DataElsewhere(
        name,
        title,
        URI.create("https://github.com/kang205/SASRec"),
        terms + OF_SASREC,
        file + ", or put it into the folder of data sets as sasrec/" + file,
        Optional.of(new Known(places, users, items, size)));
  }

  static Optional<DataElsewhere> find(String name) {
    return ALL.stream().filter(set -> set.name.equals(name)).findFirst();
  }

  /** One line for a person: where it is, the terms, and what to do. */
  public String text() {
    return "%s: %s is not fetched by Refold (%s); see %s, and give the path of %s"
        .formatted(name, title, terms, page, file);
  }
}
