package org.refold.study.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.data.FoldInItems;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.settings.Tokens;
import org.refold.split.protocol.Splitters;
import org.refold.study.Arm;
import org.refold.study.Factor;
import org.refold.study.MeasureText;
import org.refold.study.SeedScope;
import org.refold.study.Study;

/**
 * The fields of a study's design, in their order; those that are null are left out. {@code fold_in}
 * and {@code ties} are there where the metrics do not say them.
 */
record StudyJson(
    String schema,
    String name,
    String code,
    DataFingerprint data,
    String split,
    String metrics,
    @Nullable String foldIn,
    @Nullable String ties,
    List<Factor> factors,
    List<Arm> arms,
    List<Long> seeds,
    SeedScope scope,
    long splitSeed,
    @Nullable List<String> segments) {

  static StudyJson of(String schema, StudyFile file) {
    Study study = file.study();
    MeasureText measure = MeasureText.of(study.evaluator());
    return new StudyJson(
        schema,
        study.name(),
        file.code(),
        file.source(),
        study.splitter().spec(),
        measure.metrics(),
        measure.foldIn().map(FoldInItems::token).orElse(null),
        measure.ties().map(Ties::token).orElse(null),
        study.factors(),
        study.arms(),
        study.seeds(),
        study.scope(),
        study.splitSeed(),
        study.segments().isEmpty()
            ? null
            : study.segments().stream().map(SegmentsBy::label).toList());
  }

  /**
   * @throws org.refold.settings.BadInputException if something is unknown, or the parts do not make
   *     a study
   */
  StudyFile file() {
    MeasureText measure =
        new MeasureText(
            metrics,
            Tokens.readIfGiven(FoldInItems.class, "fold_in", foldIn),
            Tokens.readIfGiven(Ties.class, "ties", ties));
    Study study =
        new Study(
            name,
            data.toOpen(),
            Splitters.parse(split),
            measure.evaluator(),
            arms,
            factors,
            seeds,
            scope,
            splitSeed,
            SegmentsBy.parse(segments == null ? "" : String.join(",", segments)));
    return new StudyFile(study, data, code);
  }
}
