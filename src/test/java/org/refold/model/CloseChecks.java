package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.kernel.UnclosedMemory;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;

/** A model that is closed leaves no memory outside the heap behind. */
final class CloseChecks {

  /** Threads keep what they compute in; it is all there once each of them has had work. */
  private static final int TRIES = 6;

  private CloseChecks() {}

  static List<DynamicTest> of(Recommender recommender, Fitted<? extends Model> fitted) {
    return List.of(
        dynamicTest(
            "a loaded model that is closed has freed all its memory",
            () -> FileChecks.inFolder(folder -> freesAll(fitted, folder.resolve("model")))),
        dynamicTest(
            "a fitted model that is closed frees memory where a loaded one does",
            () ->
                FileChecks.inFolder(
                    folder -> freesWhatItHolds(recommender, fitted, folder.resolve("model")))));
  }

  private static void freesAll(Fitted<? extends Model> fitted, Path folder) throws IOException {
    fitted.save(folder);
    long grown = Long.MAX_VALUE;
    for (int k = 0; k < TRIES && grown != 0; k++) {
      long before = UnclosedMemory.bytes();
      Fitted<? extends Model> loaded = FileChecks.load(folder, fitted.model().recommender());
      Scores.everything(loaded.model());
      loaded.close();
      grown = UnclosedMemory.bytes() - before;
      loaded.close();
      assertThat(UnclosedMemory.bytes() - before).as("closed twice").isEqualTo(grown);
    }
    assertThat(grown).isZero();
  }

  private static void freesWhatItHolds(
      Recommender recommender, Fitted<? extends Model> fitted, Path folder) throws IOException {
    fitted.save(folder);
    Fitted<? extends Model> again = recommender.fit(ConformanceData.TRAIN, Fitting.withSeed(7));
    long freedByLoaded = freedBy(FileChecks.load(folder, fitted.model().recommender()));
    assertThat(freedBy(again) > 0).isEqualTo(freedByLoaded > 0);
  }

  private static long freedBy(Fitted<? extends Model> fitted) {
    Scores.everything(fitted.model());
    long before = UnclosedMemory.bytes();
    fitted.close();
    return before - UnclosedMemory.bytes();
  }
}
