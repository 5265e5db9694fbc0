package org.refold.recommend;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Records with other components: what is behind every {@code withX} of a recommender, whose
 * hyper-parameters are many, and behind settings from text. The constructor of the record checks
 * the new values.
 */
public final class Changed {

  private Changed() {}

  /**
   * A copy of a record with another value in one component.
   *
   * @param component its name
   * @throws IllegalArgumentException if there is no such component, or the value is of another type
   */
  public static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    for (int k = 0; k < components.length; k++) {
      boolean changed = components[k].getName().equals(component);
      values[k] = changed ? value : value(components[k], record);
      found |= changed;
    }
    if (!found) {
      throw new IllegalArgumentException(
          record.getClass().getSimpleName() + " has no component '" + component + "'");
    }
    return with(record, values);
  }

  /**
   * A record of the same class with these values; what its constructor throws comes out as it is.
   *
   * @param values one for each component, in order. Not modified.
   * @throws IllegalArgumentException if a value is of another type
   */
  @SuppressWarnings("unchecked") // the constructor is that of the record's own class
  public static <R extends Record> R with(R like, Object[] values) {
    RecordComponent[] components = like.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      Constructor<?> constructor = like.getClass().getDeclaredConstructor(types);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw cannotCopy(like, e);
    }
  }

  /**
   * The value of a component.
   *
   * @throws IllegalArgumentException if the record cannot be read, such as one that is not public
   */
  public static Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw cannotCopy(record, e);
    }
  }

  private static IllegalArgumentException cannotCopy(Record record, Exception cause) {
    return new IllegalArgumentException(
        "cannot copy a " + record.getClass().getSimpleName() + "; is it public?", cause);
  }
}
