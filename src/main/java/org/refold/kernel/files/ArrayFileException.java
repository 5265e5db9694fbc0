package org.refold.kernel.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of arrays that cannot be used as it was meant. The message is one line: file, array, what
 * was found, what was expected and what to do.
 */
public final class ArrayFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param file the file
   * @param where the array in it, such as {@code tensor 'w'}, or the part of the file
   * @param found what was found there
   * @param expected what should have been there
   * @param remedy what to do
   */
  ArrayFileException(Path file, String where, String found, String expected, String remedy) {
    super("%s: %s: found %s, expected %s; %s".formatted(file, where, found, expected, remedy));
  }
}
