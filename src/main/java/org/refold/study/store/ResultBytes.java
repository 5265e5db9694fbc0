package org.refold.study.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The content of the two files of a result. Arrays are not copied: do not change them.
 *
 * @param json the result file
 * @param perUser the values by user, gzipped; empty where the trial failed
 */
@SuppressWarnings("ArrayRecordComponent") // only handed on, never compared
public record ResultBytes(byte[] json, byte[] perUser) {

  /**
   * The files of a result.
   *
   * @param perUserName the name of the file of values by user
   */
  public static ResultBytes of(TrialResult result, String perUserName) {
    ByteArrayOutputStream perUser = new ByteArrayOutputStream();
    if (result.isFinished()) {
      try {
        UserFile.write(result.perUser(), perUser);
      } catch (IOException e) {
        throw new UncheckedIOException("memory cannot be written to", e);
      }
    }
    return new ResultBytes(Json.bytes(ResultJson.of(result, perUserName)), perUser.toByteArray());
  }

  /**
   * The result, without the values by user.
   *
   * @throws org.refold.settings.BadInputException if these are no bytes of a result
   */
  public TrialResult result() throws IOException {
    return Json.read(json, ResultJson.class, ResultFile.SCHEMA).result(PerUser.NONE);
  }
}
