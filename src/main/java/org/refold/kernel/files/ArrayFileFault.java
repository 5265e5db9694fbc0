package org.refold.kernel.files;

import java.nio.file.Path;
import org.refold.settings.BadInputException;

/** A file of arrays that cannot be used as it was meant, said in one line. */
final class ArrayFileFault {

  private ArrayFileFault() {}

  /**
   * @param file the file
   * @param where the array in it, such as {@code tensor 'w'}, or the part of the file
   * @param found what was found there
   * @param expected what should have been there
   * @param remedy what to do
   */
  static BadInputException of(
      Path file, String where, String found, String expected, String remedy) {
    return new BadInputException(
        "%s: %s: found %s, expected %s; %s".formatted(file, where, found, expected, remedy));
  }
}
