package org.refold.study.olcut;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import org.xml.sax.SAXParseException;

/** What OLCUT throws over a configuration file, said in one line that names the place. */
final class Unreadable {

  private Unreadable() {}

  /** The file is no XML or JSON, or not of the kind that OLCUT writes. */
  static BadInputException syntax(Path file, Exception thrown) {
    String name = String.valueOf(file.getFileName());
    String format = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    return new BadInputException(
        "%s is no configuration in %s: %s".formatted(file, format, where(thrown)), thrown);
  }

  private static String where(Exception thrown) {
    Throwable root = root(thrown);
    if (root instanceof SAXParseException xml) {
      return String.format(
          Locale.ROOT,
          "line %d, column %d: %s",
          xml.getLineNumber(),
          xml.getColumnNumber(),
          firstLine(xml.getMessage()));
    }
    if (root instanceof JsonProcessingException json) {
      return String.format(
          Locale.ROOT,
          "line %d, column %d: %s",
          json.getLocation().getLineNr(),
          json.getLocation().getColumnNr(),
          firstLine(json.getOriginalMessage()));
    }
    return "it does not begin as one; `refold evaluate --write-config` writes one to start from";
  }

  /** A property is missing, or its value is none. */
  static BadInputException value(
      Path file, List<ConfigurationData> components, RuntimeException thrown) {
    Throwable root = root(thrown);
    String reason = firstLine(root.getMessage());
    Optional<String> ours = ours(thrown);
    if (ours.isPresent()) {
      reason = ours.get();
    } else if (root instanceof NumberFormatException && thrown instanceof PropertyException said) {
      String name = String.valueOf(said.getProperty());
      reason = "%s is '%s', but must be a whole number".formatted(name, given(components, name));
    } else if (root instanceof PropertyException said && said.getProperty() != null) {
      reason = firstLine(said.getMsg());
    }
    return new BadInputException("%s: %s".formatted(file, reason), thrown);
  }

  /** What our own components said of a value. */
  private static Optional<String> ours(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof BadInputException) {
        return Optional.ofNullable(each.getMessage());
      }
    }
    return Optional.empty();
  }

  private static String given(List<ConfigurationData> components, String property) {
    return components.stream()
        .map(component -> component.get(property))
        .flatMap(Optional::stream)
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  private static Throwable root(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : root(cause);
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}
