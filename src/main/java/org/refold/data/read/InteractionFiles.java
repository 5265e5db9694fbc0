package org.refold.data.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Reads interactions from wherever they are: a delimited file, plain or {@code .gz}; a folder or a
 * zip archive in one of the {@linkplain Format published formats}, or with one delimited file in
 * it. How the file is written is found from its first lines unless it is told.
 *
 * <pre>{@code
 * Interactions ratings = InteractionFiles.read(Path.of("ml-1m.zip")).interactions();
 * }</pre>
 */
public final class InteractionFiles {

  private InteractionFiles() {}

  /** Reads a path of which nothing else is known. */
  public static ReadResult read(Path path) {
    return read(path, ReadOptions.SNIFF, Progress.NONE);
  }

  /**
   * Reads a path.
   *
   * @param path a file, a folder or a zip archive
   * @param options what is known of it; wins over what is found
   * @param progress is notified of bytes read, as stored on disk
   * @throws BadInputException if it cannot be read; the message says where and what to do
   */
  public static ReadResult read(Path path, ReadOptions options, Progress progress) {
    try {
      Located located = Located.find(path);
      Sniffer.Finding found = Sniffer.sniff(Head.of(located.interactions()), options);
      return read(located, found, options, progress);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read: %s; check the path and the permissions"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * How a path would be read; looks at its first lines only.
   *
   * @throws BadInputException if that cannot be told
   */
  public static FileLayout sniff(Path path, ReadOptions options) {
    try {
      return Sniffer.sniff(Head.of(Located.find(path).interactions()), options).layout();
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read: %s; check the path and the permissions"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static ReadResult read(
      Located located, Sniffer.Finding found, ReadOptions options, Progress progress)
      throws IOException {
    FileLayout layout = found.layout();
    boolean sequences =
        found.form() == Sniffer.Form.SEQUENCES && located.format() == Format.DELIMITED;
    Format format = sequences ? Format.SASREC_SEQUENCES : located.format();
    Duplicates policy =
        options.duplicates().orElse(sequences ? Duplicates.KEEP : Duplicates.LAST_WINS);
    InteractionReader.Content content =
        InteractionReader.read(
            located.interactions(),
            layout,
            ids(options.users(), layout.charset()),
            ids(options.items(), layout.charset()),
            policy,
            progress);
    List<String> warnings = new ArrayList<>(found.warnings());
    if (content.duplicates() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d interactions are left out: the same user and item came again later",
              content.duplicates()));
    }
    return new ReadResult(
        content.interactions(),
        content.duplicates(),
        warnings,
        "%s: %s (%s)".formatted(format, located.interactions(), layout),
        format,
        layout);
  }

  private static IdTable ids(Optional<Vocabulary> known, Charset charset) {
    return known
        .map(vocabulary -> IdTable.of(vocabulary, charset))
        .orElseGet(() -> IdTable.growing(charset));
  }
}
