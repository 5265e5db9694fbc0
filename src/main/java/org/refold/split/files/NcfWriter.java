package org.refold.split.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;
import org.refold.split.Split;

/** Writes the layout {@link SplitLayout#NCF}. Users and items keep their numbers. */
final class NcfWriter implements SplitWriter {

  private static final String PREFIX = "split";

  private final Split split;
  private final Candidates candidates;

  /**
   * @throws BadInputException if the split is not one item of each user with candidates, without
   *     validation
   */
  NcfWriter(Split split) {
    Holdout test = split.test();
    Candidates lists = test.candidates();
    if (lists == null || test.users() != Holdout.Generalisation.WEAK || mostHeldOut(test) > 1) {
      throw new BadInputException(
          "the ncf layout holds one test item of each user and its negatives, but '%s' is of another"
                  .formatted(split.spec())
              + " kind; split with leave-one-out:negatives=99,validation=none");
    }
    if (split.validation().isPresent()) {
      throw new BadInputException(
          "the ncf layout holds no validation part; split with leave-one-out:validation=none");
    }
    this.split = split;
    this.candidates = lists;
  }

  private static int mostHeldOut(Holdout test) {
    int most = 0;
    for (int user = 0; user < test.foldOut().userCount(); user++) {
      most = Math.max(most, test.foldOut().count(user));
    }
    return most;
  }

  @Override
  public void writeTo(Path folder) throws IOException {
    IdFile.write(folder.resolve(IdFile.USERS), split.train().users());
    IdFile.write(folder.resolve(IdFile.ITEMS), split.train().items());
    writePairs(folder.resolve(PREFIX + ".train.rating"), split.train());
    writePairs(folder.resolve(PREFIX + ".test.rating"), split.test().foldOut());
    writeNegatives(folder.resolve(PREFIX + ".test.negative"), split.test().foldOut());
  }

  private static void writePairs(Path file, Interactions rows) throws IOException {
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      for (int user = 0; user < rows.userCount(); user++) {
        for (int p = rows.start(user); p < rows.end(user); p++) {
          String time = rows.hasTimes() ? seconds(rows.time(p)) : "0";
          text.write(
              user + "\t" + rows.item(p) + "\t" + Spec.number(rows.value(p)) + "\t" + time + "\n");
        }
      }
    }
  }

  /** With a fraction where there is one. */
  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  private void writeNegatives(Path file, Interactions foldOut) throws IOException {
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      for (int user = 0; user < foldOut.userCount(); user++) {
        if (foldOut.count(user) > 0) {
          int positive = foldOut.item(foldOut.start(user));
          text.write("(" + user + "," + positive + ")");
          for (int item : candidates.of(user)) {
            text.write(item == positive ? "" : "\t" + item);
          }
          text.write("\n");
        }
      }
    }
  }
}
