package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.Recommender;
import org.refold.settings.RecordText;

/** A recommender is a record of its hyper-parameters. */
final class RecordChecks {

  private RecordChecks() {}

  static List<DynamicTest> of(Recommender recommender) {
    return List.of(
        dynamicTest("is a record", () -> assertThat(recommender.getClass().isRecord()).isTrue()),
        dynamicTest(
            "has a name of lower-case words with hyphens, and no sign but that of SVD++",
            () -> assertThat(recommender.name()).matches("[a-z0-9]+(-[a-z0-9]+)*(\\+\\+)?")),
        dynamicTest(
            "has the defaults of its paper in a constructor without arguments",
            () -> assertThat(recommender.getClass().getConstructor()).isNotNull()));
  }

  static DynamicTest text(Recommender recommender) {
    return dynamicTest(
        "its settings as text make it again",
        () ->
            assertThat(
                    RecordText.with(
                        recommender.getClass().getConstructor().newInstance(),
                        RecordText.write(recommender)))
                .isEqualTo(recommender));
  }
}
