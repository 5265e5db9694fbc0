package org.refold.data.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
      Opened opened = open(path, options);
      try {
        return read(opened, opened.found.layout(), options, progress);
      } catch (UndecodableException e) {
        return readAgain(opened, e, options, progress);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * How a path would be read; looks at its first lines only.
   *
   * @throws BadInputException if that cannot be told
   */
  public static FileLayout sniff(Path path, ReadOptions options) {
    try {
      return open(path, options).found.layout();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static BadInputException unreadable(Path path, IOException e) {
    return new BadInputException(
        "%s cannot be read: %s; check the path and the permissions".formatted(path, e.getMessage()),
        e);
  }

  /** A file of which it is known how to read it. */
  private record Opened(
      Format format, ByteSource source, Sniffer.Finding found, List<String> notes) {}

  private static Opened open(Path path, ReadOptions options) throws IOException {
    Located located = Located.find(path);
    Format format = located.format();
    ByteSource source = located.interactions();
    Head head = Head.of(source);
    Optional<Rewrite> rewrite = Rewrite.of(head);
    while (rewrite.isPresent()) {
      format = rewrite.get().format().orElse(format);
      source = source.rewritten(rewrite.get());
      head = Head.of(source);
      rewrite = Rewrite.of(head);
    }
    Sniffer.Finding found = Sniffer.sniff(head, options);
    if (format != Format.DELIMITED) { // columns that are known need no note
      return new Opened(format, source, found, List.of());
    }
    boolean sequences = found.form() == Sniffer.Form.SEQUENCES;
    return new Opened(sequences ? Format.SASREC_SEQUENCES : format, source, found, found.notes());
  }

  /** Latin letters far down in a file that is ASCII before: bytes that anything can be. */
  private static ReadResult readAgain(
      Opened opened, UndecodableException e, ReadOptions options, Progress progress)
      throws IOException {
    if (options.charset().isPresent() || e.isAfterOthers()) {
      throw e.complaint();
    }
    FileLayout latin = opened.found.layout().withCharset(StandardCharsets.ISO_8859_1);
    try {
      return read(opened, latin, options, progress)
          .withNote("ids are read as ISO-8859-1, for they are no UTF-8; --charset says otherwise");
    } catch (UndecodableException again) {
      throw again.complaint();
    }
  }

  private static ReadResult read(
      Opened opened, FileLayout layout, ReadOptions options, Progress progress)
      throws IOException, UndecodableException {
    InteractionReader.Content content =
        InteractionReader.read(
            opened.source,
            layout,
            ids(options.users(), layout.charset()),
            ids(options.items(), layout.charset()),
            options.duplicates().orElse(Duplicates.LAST_WINS),
            progress);
    List<String> warnings = new ArrayList<>(opened.found.warnings());
    warnings.addAll(content.warnings());
    if (content.duplicates() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d interactions are left out: the same user and item came again later; --repeats"
                  + " keep keeps them",
              content.duplicates()));
    }
    return new ReadResult(
        content.interactions(),
        content.duplicates(),
        warnings,
        "%s: %s (%s)".formatted(opened.format, opened.source, layout),
        opened.format,
        layout,
        new Reading(opened.found.columns(), content.rows(), opened.notes),
        content.titles());
  }

  private static IdTable ids(Optional<Vocabulary> known, Charset charset) {
    return known
        .map(vocabulary -> IdTable.of(vocabulary, charset))
        .orElseGet(() -> IdTable.growing(charset));
  }
}
