package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refold.cluster.Cluster;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.sets.DataSet;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.run.BatchRankings;
import picocli.CommandLine.Model.CommandSpec;

/** Recommends to all users of some data at once, into a file. */
final class RecommendAll {

  private RecommendAll() {}

  /**
   * Ranks and writes.
   *
   * @param set whose users, with their histories
   * @param k how many items of each
   * @return the exit code
   * @throws BadInputException if no item of the data is known to the model
   */
  static int run(
      CommandSpec spec,
      ModelFile model,
      DataSet set,
      int k,
      Optional<Cluster> cluster,
      Path out,
      Progress progress)
      throws IOException {
    Interactions all = set.interactions();
    Interactions known = all.withItems(model.items());
    int[] users =
        IntStream.range(0, known.userCount()).filter(user -> known.count(user) > 0).toArray();
    if (users.length == 0) {
      throw new BadInputException(
          "none of the %s of %s is an item of the model; give data of the items that it was trained on"
              .formatted(all, set.name()));
    }
    Messages.about(spec, set);
    if (known.size() < all.size()) {
      Messages.note(
          spec,
          String.format(
              Locale.ROOT,
              "%,d of %,d interactions are with items that the model does not know, and are passed"
                  + " over; %,d of %,d users have no other and get no list",
              all.size() - known.size(),
              all.size(),
              all.userCount() - users.length,
              all.userCount()));
    }
    Interactions histories = known.rows(users);
    Interactions nothing =
        new InteractionsBuilder(false, false)
            .build(histories.users(), histories.items(), Duplicates.KEEP);
    Holdout asked = new Holdout(histories, nothing, Holdout.Generalisation.WEAK);
    BatchRankings ranked = BatchRankings.of(model, asked, FoldInItems.MASKED, k, cluster, progress);
    ranked.write(model.model(), out);
    var terminal = spec.commandLine().getOut();
    terminal.println(
        String.format(
            Locale.ROOT, "wrote %s: %,d places for %,d users", out, ranked.size(), users.length));
    terminal.flush();
    return 0;
  }
}
