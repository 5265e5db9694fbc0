package org.refold.data.read;

import java.util.Locale;
import org.refold.settings.Tokens;

/** What a column can hold, and the names it often has then, best first. */
enum Role {
  USER(
      "user userid uid u username customer customerid reviewer reviewerid "
          + "visitorid member memberid"),
  ITEM(
      "item itemid iid sid movie movieid mid artist artistid parentasin asin "
          + "product productid book bookid isbn song songid track trackid business "
          + "businessid game gameid anime animeid video videoid article articleid "
          + "news newsid i"),
  VALUE(
      "rating ratings value score overall stars weight preference count "
          + "counts plays playcount listens bookrating r"),
  TIME("timestamp time unixreviewtime unixtime ts datetime date createdat " + "reviewtime day t");

  private final String names;

  Role(String names) {
    this.names = " " + names + " ";
  }

  /** The place of a header's name among those known, or -1 if it is not known. */
  int rank(String headerName) {
    return names.indexOf(" " + plain(headerName) + " ");
  }

  /** A name without RecBole's type, case and punctuation: {@code user_id:token} is userid. */
  static String plain(String headerName) {
    return untyped(headerName).replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  /** A name without RecBole's type. */
  static String untyped(String headerName) {
    return isTyped(headerName) ? headerName.substring(0, headerName.lastIndexOf(':')) : headerName;
  }

  /** Whether a name carries one of RecBole's types. */
  static boolean isTyped(String headerName) {
    return headerName.matches(".+:(token|float)(_seq)?");
  }

  @Override
  public String toString() {
    return Tokens.of(this);
  }
}
