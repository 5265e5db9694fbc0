package org.refold.study.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.Json;

/**
 * What was planned before a study was run, kept in its folder as {@code plan.json}, so that its
 * report can set the plan beside what came of it.
 *
 * @param schema the version of the layout
 * @param metric the one that the plan is about, by its short name
 * @param fits how many
 * @param seconds of wall time that they were to take, one after the other
 * @param arms what was expected of each comparison
 */
public record PlanFile(
    String schema, String metric, int fits, double seconds, List<Expected> arms) {

  private static final String SCHEMA = "refold.plan/1";
  private static final String NAME = "plan.json";

  /**
   * One comparison.
   *
   * @param arm by its label
   * @param versus by its label
   * @param halfWidth expected, of the 95 % interval of the difference
   * @param detectable the smallest true difference that was to be found 80 times in 100
   */
  public record Expected(String arm, String versus, double halfWidth, double detectable) {}

  /** Copies the list. */
  public PlanFile {
    arms = List.copyOf(arms);
  }

  /**
   * Keeps a plan, in place of an earlier one.
   *
   * @param folder of the study
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path write(StudyPlan plan, Path folder) throws IOException {
    PlanFile kept =
        new PlanFile(
            SCHEMA,
            plan.metric(),
            plan.design().fits(),
            plan.design().seconds(),
            plan.lines().stream()
                .map(
                    line ->
                        new Expected(
                            line.arm(),
                            line.versus(),
                            line.sight().halfWidth(),
                            line.sight().detectable()))
                .toList());
    Path file = folder.resolve(NAME);
    AtomicFiles.write(file, out -> out.write(Json.indented(Json.of(kept))));
    return file;
  }

  /**
   * The plan of a study, if one was kept.
   *
   * @throws BadInputException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public static Optional<PlanFile> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), PlanFile.class, SCHEMA));
    } catch (BadInputException e) {
      throw new BadInputException("%s is no plan: %s".formatted(file, e.getMessage()), e);
    }
  }
}
