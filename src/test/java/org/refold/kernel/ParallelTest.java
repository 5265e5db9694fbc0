package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Property(tries = 100)
  void everyRowIsVisitedOnce(
      @ForAll @IntRange(max = 200) int length,
      @ForAll @IntRange(min = 1, max = 20) int grain,
      @ForAll @IntRange(min = 1, max = 5) int threads) {
    AtomicIntegerArray visits = new AtomicIntegerArray(length);
    Matrices.onThreads(
        threads,
        number -> {
          Parallel.rows(length, grain, (from, to) -> visit(visits, from, to));
          Parallel.unevenRows(length, grain, (from, to) -> visit(visits, from, to));
        });
    for (int row = 0; row < length; row++) {
      assertThat(visits.get(row)).isEqualTo(2);
    }
  }

  private static void visit(AtomicIntegerArray visits, int from, int to) {
    for (int row = from; row < to; row++) {
      visits.incrementAndGet(row);
    }
  }

  @Test
  void aLoopInsideALoopStaysOnItsThread() {
    LongAdder elsewhere = new LongAdder();
    Matrices.onThreads(
        3,
        number ->
            Parallel.rows(
                12,
                1,
                (from, to) -> {
                  Thread own = Thread.currentThread();
                  assertThat(Parallel.isInside()).isTrue();
                  Parallel.unevenRows(
                      30,
                      1,
                      (first, end) -> {
                        if (Thread.currentThread() != own) {
                          elsewhere.increment();
                        }
                      });
                }));
    assertThat(elsewhere.sum()).isZero();
    assertThat(Parallel.isInside()).isFalse();
  }

  @Test
  void aFailureComesThroughFromAnyBlock() {
    Matrices.onThreads(
        2,
        number -> {
          for (int bad = 0; bad < 10; bad++) {
            int row = bad;
            assertThatThrownBy(
                    () ->
                        Parallel.unevenRows(
                            10,
                            1,
                            (from, to) -> {
                              if (from == row) {
                                throw new IllegalArgumentException("row " + row);
                              }
                            }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row " + row);
          }
        });
  }

  @Test
  void anInterruptLeavesNoBlockRunningAndStands() {
    AtomicIntegerArray visits = new AtomicIntegerArray(40);
    Matrices.onThreads(
        2,
        number -> {
          Thread.currentThread().interrupt();
          Parallel.unevenRows(
              40,
              1,
              (from, to) -> {
                LockSupport.parkNanos(100_000);
                visit(visits, from, to);
              });
          int visited = 0;
          for (int row = 0; row < 40; row++) {
            visited += visits.get(row);
          }
          assertThat(visited).isEqualTo(40);
          assertThat(Thread.interrupted()).isTrue();
        });
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertThatThrownBy(() -> Parallel.setThreads(0)).hasMessageContaining("at least 1");
  }

  @Test
  void aShareBoundsTheThreadsOfOneCaller() {
    int before = Parallel.threads();
    Parallel.setThreads(4);
    try {
      int inside =
          Parallel.share(2, () -> Parallel.share(3, Parallel::threads) * 10 + Parallel.threads());
      assertThat(inside).isEqualTo(32);
      assertThat(Parallel.share(9, Parallel::threads)).isEqualTo(4);
      assertThat(Parallel.threads()).isEqualTo(4);
      assertThat(Parallel.isShared()).isFalse();
      assertThat(Parallel.share(1, Parallel::isShared)).isTrue();
      assertThatThrownBy(() -> Parallel.share(0, () -> 1))
          .isInstanceOf(IllegalArgumentException.class);
    } finally {
      Parallel.setThreads(before);
    }
  }
}
