package org.refold.recommend;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Records with one component changed: what is behind every {@code withX} of a recommender, whose
 * hyper-parameters are many. The constructor of the record checks the new value.
 */
public final class Changed {

  private Changed() {}

  /**
   * A copy of a record with another value in one component.
   *
   * @param component its name
   * @throws IllegalArgumentException if there is no such component, or the value is of another type
   */
  @SuppressWarnings("unchecked") // the constructor is that of the record's own class
  public static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int k = 0; k < components.length; k++) {
        boolean changed = components[k].getName().equals(component);
        values[k] = changed ? value : components[k].getAccessor().invoke(record);
        found |= changed;
      }
      if (!found) {
        throw new IllegalArgumentException(
            record.getClass().getSimpleName() + " has no component '" + component + "'");
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "cannot copy a " + record.getClass().getSimpleName() + "; is it public?", e);
    }
  }
}
