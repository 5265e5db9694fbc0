package org.refold.data.read;

import java.io.IOException;
import java.nio.file.Path;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * Reads what a data set knows of its items and users, from the files beside its interactions. A set
 * without such files, or of no {@linkplain Format published format}, knows nothing.
 */
public final class AttributeFiles {

  private AttributeFiles() {}

  /**
   * Titles, years, genres, tags: the columns {@code title}, {@code year}, {@code genres}, {@code
   * tags} where the set has them, and those of RecBole under their own names.
   *
   * @param path the same file, folder or archive that the interactions are read from
   * @param items the ids to align with, mostly {@code interactions.items()}
   * @throws BadInputException if a file of attributes cannot be read
   */
  public static Attributes items(Path path, Vocabulary items) {
    try {
      Located located = Located.find(path);
      FileSet files = located.beside();
      return switch (located.format()) {
        case MOVIELENS_100K -> MovieLensAttributes.items100k(files, items);
        case MOVIELENS_DAT -> MovieLensAttributes.itemsDat(files, items);
        case MOVIELENS_CSV -> MovieLensAttributes.itemsCsv(files, items);
        case LASTFM_HETREC -> LastFmAttributes.artists(files, items);
        case RECBOLE -> RecBoleAttributes.read(located, ".item", items);
        default -> Attributes.none(items);
      };
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Gender, age, occupation, zip code: the columns {@code gender}, {@code age}, {@code occupation},
   * {@code zip} where the set has them, and those of RecBole under their own names.
   *
   * @param path the same file, folder or archive that the interactions are read from
   * @param users the ids to align with, mostly {@code interactions.users()}
   * @throws BadInputException if a file of attributes cannot be read
   */
  public static Attributes users(Path path, Vocabulary users) {
    try {
      Located located = Located.find(path);
      FileSet files = located.beside();
      return switch (located.format()) {
        case MOVIELENS_100K -> MovieLensAttributes.users100k(files, users);
        case MOVIELENS_DAT -> MovieLensAttributes.usersDat(files, users);
        case RECBOLE -> RecBoleAttributes.read(located, ".user", users);
        default -> Attributes.none(users);
      };
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static BadInputException unreadable(Path path, IOException e) {
    return new BadInputException(
        "%s: the attributes cannot be read: %s; check the files".formatted(path, e.getMessage()),
        e);
  }
}
