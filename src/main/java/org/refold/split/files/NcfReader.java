package org.refold.split.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.Holdout.Generalisation;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.Feedback;
import org.refold.split.Selection;
import org.refold.split.Split;
import org.refold.split.WeakParts;
import org.refold.split.audit.Origin;

/** Reads the layout {@link SplitLayout#NCF}. */
final class NcfReader {

  private static final String TRAIN = ".train.rating";
  private static final String TEST = ".test.rating";
  private static final String NEGATIVES = ".test.negative";

  private final Path folder;
  private final Path testFile;
  private final Path negativeFile;

  /**
   * @throws BadInputException if the folder does not have the files of the test
   */
  NcfReader(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          "there is no folder %s; expected one with %s".formatted(folder, SplitLayout.NCF.files()));
    }
    this.folder = folder;
    this.testFile = required(TEST);
    this.negativeFile = required(NEGATIVES);
  }

  /** Takes the test pairs out of the data that the files number. */
  Split cutFrom(Interactions data, String spec, long seed) {
    requireIdsOf(data.users(), IdFile.USERS);
    requireIdsOf(data.items(), IdFile.ITEMS);
    NcfIds ids = NcfIds.numbers(data.userCount(), data.itemCount());
    WeakParts parts = new WeakParts(Selection.ALL.of(data).with(Feedback.BINARY));
    try (Lines lines = Lines.open(testFile, '\t')) {
      while (lines.next()) {
        lines.requireFields(2, "user, item, rating and time, apart by tabs");
        int user = ids.user(lines, 0, lines.text(0));
        takeOut(lines, parts, user, ids.item(lines, 1, lines.text(1)));
      }
    }
    NcfNegatives negatives = NcfNegatives.read(negativeFile, data.userCount(), ids);
    parts.rankTest(negatives.candidates(parts.test()));
    parts.note(negatives.finding());
    return parts.split(spec, seed);
  }

  private static void takeOut(Lines lines, WeakParts parts, int user, int item) {
    Interactions data = parts.data();
    boolean found = false;
    for (int p = data.start(user); p < data.end(user); p++) {
      if (data.item(p) == item) {
        parts.toTest(p);
        found = true;
      }
    }
    if (!found) {
      throw lines.bad(
          0,
          String.format(
                  Locale.ROOT,
                  "the test pair (%d, %d) would be user '%s' and item '%s', but the data have no"
                      + " such",
                  user,
                  item,
                  data.users().id(user),
                  data.items().id(item))
              + " interaction; these files number users and items in order of first appearance, so"
              + " the data must be the original ratings file, in its own order and unfiltered");
    }
  }

  private void requireIdsOf(Vocabulary ids, String name) {
    Path file = Lines.find(folder, name);
    if (file != null && !IdFile.read(file).equals(ids)) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "%s does not list the %d ids of the data in their order; give the data that the"
                      + " split was",
                  file,
                  ids.size())
              + " made of, or append ,train=file");
    }
  }

  /** Takes all pairs from the files. */
  Split readAll(Interactions data, String spec, long seed) {
    PairList train = pairs(required(TRAIN));
    PairList test = pairs(testFile);
    int highestUser = Math.max(train.highestUser(), test.highestUser());
    int highestItem =
        Math.max(Math.max(train.highestItem(), test.highestItem()), highestNegative());
    Vocabulary users = ids(IdFile.USERS, data.users(), highestUser, "user");
    Vocabulary items = ids(IdFile.ITEMS, data.items(), highestItem, "item");
    Interactions trained = train.matrix(users, 0, items);
    Interactions heldOut = test.matrix(users, 0, items);
    NcfNegatives negatives =
        NcfNegatives.read(negativeFile, users.size(), NcfIds.numbers(users.size(), items.size()));
    Holdout holdout =
        new Holdout(trained, heldOut, Generalisation.WEAK, negatives.candidates(heldOut));
    Origin origin = Origin.UNKNOWN.withFinding(negatives.finding());
    return Split.audited(spec, seed, trained, Optional.empty(), holdout, origin);
  }

  private static PairList pairs(Path file) {
    PairList pairs = new PairList(false);
    try (Lines lines = Lines.open(file, '\t')) {
      while (lines.next()) {
        lines.requireFields(2, "user, item, rating and time, apart by tabs");
        pairs.add(lines.whole(0, "user"), lines.whole(1, "item"), 1f);
      }
    }
    return pairs;
  }

  private int highestNegative() {
    int highest = -1;
    try (Lines lines = Lines.open(negativeFile, '\t')) {
      while (lines.next()) {
        for (int k = 1; k < lines.fields(); k++) {
          highest = Math.max(highest, lines.whole(k, "item"));
        }
      }
    }
    return highest;
  }

  private Vocabulary ids(String name, Vocabulary ofData, int highest, String what) {
    Path file = Lines.find(folder, name);
    if (file == null && ofData.size() == 0) {
      return Vocabulary.ofNumbers(highest + 1);
    }
    Vocabulary ids = file == null ? ofData : IdFile.read(file);
    if (highest >= ids.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %s %d stands in a file, but %s only has %d %ss",
              folder,
              what,
              highest,
              file == null ? "the given data" : name,
              ids.size(),
              what));
    }
    return ids;
  }

  private Path required(String ending) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(ending) || name.endsWith(ending + ".gz")) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new BadInputException("cannot list %s: %s".formatted(folder, e), e);
    }
    Collections.sort(found);
    if (found.size() != 1) {
      throw new BadInputException(
          "%s has %s named *%s or *%s.gz, expected one; an NCF folder has %s"
              .formatted(
                  folder,
                  found.isEmpty() ? "no file" : found.size() + " files",
                  ending,
                  ending,
                  SplitLayout.NCF.files()));
    }
    return found.get(0);
  }
}
