package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

  private final int before = Parallel.threads();

  @AfterEach
  void restore() {
    Parallel.setThreads(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyRowIsVisitedOnce(int threads) {
    Parallel.setThreads(threads);
    for (int length : new int[] {0, 1, 7, 100}) {
      AtomicIntegerArray even = new AtomicIntegerArray(length);
      AtomicIntegerArray uneven = new AtomicIntegerArray(length);
      Parallel.rows(length, 1, (from, to) -> count(even, from, to));
      Parallel.unevenRows(length, 3, (from, to) -> count(uneven, from, to));
      for (int row = 0; row < length; row++) {
        assertThat(even.get(row)).isEqualTo(1);
        assertThat(uneven.get(row)).isEqualTo(1);
      }
    }
  }

  private static void count(AtomicIntegerArray visits, int from, int to) {
    for (int row = from; row < to; row++) {
      visits.incrementAndGet(row);
    }
  }

  @Test
  void aLoopInsideALoopRunsOnItsOwnThread() {
    Parallel.setThreads(2);
    Parallel.rows(
        2,
        1,
        (from, to) -> {
          Thread outer = Thread.currentThread();
          Parallel.rows(10, 1, (f, t) -> assertThat(Thread.currentThread()).isSameAs(outer));
        });
  }

  @Test
  void aFailureReachesTheCaller() {
    Parallel.setThreads(2);
    assertThatThrownBy(
            () ->
                Parallel.rows(
                    4,
                    1,
                    (from, to) -> {
                      throw new IllegalArgumentException("row " + from);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("row");
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> Parallel.setThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }
}
