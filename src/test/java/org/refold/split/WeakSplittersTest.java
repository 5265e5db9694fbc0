package org.refold.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Prediction;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.audit.RowCounts;
import org.refold.split.audit.SplitAudit;
import org.refold.split.protocol.CandidateSampler;
import org.refold.split.protocol.KFoldSplitter;
import org.refold.split.protocol.LeaveOneOutSplitter;
import org.refold.split.protocol.Order;
import org.refold.split.protocol.PerUserSplitter;
import org.refold.split.protocol.RatingSplitter;
import org.refold.split.protocol.Splitters;
import org.refold.split.protocol.TemporalSplitter;
import org.refold.split.protocol.TemporalSplitter.Cold;

class WeakSplittersTest {

  @Provide
  Arbitrary<Interactions> data() {
    return Arbitraries.oneOf(Samples.data(), Samples.denseData());
  }

  @Provide
  Arbitrary<Splitter> splitters() {
    Arbitrary<Double> share = Arbitraries.doubles().between(0.05, 0.9).ofScale(2);
    Arbitrary<Double> validation = Arbitraries.doubles().between(0, 0.9).ofScale(2);
    return Arbitraries.oneOf(
        Combinators.combine(share, validation).as(RatingSplitter::new),
        Combinators.combine(
                share, validation, Arbitraries.of(Order.class), Arbitraries.of(Feedback.class))
            .as((a, b, c, d) -> new PerUserSplitter(a, b, c, Prediction.REST, d, Selection.ALL)),
        Combinators.combine(Arbitraries.integers().between(2, 5), validation)
            .as((k, v) -> new KFoldSplitter(k, 1, v)),
        Combinators.combine(share, validation)
            .as(
                (a, b) ->
                    new TemporalSplitter(
                        a, b, Cold.KEEP, Prediction.REST, Feedback.RATINGS, Selection.ALL)),
        Arbitraries.of(LeaveOneOutSplitter.Validation.class)
            .map(v -> new LeaveOneOutSplitter().withValidation(v)));
  }

  /** Empty where a part would be empty, which is refused. */
  private static Optional<Split> trySplit(Splitter splitter, Interactions data, long seed) {
    try {
      return Optional.of(splitter.split(data, seed));
    } catch (BadInputException e) {
      assertThat(e).hasMessageContaining("is empty");
      return Optional.empty();
    }
  }

  /** Discards data that cannot be split; too many of them, and the property fails. */
  private static Split split(Splitter splitter, Interactions data, long seed) {
    Optional<Split> split = trySplit(splitter, data, seed);
    Assume.that(split.isPresent());
    return split.orElseThrow();
  }

  @Property(tries = 200)
  void trainValidationAndTestAreTheWholeAndShareNothing(
      @ForAll("splitters") Splitter splitter,
      @ForAll("data") Interactions data,
      @ForAll long seed) {
    Split split = split(splitter, data, seed);
    List<String> all = new ArrayList<>(Samples.pairs(split.train()));
    split.validation().ifPresent(part -> all.addAll(Samples.pairs(part.foldOut())));
    assertThat(Samples.pairs(split.test().foldIn())).containsExactlyInAnyOrderElementsOf(all);
    all.addAll(Samples.pairs(split.test().foldOut()));
    Collections.sort(all);
    assertThat(all).isEqualTo(Samples.pairs(data)).doesNotHaveDuplicates();
    assertThat(split.train().users()).isEqualTo(data.users());
    assertThat(split.train().items()).isEqualTo(data.items());
  }

  @Property(tries = 200)
  void theSplitFollowsFromSeedAndContent(
      @ForAll("splitters") Splitter splitter,
      @ForAll("data") Interactions data,
      @ForAll long seed) {
    Split split = split(splitter, data, seed);
    assertThat(splitter.split(data, seed).sha256()).isEqualTo(split.sha256());
  }

  @Property(tries = 100)
  void randomChoicesDoNotDependOnTheOrderOfLines(
      @ForAll("data") Interactions data, @ForAll long seed) {
    List<Splitter> random =
        List.of(new RatingSplitter(0.3, 0.2), new PerUserSplitter(), new KFoldSplitter(3, 2, 0.1));
    for (Splitter splitter : random) {
      Split split = split(splitter, data, seed);
      Split other = splitter.split(Samples.reordered(data, seed), seed);
      assertThat(Samples.pairs(other.train())).isEqualTo(Samples.pairs(split.train()));
      assertThat(Samples.pairs(other.test().foldOut()))
          .isEqualTo(Samples.pairs(split.test().foldOut()));
    }
  }

  @Property(tries = 100)
  void aUsersTestDoesNotDependOnOtherUsers(@ForAll("data") Interactions data, @ForAll long seed) {
    Optional<Split> whole = trySplit(new PerUserSplitter(), data, seed);
    for (int user = 0; user < data.userCount(); user++) {
      Interactions alone = data.rows(new int[] {user}).compact();
      Optional<Split> part = trySplit(new PerUserSplitter(), alone, seed);
      String prefix = data.users().id(user) + "/";
      if (part.isPresent()) {
        assertThat(Samples.pairs(whole.orElseThrow().test().foldOut()))
            .filteredOn(pair -> pair.startsWith(prefix))
            .isEqualTo(Samples.pairs(part.get().test().foldOut()));
      }
    }
  }

  @Property(tries = 100)
  void theSharesOfARatingSplitAreExact(@ForAll("data") Interactions data, @ForAll long seed) {
    int tests = 3 * data.size() / 10;
    int validations = (data.size() - tests) / 5;
    Split split = split(new RatingSplitter(0.3, 0.2), data, seed);
    assertThat(split.test().foldOut().size()).isEqualTo(tests);
    assertThat(split.validation().map(part -> part.foldOut().size()).orElse(0))
        .isEqualTo(validations);
    assertThat(split.train().hasValues()).isTrue();
  }

  @Property(tries = 100)
  void foldsArePartsOfTheWhole(@ForAll("data") Interactions data, @ForAll long seed) {
    if (data.size() < 3) {
      return;
    }
    List<Split> folds = new KFoldSplitter().withK(3).folds(data, seed);
    List<String> all = new ArrayList<>();
    for (Split fold : folds) {
      all.addAll(Samples.pairs(fold.test().foldOut()));
      assertThat(fold.test().foldOut().size()).isBetween(data.size() / 3, data.size() / 3 + 1);
    }
    Collections.sort(all);
    assertThat(folds).hasSize(3);
    assertThat(all).isEqualTo(Samples.pairs(data));
  }

  @Property(tries = 200)
  void ofEachUserFourFifthsRoundedDownStayForTraining(
      @ForAll("data") Interactions data, @ForAll Order order, @ForAll long seed) {
    Split split = split(new PerUserSplitter().withOrder(order), data, seed);
    for (int user = 0; user < data.userCount(); user++) {
      assertThat(split.train().count(user)).isEqualTo(Math.max(1, 4 * data.count(user) / 5));
    }
  }

  @Property(tries = 200)
  void theNewestIsHeldOut(@ForAll("data") Interactions data, @ForAll long seed) {
    List<Splitter> ordered =
        List.of(
            new PerUserSplitter().withOrder(Order.TIME).withValidation(0.3),
            new LeaveOneOutSplitter());
    for (Splitter splitter : ordered) {
      Split split = split(splitter, data, seed);
      split.validation().ifPresent(WeakSplittersTest::requireNewestHeldOut);
      requireNewestHeldOut(split.test());
    }
  }

  private static void requireNewestHeldOut(Holdout holdout) {
    Interactions in = holdout.foldIn();
    Interactions out = holdout.foldOut();
    for (int user = 0; user < in.userCount(); user++) {
      if (out.count(user) > 0 && in.count(user) > 0) {
        assertThat(out.time(out.start(user))).isGreaterThanOrEqualTo(in.time(in.end(user) - 1));
      }
    }
  }

  @Property(tries = 200)
  void noTrainingInteractionIsNewerThanATestInteraction(@ForAll("data") Interactions data) {
    Split split = split(new TemporalSplitter().withTest(0.3).withValidation(0.3), data, 1);
    long newestTrain = RowCounts.newest(split.train());
    assertThat(RowCounts.countEarlier(split.test().foldOut(), newestTrain + 1)).isZero();
    split
        .validation()
        .ifPresent(
            part -> {
              long newest = RowCounts.newest(part.foldOut());
              assertThat(RowCounts.countEarlier(part.foldOut(), newestTrain + 1)).isZero();
              assertThat(RowCounts.countEarlier(split.test().foldOut(), newest + 1)).isZero();
            });
    assertThat(split.audit().finding("test.cold-users").orElseThrow().value()).isZero();
    assertThat(split.audit().finding("test.cold-items").orElseThrow().value()).isZero();
    assertThat(split.audit().finding("test.earlier-than-train").orElseThrow().level())
        .isEqualTo(SplitAudit.Level.OK);
  }

  /** An item is predicted from all before it: what was held out for validation is read, too. */
  @Property(tries = 50)
  void historiesOfNextItemsHaveNoHole(@ForAll("data") Interactions data) {
    TemporalSplitter splitter = new TemporalSplitter().withTest(0.3).withValidation(0.3);
    Split rest = split(splitter, data, 1);
    assertThat(rest.test().histories().sha256()).isEqualTo(rest.train().sha256());
    Holdout next = split(splitter.withPrediction(Prediction.NEXT), data, 1).test();
    assertThat(next.histories().sha256()).isEqualTo(next.foldIn().sha256());
  }

  @Test
  void shortUsersKeepAllForTraining() {
    List<Samples.Line> lines = new ArrayList<>();
    for (int user = 1; user <= 4; user++) {
      for (int k = 0; k < user; k++) {
        lines.add(new Samples.Line("u" + user, "i" + k, 5, k));
      }
    }
    Interactions data = Samples.build(lines, Duplicates.LAST_WINS);
    Split split = new LeaveOneOutSplitter().split(data, 1);
    assertThat(Samples.pairs(split.test().foldOut())).containsExactly("u3/i2", "u4/i3");
    assertThat(Samples.pairs(split.validation().orElseThrow().foldOut()))
        .containsExactly("u3/i1", "u4/i2");
    assertThat(split.audit().finding("test.users-without-fold-out").orElseThrow().value())
        .isEqualTo(2);
  }

  @Property(tries = 100)
  void negativesAreDifferentAndUnseen(
      @ForAll("data") Interactions data, @ForAll Negatives.Sampling sampling, @ForAll long seed) {
    Splitter splitter =
        new LeaveOneOutSplitter()
            .withValidation(LeaveOneOutSplitter.Validation.NONE)
            .withNegatives(new Negatives.Sampled(2, sampling));
    try {
      Split split = splitter.split(data, seed);
      Candidates candidates = split.test().candidates();
      assertThat(candidates).isNotNull();
      for (int user = 0; user < data.userCount(); user++) {
        int[] list = candidates.of(user);
        assertThat(list).hasSize(split.test().foldOut().count(user) == 0 ? 0 : 3);
        for (int k = 1; k < list.length; k++) {
          assertThat(data.contains(user, list[k])).isFalse();
        }
        if (list.length > 0) {
          assertThat(list[0]).isEqualTo(data.item(data.end(user) - 1));
        }
      }
    } catch (BadInputException e) {
      assertThat(e).hasMessageMatching("(?s).*(is empty|cannot be drawn for user).*");
    }
  }

  @Test
  void popularItemsAreDrawnMoreOftenAsNegatives() {
    // i0 has 40 users, i1 has 10; u-new has neither
    List<Samples.Line> lines = new ArrayList<>();
    for (int user = 0; user < 40; user++) {
      lines.add(new Samples.Line("u" + user, "i0", 5, 0));
      if (user < 10) {
        lines.add(new Samples.Line("u" + user, "i1", 5, 1));
      }
    }
    lines.add(new Samples.Line("new", "i2", 5, 0));
    lines.add(new Samples.Line("new", "i3", 5, 1));
    Interactions data = Samples.build(lines, Duplicates.LAST_WINS);
    Interactions held = data.where(p -> p == data.size() - 1);
    CandidateSampler sampler =
        new CandidateSampler(data, new Negatives.Sampled(1, Negatives.Sampling.POPULARITY));
    int popular = 0;
    for (int seed = 0; seed < 1000; seed++) {
      int[] list = sampler.draw(held, seed, "test").of(data.users().indexOf("new"));
      popular += data.items().id(list[1]).equals("i0") ? 1 : 0;
    }
    // 40 of 50, with a standard deviation of 13
    assertThat(popular).isBetween(740, 860);
  }

  @Test
  void tooFewItemsForNegativesAreRefused() {
    assertThatThrownBy(
            () -> Splitters.parse("leave-one-out:negatives=99").split(Samples.block(3, 5), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("negatives=99 cannot be drawn for user 'u0'");
  }

  @Test
  void aTemporalSplitNeedsTimes() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    builder.add(0, 0, 1, 0);
    Interactions data =
        builder.build(Vocabulary.ofNumbers(1), Vocabulary.ofNumbers(1), Duplicates.KEEP);
    assertThatThrownBy(() -> new TemporalSplitter().split(data, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("needs times");
  }

  @Test
  void whatIsColdGoesAndIsCounted() {
    List<Samples.Line> lines =
        List.of(
            new Samples.Line("old", "i0", 5, 0),
            new Samples.Line("old", "i1", 5, 1),
            new Samples.Line("old", "i2", 5, 10),
            new Samples.Line("other", "i1", 5, 2),
            new Samples.Line("other", "i0", 5, 11),
            new Samples.Line("cold", "i0", 5, 12));
    Interactions data = Samples.build(lines, Duplicates.LAST_WINS);
    TemporalSplitter splitter = new TemporalSplitter().withTest(0.5);
    Split split = splitter.split(data, 1);
    assertThat(Samples.pairs(split.test().foldOut())).containsExactly("other/i0");
    assertThat(split.audit().dropped())
        .containsExactly(
            new SplitAudit.Dropped("users without training data", 1, 1),
            new SplitAudit.Dropped("items without training data", 0, 1));
    assertThat(split.audit().finding("items-dropped").orElseThrow().value()).isEqualTo(1);
    Split next = splitter.withPrediction(Prediction.NEXT).split(data, 1);
    assertThat(next.test().prediction()).isEqualTo(Prediction.NEXT);
    Split kept = splitter.withCold(Cold.KEEP).split(data, 1);
    assertThat(kept.test().foldOut().size()).isEqualTo(3);
    assertThat(kept.audit().finding("test.cold-users").orElseThrow().value()).isEqualTo(1);
    assertThat(kept.audit().finding("test.cold-items").orElseThrow().value()).isEqualTo(1);
    assertThatThrownBy(() -> splitter.withTest(0.17).split(data, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("fold-out part is empty")
        .hasMessageContaining("left out: 1 interactions (users without training data)");
  }

  @Test
  void copiesOfARepeatedPairStayTogether() {
    List<Samples.Line> lines = new ArrayList<>();
    for (int k = 0; k < 60; k++) {
      lines.add(new Samples.Line("u" + k % 3, "i" + k % 10, 5, k));
    }
    Interactions data = Samples.build(lines, Duplicates.KEEP);
    for (long seed = 0; seed < 20; seed++) {
      Split split = new RatingSplitter().withTest(0.4).split(data, seed);
      assertThat(split.audit().finding("test.pairs-in-train").orElseThrow().value()).isZero();
    }
  }
}
