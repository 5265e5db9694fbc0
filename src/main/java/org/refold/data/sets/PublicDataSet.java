package org.refold.data.sets;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One line of the catalogue: a data set that its publisher offers for download.
 *
 * @param name what it is called on the command line and in results
 * @param title what it is
 * @param address where the publisher's archive is
 * @param folder the folder inside the archive, and beside it once unpacked
 * @param users how many have ratings
 * @param items how many have ratings
 * @param interactions how many ratings (or listening counts) there are
 * @param megabytes of the archive, about
 * @param checksum of the publisher's archive, where one is known
 * @param licence what one may do with it, in one line
 */
public record PublicDataSet(
    String name,
    String title,
    URI address,
    String folder,
    int users,
    int items,
    int interactions,
    double megabytes,
    Optional<Checksum> checksum,
    String licence) {

  private static final String CITE = "; cite Harper & Konstan 2015, doi:10.1145/2827872";
  private static final String CLOSED =
      "research only: no redistribution and no commercial use without permission" + CITE;
  private static final String SHARE_ALIKE =
      "research only: redistribution under the same terms, no commercial use without permission"
          + CITE;

  /** Everything the catalogue knows, except what is made here. */
  static final List<PublicDataSet> ALL =
      List.of(
          movieLens("ml-1m", "MovieLens 1M (2003)", 6_040, 3_706, 1_000_209, 5.9, CLOSED)
              .withChecksum(Checksum.md5("c4d9eecfca2ab87c1945afe126590906")),
          movieLens("ml-100k", "MovieLens 100K (1998)", 943, 1_682, 100_000, 4.9, CLOSED)
              .withChecksum(Checksum.md5("0e33842e24a9c977be4e0107933c0723")),
          movieLens(
                  "ml-latest-small",
                  "MovieLens Latest, small (2018; changes over time)",
                  610,
                  9_724,
                  100_836,
                  1.0,
                  SHARE_ALIKE)
              .withChecksum(
                  Checksum.sha256(
                      "696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436")),
          movieLens("ml-20m", "MovieLens 20M (2015)", 138_493, 26_744, 20_000_263, 199, CLOSED)
              .withChecksum(Checksum.md5("cd245b17a1ae2cc31bb14903e1204af3")),
          movieLens("ml-25m", "MovieLens 25M (2019)", 162_541, 59_047, 25_000_095, 262, SHARE_ALIKE)
              .withChecksum(Checksum.md5("6b51fb2759a8657d3bfcbfc42b592ada")),
          movieLens("ml-32m", "MovieLens 32M (2023)", 200_948, 84_432, 32_000_204, 239, SHARE_ALIKE)
              .withChecksum(Checksum.md5("d472be332d4daa821edc399621853b57")),
          new PublicDataSet(
                  "lastfm-2k",
                  "Last.fm listening counts, HetRec 2011",
                  URI.create(
                      "https://files.grouplens.org/datasets/hetrec2011/hetrec2011-lastfm-2k.zip"),
                  "hetrec2011-lastfm-2k",
                  1_892,
                  17_632,
                  92_834,
                  2.6,
                  Optional.empty(),
                  "non-commercial use; name Last.fm and cite Cantador, Brusilovsky & Kuflik 2011")
              .withChecksum(
                  Checksum.sha256(
                      "6738f48195667ff03caaab4d32ca9a3133d8cc026b7c3cdaf6ce1010e913c59c")));

  private static PublicDataSet movieLens(
      String name,
      String title,
      int users,
      int items,
      int interactions,
      double megabytes,
      String licence) {
    return new PublicDataSet(
        name,
        title,
        URI.create("https://files.grouplens.org/datasets/movielens/" + name + ".zip"),
        name,
        users,
        items,
        interactions,
        megabytes,
        Optional.empty(),
        licence);
  }

  private PublicDataSet withChecksum(Checksum known) {
    return new PublicDataSet(
        name,
        title,
        address,
        folder,
        users,
        items,
        interactions,
        megabytes,
        Optional.of(known),
        licence);
  }

  /** The name of the publisher's archive, such as {@code ml-1m.zip}. */
  public String archive() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
