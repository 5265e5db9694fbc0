package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.Recommender;

/** A recommender is a record of its hyper-parameters. */
final class RecordChecks {

  private RecordChecks() {}

  static List<DynamicTest> of(Recommender recommender) {
    return List.of(
        dynamicTest("is a record", () -> assertThat(recommender.getClass().isRecord()).isTrue()),
        dynamicTest(
            "has a name of lower-case words with hyphens",
            () -> assertThat(recommender.name()).matches("[a-z0-9]+(-[a-z0-9]+)*")),
        dynamicTest(
            "has a withX for each hyper-parameter, which changes only that",
            () -> eachComponentHasWith(recommender)),
        dynamicTest(
            "has the defaults of its paper in a constructor without arguments",
            () -> assertThat(recommender.getClass().getConstructor()).isNotNull()));
  }

  private static void eachComponentHasWith(Recommender recommender)
      throws ReflectiveOperationException {
    RecordComponent[] components = recommender.getClass().getRecordComponents();
    for (RecordComponent component : components) {
      String name = component.getName();
      String with = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      Method method = recommender.getClass().getMethod(with, component.getType());
      Object same = method.invoke(recommender, component.getAccessor().invoke(recommender));
      assertThat(same).hasSameClassAs(recommender);
      for (RecordComponent each : components) {
        assertThat(each.getAccessor().invoke(same))
            .as("%s after %s", each.getName(), with)
            .isEqualTo(each.getAccessor().invoke(recommender));
      }
    }
  }
}
