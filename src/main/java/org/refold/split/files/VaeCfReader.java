package org.refold.split.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.data.Holdout;
import org.refold.data.Holdout.Generalisation;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.audit.Origin;
import org.refold.split.audit.RowCounts;
import org.refold.split.audit.SplitAudit;

/** Reads the layout {@link SplitLayout#VAE_CF}. */
final class VaeCfReader {

  /** A part whose user numbers are sparser than one in so many is not a contiguous range. */
  private static final int SPARSEST = 100;

  private final Path folder;
  private final Vocabulary items;
  private final @Nullable Vocabulary users;
  private int repeated;

  /**
   * @throws BadInputException if there is no such folder, or it has no list of items
   */
  VaeCfReader(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          "there is no folder %s; expected one with %s"
              .formatted(folder, SplitLayout.VAE_CF.files()));
    }
    this.folder = folder;
    this.items = IdFile.read(required(IdFile.ITEMS));
    Path userFile = Lines.find(folder, IdFile.USERS);
    this.users = userFile == null ? null : IdFile.read(userFile);
  }

  Split read(String spec, long seed) {
    PairList pairs = pairs(required("train.csv"));
    Interactions train = matrix(pairs, pairs.lowestUser(), pairs.highestUser());
    Optional<Holdout> validation = holdout("validation", train);
    Holdout test = holdout("test", train).orElseThrow(() -> missing("test_tr.csv"));
    Origin origin = Origin.UNKNOWN;
    if (repeated > 0) {
      String text =
          String.format(Locale.ROOT, "%d pairs stand twice in a file and count once", repeated);
      origin = origin.withFinding(note("files.repeated-pairs", repeated, text));
    }
    if (validation.isEmpty()) {
      String text = "the folder has no validation part";
      origin = origin.withFinding(note("files.validation", 0, text));
    }
    return Split.audited(spec, seed, train, validation, test, origin);
  }

  private static SplitAudit.Finding note(String check, int value, String text) {
    return new SplitAudit.Finding(SplitAudit.Level.NOTE, check, value, text);
  }

  private Optional<Holdout> holdout(String part, Interactions train) {
    Path foldInFile = Lines.find(folder, part + "_tr.csv");
    Path foldOutFile = Lines.find(folder, part + "_te.csv");
    if (foldInFile == null && foldOutFile == null) {
      return Optional.empty();
    }
    if (foldInFile == null || foldOutFile == null) {
      throw missing(part + (foldInFile == null ? "_tr.csv" : "_te.csv"));
    }
    PairList in = pairs(foldInFile);
    PairList out = pairs(foldOutFile);
    if (part.equals("validation") && out.size() == 0) {
      return Optional.empty(); // a folder that is scored on its test needs no validation users
    }
    int lowest = Math.min(in.lowestUser(), out.lowestUser());
    int highest = Math.max(in.highestUser(), out.highestUser());
    Interactions foldIn = matrix(in, lowest, highest);
    Interactions foldOut = matrix(out, lowest, highest);
    Generalisation users = generalisation(train, foldIn, foldOut);
    boolean knowsMore = users == Generalisation.WEAK && foldIn.size() > train.size();
    Interactions histories = knowsMore ? train.withUsers(foldIn.users()) : foldIn;
    return Optional.of(new Holdout(foldIn, foldOut, users, null, histories));
  }

  /** Weak where the training rows of all users of a part are among what is folded in. */
  private static Generalisation generalisation(
      Interactions train, Interactions foldIn, Interactions foldOut) {
    int[] trainRow = foldIn.users().indicesIn(train.users());
    int trained = 0;
    for (int user = 0; user < trainRow.length; user++) {
      boolean active = foldIn.count(user) > 0 || foldOut.count(user) > 0;
      trained += active && trainRow[user] >= 0 ? train.count(trainRow[user]) : 0;
    }
    boolean weak = trained > 0 && RowCounts.sharedPairs(train, foldIn) == trained;
    return weak ? Generalisation.WEAK : Generalisation.STRONG;
  }

  /** The rows of a range of user numbers; those that stand in no line are empty rows. */
  private Interactions matrix(PairList pairs, int lowest, int highest) {
    int first = Math.min(lowest, highest + 1); // where there are no pairs at all, no row
    Interactions matrix = pairs.matrix(userIds(first, highest), first, items);
    repeated += pairs.size() - matrix.size();
    return matrix;
  }

  private Vocabulary userIds(int first, int last) {
    if (users != null) {
      if (last >= users.size()) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: uid %d stands in a part, but %s has only %d lines",
                folder,
                last,
                IdFile.USERS,
                users.size()));
      }
      return users.subset(IntStream.rangeClosed(first, last).toArray());
    }
    List<String> ids = new ArrayList<>();
    for (int uid = first; uid <= last; uid++) {
      ids.add(Integer.toString(uid));
    }
    return Vocabulary.of(ids);
  }

  /** A file of pairs: columns {@code uid} and {@code sid}, perhaps {@code rating}, in any order. */
  private PairList pairs(Path file) {
    try (Lines lines = Lines.open(file, ',')) {
      if (!lines.next()) {
        throw new BadInputException("%s is empty, expected a header 'uid,sid'".formatted(file));
      }
      List<String> header = List.of(lines.line().strip().split(",", -1));
      int uid = column(lines, header, "uid");
      int sid = column(lines, header, "sid");
      int rating = header.indexOf("rating");
      PairList pairs = new PairList(rating >= 0);
      while (lines.next()) {
        lines.requireFields(header.size(), String.join(",", header));
        int item = lines.whole(sid, "sid");
        if (item >= items.size()) {
          throw lines.bad(
              sid,
              String.format(
                  Locale.ROOT,
                  "sid is %d, expected at most %d, the last line of %s",
                  item,
                  items.size() - 1,
                  IdFile.ITEMS));
        }
        float value = rating < 0 ? 1f : lines.decimal(rating, "rating");
        pairs.add(lines.whole(uid, "uid"), item, value);
      }
      requireRange(file, pairs);
      return pairs;
    }
  }

  private static int column(Lines lines, List<String> header, String name) {
    int index = header.indexOf(name);
    if (index < 0) {
      throw lines.bad(
          0, "the header is '%s', expected the columns uid and sid".formatted(lines.line()));
    }
    return index;
  }

  private static void requireRange(Path file, PairList pairs) {
    long span = 1L + pairs.highestUser() - pairs.lowestUser();
    if (pairs.size() > 0 && span > 1000 + (long) SPARSEST * pairs.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %d lines have uids from %d to %d, expected a contiguous range; number the users"
                  + " anew",
              file,
              pairs.size(),
              pairs.lowestUser(),
              pairs.highestUser()));
    }
  }

  private Path required(String name) {
    Path file = Lines.find(folder, name);
    if (file == null) {
      throw missing(name);
    }
    return file;
  }

  private BadInputException missing(String name) {
    return new BadInputException(
        "%s has no %s (nor %s.gz); expected %s"
            .formatted(folder, name, name, SplitLayout.VAE_CF.files()));
  }
}
