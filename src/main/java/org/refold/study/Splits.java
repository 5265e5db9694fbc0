package org.refold.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Background;
import org.refold.split.Split;
import org.refold.split.SplitAudit;
import org.refold.split.Splitter;
import org.refold.split.Splitters;

/** The splits of a study, each made when it is first asked for; the latest few are kept. */
final class Splits {

  /**
   * A split with what is costly to compute of it.
   *
   * @param split the split
   * @param facts its hash and its audit
   * @param background for metrics beyond accuracy
   */
  record Prepared(Split split, TrialResult.SplitFacts facts, Background background) {}

  private final DataSet data;
  private final List<Splitter> folds;
  private final Consumer<String> listener;
  private final Map<Repeat, Prepared> made;

  /**
   * @param most how many to keep
   * @param listener hears what the audits warn of
   */
  Splits(DataSet data, String spec, int most, Consumer<String> listener) {
    this.data = data;
    this.listener = listener;
    this.folds = Splitters.parse(spec).parts();
    this.made =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Repeat, Prepared> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * @param which the seed of the split, and the fold, from 1, of a cross-validation
   * @throws org.refold.data.BadInputException if the data do not serve
   */
  synchronized Prepared of(Repeat which) {
    Prepared prepared = made.get(which);
    if (prepared == null) {
      Splitter splitter = folds.get(Math.max(0, which.fold() - 1));
      Split split = splitter.split(data.interactions(), which.seed());
      split.audit().findings().stream()
          .filter(finding -> finding.level() == SplitAudit.Level.WARN)
          .forEach(finding -> listener.accept(finding.text()));
      prepared = new Prepared(split, Recording.facts(split), Backgrounds.of(data, split.train()));
      made.put(which, prepared);
    }
    return prepared;
  }
}
