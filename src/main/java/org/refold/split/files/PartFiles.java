package org.refold.split.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refold.data.Holdout;
import org.refold.data.Holdout.Generalisation;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.data.read.InteractionFiles;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.audit.Origin;
import org.refold.split.audit.SplitAudit;

/**
 * A folder with one file for each part, named {@code train}, {@code valid} (which may be missing)
 * and {@code test}, each with raw ids in any form that {@link InteractionFiles} reads: RecBole's
 * pre-split files, adjacency lists of LightGCN, and csv files alike. Weak generalisation.
 */
final class PartFiles {

  private static final Pattern TRAIN = named("train|training");
  private static final Pattern VALIDATION = named("valid|validation|val|dev");
  private static final Pattern TEST = named("test|testing");

  private final Path folder;

  PartFiles(Path folder) {
    this.folder = folder;
  }

  private static Pattern named(String words) {
    return Pattern.compile("(?i)(.*[._-])?(%s)([._-].*)?".formatted(words));
  }

  /** Whether there is one file for training and one for the test. */
  boolean areThere() {
    return Files.isDirectory(folder)
        && !Files.exists(folder.resolve(IdFile.ITEMS))
        && files(TRAIN).size() == 1
        && files(TEST).size() == 1;
  }

  private List<Path> files(Pattern name) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> name.matcher(path.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new BadInputException("cannot list %s: %s".formatted(folder, e), e);
    }
  }

  Split read(String spec, long seed) {
    List<Path> valid = files(VALIDATION);
    if (valid.size() > 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has %d files for validation (%s), expected one at most",
              folder,
              valid.size(),
              valid));
    }
    Interactions train = InteractionFiles.read(files(TRAIN).get(0)).interactions();
    Interactions test = InteractionFiles.read(files(TEST).get(0)).interactions();
    Optional<Interactions> validation =
        valid.stream().findFirst().map(path -> InteractionFiles.read(path).interactions());
    List<Interactions> parts =
        Stream.of(Optional.of(train), validation, Optional.of(test))
            .flatMap(Optional::stream)
            .toList();
    Vocabulary users = union(parts.stream().map(Interactions::users).toList());
    Vocabulary items = union(parts.stream().map(Interactions::items).toList());
    List<Interactions> same =
        parts.stream().map(part -> part.withUsers(users).withItems(items)).toList();
    Interactions known = same.get(0);
    Optional<Holdout> validated = Optional.empty();
    if (validation.isPresent()) {
      validated = Optional.of(new Holdout(known, same.get(1), Generalisation.WEAK));
      known = together(known, same.get(1));
    }
    Holdout tested =
        new Holdout(known, same.get(same.size() - 1), Generalisation.WEAK, null, same.get(0));
    Origin origin =
        Origin.UNKNOWN.withFinding(
            new SplitAudit.Finding(
                SplitAudit.Level.NOTE, "files.parts", same.size(), "read from " + folder));
    return Split.audited(spec, seed, same.get(0), validated, tested, origin);
  }

  private static Vocabulary union(List<Vocabulary> parts) {
    Set<String> ids = new LinkedHashSet<>();
    parts.forEach(part -> ids.addAll(part.ids()));
    return Vocabulary.of(ids);
  }

  /** The interactions of both; those of the second come later where there are no times. */
  private static Interactions together(Interactions first, Interactions second) {
    boolean times = first.hasTimes() && second.hasTimes();
    InteractionsBuilder builder =
        new InteractionsBuilder(first.hasValues() && second.hasValues(), times);
    for (Interactions part : List.of(first, second)) {
      for (int user = 0; user < part.userCount(); user++) {
        for (int p = part.start(user); p < part.end(user); p++) {
          builder.add(user, part.item(p), part.value(p), times ? part.time(p) : 0);
        }
      }
    }
    return builder.build(first.users(), first.items(), Duplicates.KEEP);
  }
}
