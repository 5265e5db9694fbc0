package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.FoldInItems;
import org.refold.data.sets.DataSets;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.Small;
import org.refold.study.Study;
import org.refold.study.Trial;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.OtherCode;
import org.refold.study.store.ResultBytes;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.store.TrialLocks;

/** What goes to those who work, and what comes back, is bytes. */
class TrialTaskTest {

  private static final Study STUDY =
      Small.study(1).withEvaluator(Small.study(1).evaluator().withFoldInItems(FoldInItems.RANKED));

  private static final StudyFile FILE =
      new StudyFile(STUDY, DataFingerprint.of(Small.data()), Environment.codeVersion());

  @TempDir private Path folder;

  /** Knows nothing but the bytes: it opens the data that the task names itself. */
  private static class Elsewhere implements TrialExecutor {
    final List<byte[]> tasks = new ArrayList<>();
    private final ResultStore scratch;

    Elsewhere(ResultStore scratch) {
      this.scratch = scratch;
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public CompletableFuture<Optional<ResultBytes>> submit(byte[] bytes) {
      tasks.add(bytes);
      return CompletableFuture.supplyAsync(() -> result(bytes));
    }

    private Optional<ResultBytes> result(byte[] bytes) {
      Study study = TrialTask.of(bytes).file().study();
      Splits splits = new Splits(DataSets.open(study.data()), study.splitter(), 1, line -> {});
      Runner one = Runner.standard();
      StudyProgress silent = new StudyProgress(Progress.NONE, line -> {}, false);
      try (TrialExecutor local = new LocalTrials(one, splits, scratch, new StopSignal(), silent)) {
        return local.submit(bytes).join();
      }
    }

    @Override
    public void close() {}
  }

  private TrialQueue queue(ResultStore store) throws IOException {
    TrialLocks locks = TrialLocks.in(store.folder());
    StudyFile begun = store.begin(FILE, OtherCode.REFUSE, locks);
    return new TrialQueue(
        begun,
        new Splits(Small.data(), STUDY.splitter(), 2, line -> {}),
        store,
        locks,
        FailedTrials.KEEP,
        new StopSignal(),
        new StudyProgress(Progress.NONE, line -> {}, false));
  }

  @Test
  void aTaskGoesThroughBytes() {
    Trial trial = STUDY.trials().get(2);
    TrialTask task = TrialTask.of(TrialTask.of(FILE, trial).bytes());
    assertThat(task).isEqualTo(TrialTask.of(FILE, trial));
    assertThat(task.file()).isEqualTo(FILE);
    assertThatThrownBy(() -> TrialTask.of("{\"schema\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("must be 'refold.task/1'");
  }

  @Test
  void anotherExecutorGivesTheSameFiles() throws IOException {
    ResultStore here = ResultStore.of(folder, "here");
    Runner.standard().run(STUDY, Small.data(), here);
    ResultStore there = ResultStore.of(folder, "there");
    Elsewhere executor = new Elsewhere(ResultStore.of(folder, "scratch"));
    queue(there).run(Set.of(), executor);
    assertThat(executor.tasks).hasSize(5);
    assertThat(Small.content(there.folder())).isEqualTo(Small.content(here.folder()));
  }

  @Test
  void anotherTrialThanTheOneAskedForIsNotKept() throws IOException {
    byte[] other = TrialTask.of(FILE, STUDY.trials().get(4)).bytes();
    TrialExecutor wrong =
        new Elsewhere(ResultStore.of(folder, "scratch")) {
          @Override
          public CompletableFuture<Optional<ResultBytes>> submit(byte[] bytes) {
            return super.submit(other);
          }
        };
    ResultStore store = ResultStore.of(folder, "wrong");
    assertThatThrownBy(() -> queue(store).run(Set.of(), wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("came back as the trial");
    assertThat(store.read().trials()).isEmpty();
  }
}
