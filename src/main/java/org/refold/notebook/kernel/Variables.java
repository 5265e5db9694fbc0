package org.refold.notebook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the variables of earlier cells. JShell puts each variable into a class of its own and
 * compiles that class again when a later import or declaration could touch it; the new class starts
 * with empty fields, and the notebook would go on with nulls.
 */
final class Variables {

  /** {@code REPL.$JShell$7} and its later versions {@code REPL.$JShell$7B}, {@code 7C}, ... */
  private static final Pattern WRAPPER = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*");

  private final Map<String, Class<?>> latestVersions = new HashMap<>();
  private final List<String> lost = new ArrayList<>();

  /** The names of variables that could not be kept since the last call. */
  List<String> takeLost() {
    List<String> names = List.copyOf(lost);
    lost.clear();
    return names;
  }

  /** Takes note of new classes and moves the values of their earlier versions over. */
  void loaded(ClassBytecodes[] classes, Function<String, @Nullable Class<?>> find) {
    for (ClassBytecodes code : classes) {
      Matcher wrapper = WRAPPER.matcher(code.name());
      Class<?> version = wrapper.matches() ? find.apply(code.name()) : null;
      if (version != null) {
        Class<?> earlier = latestVersions.put(wrapper.group(1), version);
        if (earlier != null) {
          copy(earlier, version);
        }
      }
    }
  }

  private void copy(Class<?> from, Class<?> to) {
    Map<String, Field> earlier = new HashMap<>();
    for (Field field : from.getDeclaredFields()) {
      earlier.put(field.getName(), field);
    }
    for (Field target : to.getDeclaredFields()) {
      Field source = earlier.get(target.getName());
      if (source != null && isVariable(target)) {
        if (sameType(source, target)) {
          copy(source, target);
        } else {
          lost.add(target.getName());
        }
      }
    }
  }

  private static boolean isVariable(Field field) {
    int modifiers = field.getModifiers();
    return Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers);
  }

  /** With type arguments: a list of a class that was declared anew is not a list of the new one. */
  private static boolean sameType(Field one, Field other) {
    return one.getGenericType().equals(other.getGenericType());
  }

  private static void copy(Field source, Field target) {
    try {
      source.setAccessible(true);
      target.setAccessible(true);
      target.set(null, source.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("variable " + target.getName() + " cannot be kept", e);
    }
  }
}
