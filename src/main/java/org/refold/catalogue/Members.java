package org.refold.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;

/**
 * The members of a {@link Blend}, written as names of the catalogue joined by {@code +}, with
 * settings that differ from the defaults in brackets: {@code
 * ease(lambda=300)+item-knn+mult-vae(epochs=30,dropout=0.3)}.
 *
 * @param all in their order; one may stand several times with other settings
 */
public record Members(List<Recommender> all) {

  /** Far more than anybody writes, and less than the pattern can take. */
  private static final int LONGEST = 2_000;

  /** Settings may have brackets of their own, as {@code rateDecay=steps(0.96,50)} does. */
  private static final Pattern MEMBER =
      Pattern.compile("\\s*([a-z0-9-]+(?:\\+\\+)?)\\s*(?:\\(((?:[^()]|\\([^()]*\\))*)\\))?\\s*");

  /**
   * Copies the list.
   *
   * @throws BadInputException if there is no member, or one is a blend itself
   */
  public Members {
    all = List.copyOf(all);
    if (all.isEmpty() || all.stream().anyMatch(Blend.class::isInstance)) {
      throw new BadInputException(
          "a blend has at least one member, and none that is a blend; name the models side by side,"
              + " as in ease+item-knn");
    }
  }

  /** These members. */
  public static Members of(Recommender... members) {
    return new Members(List.of(members));
  }

  /**
   * Reads members.
   *
   * @throws BadInputException if the text does not read like that, or the catalogue does not know a
   *     model, a setting or a value
   */
  public static Members parse(String text) {
    if (text.length() > LONGEST) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "members in %d letters, more than %d; write names of models joined by +",
              text.length(),
              LONGEST));
    }
    List<Recommender> members = new ArrayList<>();
    Matcher member = MEMBER.matcher(text);
    int from = 0;
    while (from <= text.length()) {
      member.region(from, text.length());
      boolean isMember = member.lookingAt();
      int end = isMember ? member.end() : from;
      if (!isMember || (end < text.length() && text.charAt(end) != '+')) {
        throw new BadInputException(
            "members are '%s', which cannot be read from '%s' on; write names of models joined by +, with settings in brackets, as in ease(lambda=300)+item-knn"
                .formatted(text, text.substring(end)));
      }
      String settings = member.group(2) == null ? "" : member.group(2);
      members.add(
          Catalogue.create(
              member.group(1), Options.parse("'%s'".formatted(member.group()), settings).all()));
      from = end + 1;
    }
    return new Members(members);
  }

  /** What {@link #parse} reads; a member that is not of the catalogue prints itself. */
  @Override
  public String toString() {
    return all.stream().map(Members::text).collect(Collectors.joining("+"));
  }

  private static String text(Recommender member) {
    String name = member.name();
    boolean isKnown =
        Catalogue.names().contains(name)
            && Catalogue.create(name).getClass().equals(member.getClass());
    if (!isKnown) {
      return member.toString();
    }
    SortedMap<String, String> changed = Catalogue.changed(member);
    return changed.isEmpty()
        ? name
        : changed.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(",", name + "(", ")"));
  }
}
