package org.refold.study.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.MetricContext;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.audit.SplitAudit;
import org.refold.study.Replicate;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.TrialResult;

/** The splits of a study, each made when it is first asked for; the latest few are kept. */
final class Splits {

  /**
   * A split with what is costly to compute of it.
   *
   * @param split the split
   * @param facts its hash and its audit
   * @param background for metrics beyond accuracy
   */
  record Prepared(Split split, TrialResult.SplitFacts facts, MetricContext background) {}

  private final DataSet data;
  private final Splitter splitter;
  private final List<Splitter> folds;
  private final Consumer<String> listener;
  private final Map<Replicate, Prepared> made;

  /**
   * @param most how many to keep
   * @param listener is notified of what the audits warn of
   */
  Splits(DataSet data, Splitter splitter, int most, Consumer<String> listener) {
    this.data = data;
    this.listener = listener;
    this.splitter = splitter;
    this.folds = splitter.parts();
    this.made =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Replicate, Prepared> eldest) {
            return size() > most;
          }
        };
  }

  /** Where the data come from; reads the split where it comes whole from files. */
  DataFingerprint source(long seed) {
    return splitter.readsData()
        ? DataFingerprint.of(data)
        : DataFingerprint.of(data, of(new Replicate(seed, 0)).split());
  }

  /**
   * @param which the seed of the split, and the fold, from 1, of a cross-validation
   * @throws org.refold.settings.BadInputException if the data do not serve
   */
  synchronized Prepared of(Replicate which) {
    Prepared prepared = made.get(which);
    if (prepared == null) {
      Splitter splitter = folds.get(Math.max(0, which.fold() - 1));
      Split split = splitter.split(data, which.seed());
      split.audit().findings().stream()
          .filter(finding -> finding.level() == SplitAudit.Level.WARN)
          .forEach(finding -> listener.accept(finding.text()));
      prepared =
          new Prepared(split, TrialRecorder.facts(split), MetricContexts.of(data, split.train()));
      made.put(which, prepared);
    }
    return prepared;
  }
}
