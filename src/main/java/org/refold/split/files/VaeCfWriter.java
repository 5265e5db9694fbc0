package org.refold.split.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;
import org.refold.split.Split;

/** Writes the layout {@link SplitLayout#VAE_CF}. Users are numbered: training, validation, test. */
final class VaeCfWriter implements SplitWriter {

  private final Split split;
  private final Vocabulary users;

  /**
   * @throws BadInputException if the split has candidates
   */
  VaeCfWriter(Split split) {
    requireNoCandidates(split.test());
    split.validation().ifPresent(VaeCfWriter::requireNoCandidates);
    this.split = split;
    Set<String> ids = new LinkedHashSet<>(split.train().users().ids());
    split.validation().ifPresent(holdout -> ids.addAll(holdout.foldIn().users().ids()));
    ids.addAll(split.test().foldIn().users().ids());
    this.users = Vocabulary.of(ids);
  }

  private static void requireNoCandidates(Holdout holdout) {
    if (holdout.candidates() != null) {
      throw new BadInputException(
          "the vae-cf layout holds no candidate lists, but this split has them; write the ncf"
              + " layout");
    }
  }

  @Override
  public void writeTo(Path folder) throws IOException {
    IdFile.write(folder.resolve(IdFile.ITEMS), split.train().items());
    IdFile.write(folder.resolve(IdFile.USERS), users);
    write(folder.resolve("train.csv"), split.train());
    Optional<Holdout> validation = split.validation();
    if (validation.isPresent()) {
      write(folder, "validation", validation.get());
    }
    write(folder, "test", split.test());
  }

  private void write(Path folder, String part, Holdout holdout) throws IOException {
    write(folder.resolve(part + "_tr.csv"), holdout.foldIn());
    write(folder.resolve(part + "_te.csv"), holdout.foldOut());
  }

  private void write(Path file, Interactions rows) throws IOException {
    int[] uid = rows.users().indicesIn(users);
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      text.write(rows.hasValues() ? "uid,sid,rating\n" : "uid,sid\n");
      for (int user = 0; user < rows.userCount(); user++) {
        String begin = uid[user] + ",";
        for (int p = rows.start(user); p < rows.end(user); p++) {
          text.write(begin);
          text.write(Integer.toString(rows.item(p)));
          text.write(rows.hasValues() ? "," + Spec.number(rows.value(p)) + "\n" : "\n");
        }
      }
    }
  }
}
