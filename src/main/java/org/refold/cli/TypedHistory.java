package org.refold.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refold.data.Attributes;
import org.refold.data.TitleSearch;
import org.refold.settings.BadInputException;

/**
 * A history as it is typed: ids of items or, where titles are known, what their titles begin with
 * or contain; each with a rating behind a colon, or none.
 */
final class TypedHistory {

  /** How many titles a refusal shows. */
  private static final int SHOWN = 4;

  private final Attributes known;
  private final TitleSearch titles;
  private final List<String> ids = new ArrayList<>();
  private final List<Float> ratings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private TypedHistory(Attributes known) {
    this.known = known;
    this.titles = TitleSearch.of(known);
  }

  /**
   * Reads a history.
   *
   * @param words in its order
   * @param known what is known of the items of the model, with their titles or without
   * @throws BadInputException if a word is the title of several items, or what stands behind its
   *     colon no rating
   */
  static TypedHistory read(List<String> words, Attributes known) {
    TypedHistory history = new TypedHistory(known);
    words.forEach(history::add);
    return history;
  }

  /** A colon may be part of an id or of a title. */
  private void add(String word) {
    int colon = word.lastIndexOf(':');
    if (colon < 0 || known.vocabulary().contains(word)) {
      ids.add(id(word));
      return;
    }
    Optional<Float> rating = number(word.substring(colon + 1));
    if (rating.isPresent()) {
      ids.add(id(word.substring(0, colon)));
      ratings.add(rating.get());
    } else if (!known.isEmpty() && !titles.find(word, 1).isEmpty()) {
      ids.add(id(word));
    } else {
      throw new BadInputException(
          "'%s' in --history is no item with a rating; write ID:RATING, such as 1193:5"
              .formatted(word));
    }
  }

  private static Optional<Float> number(String text) {
    try {
      return Optional.of(Float.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The id that is meant; what is neither id nor title stays as it is. */
  private String id(String text) {
    if (known.isEmpty() || text.isBlank() || known.vocabulary().contains(text)) {
      return text;
    }
    List<Integer> found = titles.exactly(text);
    if (found.isEmpty()) {
      found = titles.find(text, SHOWN + 1);
    }
    if (found.size() > 1) {
      throw new BadInputException(
          "--history: '%s' is in several titles: %s%s; write the id, or more of the title"
              .formatted(
                  text,
                  found.stream().limit(SHOWN).map(this::named).collect(Collectors.joining("; ")),
                  found.size() > SHOWN ? "; ..." : ""));
    }
    if (found.isEmpty()) {
      return text;
    }
    notes.add("'%s' is read as %s".formatted(text, named(found.get(0))));
    return known.vocabulary().id(found.get(0));
  }

  private String named(int item) {
    return known.vocabulary().id(item) + " (" + known.title(item) + ")";
  }

  /** Raw ids of the model, and what is unknown to it. */
  List<String> ids() {
    return ids;
  }

  /** The ratings; none where none are given. */
  List<Float> ratings() {
    return ratings;
  }

  /** Which titles were read as which ids. */
  List<String> notes() {
    return notes;
  }
}
