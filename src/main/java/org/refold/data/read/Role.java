package org.refold.data.read;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.refold.settings.Tokens;

/** What a column can hold, and the names it often has then, best first. */
enum Role {
  /** Whose interaction it is. */
  USER(
      "user userid uid u username customer customerid reviewer reviewerid visitorid member memberid"
          + " profile profilename reviewprofilename person personid client clientid account"
          + " accountid listener player student reader shopper household householdkey session"
          + " sessionid"),
  /** With what. */
  ITEM(
      "item itemid iid sid movie movieid mid artist artistid parentasin asin product productid book"
          + " bookid isbn song songid track trackid business businessid game gameid anime animeid"
          + " video videoid article articleid news newsid i film filmid location locationid venue"
          + " venueid poi poiid place placeid recipe recipeid hotel hotelid beer beerid beerbeerid"
          + " joke jokeid course courseid app appid restaurant restaurantid show showid series"
          + " photo photoid music musicid album albumid content contentid listing sku post postid"),
  /** How much. */
  VALUE(
      "rating ratings value score overall stars weight preference count counts plays playcount"
          + " listens bookrating r userrating userscore reviewoverall reviewscore watchratio hours"
          + " hoursplayed playtime playtimeforever playhours listencount numplays clicks quantity"
          + " feedback label like liked islike isclick"),
  /** When. */
  TIME(
      "timestamp time unixreviewtime unixtime ts datetime date createdat reviewtime day t eventtime"
          + " eventtimestamp unixtimestamp ratingtimestamp tdat tdate when checkintime viewtime"
          + " createtime dateadded eventdate reviewdate timems"),
  /** What a person calls the item. */
  TITLE(
      "title itemtitle movietitle filmtitle booktitle songtitle tracktitle producttitle gametitle"
          + " itemname moviename artistname bookname songname trackname productname gamename"
          + " coursename");

  /** From here on a rank is that of a name which only ends like one that is known. */
  static final int GUESSED = 10_000;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final String names;

  Role(String names) {
    this.names = names;
  }

  private List<String> names() {
    return List.of(names.split(" ", -1));
  }

  /**
   * The place of a header's name among those known, or -1. A name of several words is known by its
   * last one, from {@link #GUESSED}: {@code last_review_score} is a value; {@code src_user_id},
   * whose {@code id} says nothing, a user.
   */
  int rank(String headerName) {
    String plain = plain(headerName);
    int exact = names().indexOf(plain);
    if (exact >= 0) {
      return exact;
    }
    String spaced = untyped(headerName).replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})", " ");
    String[] words =
        BETWEEN_WORDS.splitAsStream(spaced.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    if (words.length == 0) {
      return -1;
    }
    boolean id = words.length > 1 && words[words.length - 1].equals("id");
    boolean known = isId() ? (id && words.length > 2) : (!id && words.length > 1);
    String last = words[Math.max(0, words.length - (id ? 2 : 1))];
    int place = known && last.length() > 1 ? names().indexOf(last) : -1;
    return place < 0 ? -1 : GUESSED + place;
  }

  /** Whether this is a role of ids, which every file has. */
  boolean isId() {
    return this == USER || this == ITEM;
  }

  /** The role of ids such as {@code user_12} or {@code i7}, by the word before the number. */
  boolean fits(String word) {
    return names().contains(word.toLowerCase(Locale.ROOT));
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
