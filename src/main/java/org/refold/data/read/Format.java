package org.refold.data.read;

/** A way in which data sets are published, known by the names of the files. */
public enum Format {
  /** {@code u.data}, {@code u.item}, {@code u.user}. */
  MOVIELENS_100K("MovieLens 100K", "u.data"),
  /** {@code ratings.dat}, {@code movies.dat}, {@code users.dat}: MovieLens 1M and 10M. */
  MOVIELENS_DAT("MovieLens with :: between fields", "ratings.dat"),
  /** {@code ratings.csv}, {@code movies.csv}: MovieLens latest, 20M, 25M, 32M. */
  MOVIELENS_CSV("MovieLens csv", "ratings.csv"),
  /** {@code user_artists.dat}, {@code artists.dat}, {@code tags.dat}: Last.fm of HetRec 2011. */
  LASTFM_HETREC("Last.fm of HetRec 2011", "user_artists.dat"),
  /** {@code NAME.inter}, {@code NAME.item}, {@code NAME.user}, with types in the header. */
  RECBOLE("RecBole atomic files", ".inter"),
  /** One file of {@code user item} lines in the order of time, without times. */
  SASREC_SEQUENCES("SASRec sequences", ""),
  /** One line for each user, who comes first, then the items: NGCF, LightGCN, S3-Rec. */
  USER_ROWS("one line for each user, as LightGCN and S3-Rec have them", ""),
  /** A line {@code item:}, then lines {@code user,rating,date}. */
  NETFLIX("Netflix prize", ""),
  /** A row of each user with the number of ratings and a rating or 99 for each joke. */
  JESTER("Jester matrix, 99 for no rating", ""),
  /** A JSON object on each line. */
  JSON_LINES("JSON lines", ""),
  /** Any other delimited file. */
  DELIMITED("delimited text", "");

  private final String title;
  private final String mainFile;

  Format(String title, String mainFile) {
    this.title = title;
    this.mainFile = mainFile;
  }

  /** The end of the name of the file of interactions; the empty text where any name will do. */
  String mainFile() {
    return mainFile;
  }

  /** Such as {@code MovieLens 100K}. */
  @Override
  public String toString() {
    return title;
  }
}
