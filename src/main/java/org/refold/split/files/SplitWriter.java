package org.refold.split.files;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one split in one layout. Made only for splits that the layout can hold. */
interface SplitWriter {

  /**
   * Writes all files.
   *
   * @param folder there already, and empty
   */
  void writeTo(Path folder) throws IOException;
}
