package org.refold.catalogue;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.refold.recommend.Changed;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** The hyper-parameters of a recommender: the components of its record, by reflection. */
final class Components {

  private Components() {}

  static List<RecordComponent> of(Recommender recommender) {
    return List.of(record(recommender).getClass().getRecordComponents());
  }

  static RecordComponent named(String setting, Recommender recommender) {
    return of(recommender).stream()
        .filter(component -> component.getName().equals(setting))
        .findFirst()
        .orElseThrow(() -> unknown(setting, recommender));
  }

  private static BadInputException unknown(String setting, Recommender recommender) {
    List<String> known = of(recommender).stream().map(RecordComponent::getName).toList();
    return new BadInputException(
        "%s has no setting '%s'; %s"
            .formatted(recommender.name(), setting, Suggestions.hint(setting, known)));
  }

  static Object value(RecordComponent component, Recommender recommender) {
    return Changed.value(component, record(recommender));
  }

  /**
   * Calls the canonical constructor; what its checks refuse is said with the recommender's name.
   */
  static Recommender create(Recommender like, Collection<Object> values) {
    try {
      return (Recommender) Changed.with(record(like), values.toArray());
    } catch (BadInputException e) {
      throw new BadInputException(like.name() + ": " + e.getMessage(), e);
    }
  }

  private static Record record(Recommender recommender) {
    if (recommender instanceof Record record) {
      return record;
    }
    throw new IllegalArgumentException(
        recommender.getClass().getName() + " is not a record, so its settings are not known");
  }
}
