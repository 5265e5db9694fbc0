package org.refold.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.split.audit.SplitAudit;
import org.refold.split.files.FolderSplitter;
import org.refold.split.files.SplitFiles;
import org.refold.split.files.SplitLayout;
import org.refold.split.protocol.LeaveOneOutSplitter;
import org.refold.split.protocol.PerUserSplitter;
import org.refold.split.protocol.RatingSplitter;
import org.refold.split.protocol.Splitters;
import org.refold.split.protocol.StrongSplitter;
import org.refold.split.protocol.TemporalSplitter;

/**
 * MovieLens-1M. The counts were taken from the same file with pandas: {@code groupby('u').size()}
 * of the ratings from 4 on, {@code (n * 0.8).astype(int).sum()}, and the sorted times.
 */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
class SplitRealDataTest {

  @Test
  void thePublishedNcfFilesFit() throws IOException {
    Interactions data = Ml1m.read();
    Split split = Splitters.parse("ncf:ncf").split(data, 0);
    assertThat(split.train().size()).isEqualTo(1_000_209 - 6_040);
    assertThat(split.test().foldOut().size()).isEqualTo(6_040);
    assertThat(split.audit().finding("test.positives-among-negatives").orElseThrow().value())
        .isEqualTo(156);
    Candidates candidates = split.test().candidates();
    assertThat(candidates).isNotNull();
    int short99 = 0;
    int otherHistory = 0;
    for (int user = 0; user < 6_040; user++) {
      int[] items = candidates.of(user);
      short99 += items.length == 99 ? 1 : 0;
      for (int k = 1; k < items.length; k++) {
        otherHistory += data.contains(user, items[k]) ? 1 : 0;
      }
    }
    assertThat(short99).isEqualTo(156);
    assertThat(otherHistory).isZero();
  }

  @Test
  void theStrongSplitHasTheSizesOfTheProtocol() throws IOException {
    Split split = new StrongSplitter().split(Ml1m.read(), 1);
    assertThat(split.audit().dropped().get(0))
        .isEqualTo(new SplitAudit.Dropped("value below 4", 2, 1_000_209 - 575_281));
    assertThat(split.audit().dropped().get(1))
        .isEqualTo(new SplitAudit.Dropped("users with fewer than 5 items", 4, 9));
    assertThat(split.train().userCount()).isEqualTo(6_034 - 2 * 750);
    Holdout test = split.test();
    assertThat(test.foldIn().userCount()).isEqualTo(750);
    for (int user = 0; user < 750; user++) {
      int all = test.foldIn().count(user) + test.foldOut().count(user);
      assertThat(test.foldOut().count(user)).isEqualTo(all < 5 ? 0 : all / 5);
    }
  }

  @Test
  void theSvaeProtocolKeepsTheUsersOfItsPaper() throws IOException {
    Split split =
        Splitters.parse("strong-temporal:threshold=3.5,maxItems=1000").split(Ml1m.read(), 1);
    assertThat(split.train().userCount()).isEqualTo(6_031 - 2 * 750);
    assertThat(split.audit().finding("test.earlier-than-history").orElseThrow().value()).isZero();
  }

  @Test
  void theArticlesSplitHasItsSizes() throws IOException {
    Split split = new PerUserSplitter().split(Ml1m.read(), 1994);
    assertThat(split.train().size()).isEqualTo(797_758);
    assertThat(split.test().foldOut().size()).isEqualTo(202_451);
    assertThat(split.train().itemCount()).isEqualTo(3_706);
  }

  @Test
  void aTenthOfTheRatingsIsExact() throws IOException {
    Split split = new RatingSplitter().split(Ml1m.read(), 1);
    assertThat(split.test().foldOut().size()).isEqualTo(100_020);
  }

  @Test
  void theTemporalSplitAccountsForWhatIsCold() throws IOException {
    Split split = new TemporalSplitter().split(Ml1m.read(), 1);
    assertThat(split.train().size()).isEqualTo(900_189);
    assertThat(split.audit().dropped())
        .containsExactly(
            new SplitAudit.Dropped("users without training data", 28, 3_788),
            new SplitAudit.Dropped("items without training data", 0, 91));
    assertThat(split.audit().finding("test.earlier-than-train").orElseThrow().value()).isZero();
    assertThat(split.audit().finding("items-dropped").orElseThrow().value()).isEqualTo(29);
    assertThat(split.audit().finding("test.newer-training").orElseThrow().value()).isZero();
    Split leaking = new LeaveOneOutSplitter().split(Ml1m.read(), 1);
    assertThat(leaking.audit().finding("test.newer-training").orElseThrow().text())
        .startsWith("99.9 % of the training interactions (987377, of 6039 users and 3704 items)")
        .endsWith("of one such interaction 44.5 % on average");
  }

  @Test
  void theStrongSplitReadsBackFromFiles(@TempDir Path folder) throws IOException {
    Split split = new StrongSplitter().split(Ml1m.read(), 1);
    Path written = SplitFiles.write(split, folder.resolve("split"), SplitLayout.VAE_CF);
    Split read = new FolderSplitter(written).split(Ml1m.read(), 1);
    assertThat(read.train().users()).isEqualTo(split.train().users());
    assertThat(read.train().items()).isEqualTo(split.train().items());
    assertThat(read.train().itemCounts()).isEqualTo(split.train().itemCounts());
    assertThat(Samples.pairs(read.test().foldIn())).isEqualTo(Samples.pairs(split.test().foldIn()));
    assertThat(Samples.pairs(read.test().foldOut()))
        .isEqualTo(Samples.pairs(split.test().foldOut()));
  }
}
