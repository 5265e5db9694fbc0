package org.refold.settings;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results go, asked before the work that they come of. */
public final class Places {

  private Places() {}

  /**
   * Checks that a file is not there yet and can be written. Leaves nothing behind.
   *
   * @param option what names it, for messages: {@code --out}
   * @param replace whether a file that is there may be replaced
   * @throws BadInputException if it is there, is a folder, or cannot be written
   */
  public static void checkFile(String option, Path file, boolean replace) {
    if (Files.isDirectory(file)) {
      throw new BadInputException("%s: %s is a folder; name a file".formatted(option, file));
    }
    if (!replace && Files.exists(file)) {
      throw new BadInputException(
          "%s: %s is there already; name another file, or add --replace".formatted(option, file));
    }
    checkWritable(option, file);
  }

  /**
   * Checks that a file or folder can be made, with all folders that it needs. Leaves nothing
   * behind.
   *
   * @param option what names it, for messages
   * @throws BadInputException if it cannot
   */
  public static void checkWritable(String option, Path target) {
    Path folder = target.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          "%s: %s cannot be written, since %s is no folder; name another place"
              .formatted(option, target, folder));
    }
    try {
      Files.delete(Files.createTempFile(folder, ".refold", ".part"));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: %s cannot be written, since nothing can be made in %s%s; permit it, or name another place"
              .formatted(option, target, folder, ofSystem(e)),
          e);
    }
  }

  /** What the system gives as a reason, such as a full disk, if it does. */
  private static String ofSystem(IOException thrown) {
    String reason = thrown instanceof FileSystemException known ? known.getReason() : null;
    return reason == null ? "" : " (" + reason + ")";
  }

  /**
   * The same failure with the name of what was being written, where it has none: the system says
   * that a disk is full, but not for which file.
   */
  public static IOException naming(Path target, IOException thrown) {
    if (!thrown.getClass().equals(IOException.class)) {
      return thrown;
    }
    IOException named = new FileSystemException(target.toString(), null, message(thrown));
    named.initCause(thrown);
    return named;
  }

  /** What went wrong with a file, in words: the class of the exception often says more than it. */
  public static String reason(IOException thrown) {
    String message = message(thrown);
    return switch (thrown.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "there is no " + message;
      case "AccessDeniedException" -> "no permission for " + message;
      case "FileAlreadyExistsException" -> message + " is there already";
      case "NotDirectoryException" -> message + " is no folder";
      case "DirectoryNotEmptyException" -> message + " is not empty";
      default -> message;
    };
  }

  private static String message(IOException thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
