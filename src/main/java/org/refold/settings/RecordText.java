package org.refold.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records of settings as names with text, and back. A component that is a record itself, and has no
 * text form of its own, is flattened: its components stand beside the others, under their own
 * names.
 */
public final class RecordText {

  /**
   * One setting.
   *
   * @param name the name of the component
   * @param type its type
   * @param value its value
   */
  public record Entry(String name, Class<?> type, Object value) {}

  private RecordText() {}

  /**
   * All settings, in the order of the components.
   *
   * @throws IllegalArgumentException if this is no record, or one that is not public
   */
  public static List<Entry> entries(Object settings) {
    List<Entry> entries = new ArrayList<>();
    for (RecordComponent component : components(settings)) {
      Object value = value(component, settings);
      if (isFlattened(component.getType())) {
        entries.addAll(entries(value));
      } else {
        entries.add(new Entry(component.getName(), component.getType(), value));
      }
    }
    return entries;
  }

  /**
   * The canonical form for files: by name a number or a text, none left out.
   *
   * @throws IllegalArgumentException as {@link #entries}
   */
  public static SortedMap<String, Object> write(Object settings) {
    SortedMap<String, Object> written = new TreeMap<>();
    for (Entry entry : entries(settings)) {
      if (written.put(entry.name(), TextForm.write(entry.value())) != null) {
        throw new IllegalStateException(
            settings.getClass().getName() + " has two settings named " + entry.name());
      }
    }
    return written;
  }

  /**
   * A copy of a record with other values in some settings, which its constructors check.
   *
   * @param changed text or numbers by name; names that the record lacks are passed over
   * @throws BadInputException if a value cannot be read or is refused
   * @throws IllegalArgumentException as {@link #entries}
   */
  @SuppressWarnings("unchecked") // the constructor is that of the record's own class
  public static <R> R with(R settings, Map<String, ?> changed) {
    RecordComponent[] components = components(settings);
    Object[] values = new Object[components.length];
    for (int k = 0; k < components.length; k++) {
      Class<?> type = components[k].getType();
      String name = components[k].getName();
      Object value = value(components[k], settings);
      if (isFlattened(type)) {
        value = with(value, changed);
      } else if (changed.containsKey(name)) {
        value = TextForm.read(type, name, String.valueOf(changed.get(name)));
      }
      values[k] = value;
    }
    return (R) create(settings, components, values);
  }

  /**
   * Refuses a value that a setting can never have, whatever the others are. What only does not go
   * with the standard of another one passes.
   *
   * @param standard a record that is valid
   * @throws BadInputException if the value cannot be read, or is out of the bounds of its setting
   * @throws IllegalArgumentException as {@link #entries}
   */
  public static void check(Object standard, String setting, String value) {
    for (Entry entry : entries(standard)) {
      if (entry.name().equals(setting)) {
        TextForm.read(entry.type(), setting, value);
      }
    }
    try {
      with(standard, Map.of(setting, value));
    } catch (BadInputException e) {
      if (e.isOf(setting)) {
        throw e;
      }
    }
  }

  private static boolean isFlattened(Class<?> type) {
    return type.isRecord() && !TextForm.canParse(type);
  }

  private static RecordComponent[] components(Object settings) {
    RecordComponent[] components = settings.getClass().getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(
          settings.getClass().getName() + " is not a record, so its settings are not known");
    }
    return components;
  }

  private static Object value(RecordComponent component, Object settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw unreadable(settings, e);
    }
  }

  private static Object create(Object like, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      return like.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unreadable(like, e);
    }
  }

  private static IllegalArgumentException unreadable(Object settings, Exception cause) {
    return new IllegalArgumentException(
        "cannot read the settings of a %s; is it public?"
            .formatted(settings.getClass().getSimpleName()),
        cause);
  }
}
