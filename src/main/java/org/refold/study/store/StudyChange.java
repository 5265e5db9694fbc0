package org.refold.study.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.refold.evaluate.SegmentsBy;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.MeasureText;
import org.refold.study.SeedScope;
import org.refold.study.Study;

/** Compares the design of a study with the one that its folder holds. */
final class StudyChange {

  /** A study of another kind differs in nearly everything: the first differences tell it. */
  private static final int MOST_SHOWN = 3;

  private StudyChange() {}

  /**
   * Refuses a design that does not hold all trials of the earlier one; further arms, levels and
   * seeds are welcome.
   *
   * @throws BadInputException if it does not; the message says what differs and what to do
   */
  static void requireSameOrMore(StudyFile earlier, StudyFile now, ResultStore store) {
    List<String> differences = differences(earlier, now);
    if (!differences.isEmpty()) {
      throw new BadInputException(
          "%s holds another study of this name: choose another name, or remove the folder; %s"
              .formatted(store.folder(), first(differences)));
    }
  }

  private static String first(List<String> differences) {
    int more = differences.size() - MOST_SHOWN;
    String shown = differences.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
    return more > 0 ? "%s; and %s more".formatted(shown, more) : shown;
  }

  /**
   * @throws BadInputException if the code differs and that is not accepted
   */
  static void requireSameCode(StudyFile earlier, StudyFile now, OtherCode otherCode) {
    if (otherCode == OtherCode.REFUSE && !earlier.code().equals(now.code())) {
      throw new BadInputException(
          "%s was begun with the code %s, but this is %s: resume it with that code, choose another"
                  .formatted(now.study().name(), earlier.code(), now.code())
              + " name, or accept both with --accept-other-code, in Java with"
              + " Runner.withOtherCode(OtherCode.ACCEPT)");
    }
  }

  private static List<String> differences(StudyFile before, StudyFile after) {
    Study old = before.study();
    Study now = after.study();
    List<String> differences = new ArrayList<>();
    compare("the data are", before.source().name(), after.source().name(), differences);
    if (differences.isEmpty()) {
      compare(
          "the data have the hash", before.source().sha256(), after.source().sha256(), differences);
    }
    compare("the split is", old.splitter().spec(), now.splitter().spec(), differences);
    compare(
        "the metrics are",
        MeasureText.of(old.evaluator()),
        MeasureText.of(now.evaluator()),
        differences);
    compare("the segments are", labels(old), labels(now), differences);
    compare("the seeds stand for", old.scope(), now.scope(), differences);
    if (old.scope() == SeedScope.FIT) {
      compare("the seed of the split is", old.splitSeed(), now.splitSeed(), differences);
    }
    List<Long> seeds = old.seeds().stream().filter(s -> !now.seeds().contains(s)).toList();
    if (!seeds.isEmpty()) {
      boolean many = seeds.size() > MOST_SHOWN;
      String some = many ? seeds.subList(0, MOST_SHOWN) + " and more" : seeds.toString();
      differences.add("it has the seeds %s, which are missing here".formatted(some));
    }
    for (Arm arm : old.arms()) {
      if (!now.arms().contains(arm)) {
        differences.add(armDifference(arm, now));
      }
    }
    return differences;
  }

  private static List<String> labels(Study study) {
    return study.segments().stream().map(SegmentsBy::label).toList();
  }

  private static String armDifference(Arm arm, Study now) {
    return now.arms().stream()
        .filter(other -> other.label().equals(arm.label()))
        .findFirst()
        .map(
            other ->
                "'%s' is %s with %s there and %s with %s here"
                    .formatted(
                        arm.label(), arm.model(), arm.settings(), other.model(), other.settings()))
        .orElse("it has the arm '%s', which is missing here".formatted(arm.label()));
  }

  private static void compare(String what, Object there, Object here, List<String> differences) {
    if (!there.equals(here)) {
      differences.add("%s %s there and %s here".formatted(what, there, here));
    }
  }
}
