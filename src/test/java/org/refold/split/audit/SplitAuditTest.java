package org.refold.split.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Holdout.Generalisation;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Prediction;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.Samples;
import org.refold.split.Selected;
import org.refold.split.Split;
import org.refold.split.WeakParts;
import org.refold.split.protocol.LeaveOneOutSplitter;
import org.refold.split.protocol.TemporalSplitter;

class SplitAuditTest {

  private static final Vocabulary ITEMS = Vocabulary.of(List.of("a", "b", "c", "d"));

  /** Rows of items by index, for users of these names; no values, no times. */
  private static Interactions rows(List<String> users, int[]... items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < items.length; user++) {
      for (int item : items[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(Vocabulary.of(users), ITEMS, Duplicates.KEEP);
  }

  private static int[] items(int... items) {
    return items;
  }

  private static final Interactions TRAIN = rows(List.of("t1", "t2"), items(0, 1), items(1, 2));

  private static Holdout strong(List<String> users, int[] in, int[] out) {
    return new Holdout(rows(users, in), rows(users, out), Generalisation.STRONG);
  }

  private static Split split(Holdout test) {
    return Split.of("by hand", 0, TRAIN, Optional.empty(), test);
  }

  private static double value(Split split, String check) {
    return split.audit().finding(check).orElseThrow().value();
  }

  @Test
  void aCleanSplitIsOk() {
    Split split = split(strong(List.of("x"), items(0), items(1)));
    assertThat(split.audit().level()).isEqualTo(SplitAudit.Level.OK);
    assertThat(split.audit().part("train")).contains(new SplitAudit.Part("train", 2, 3, 4));
    assertThat(split.audit().part("test.fold-out"))
        .contains(new SplitAudit.Part("test.fold-out", 1, 1, 1));
  }

  @Test
  void aPairInFoldInAndFoldOutIsRefused() {
    assertThatThrownBy(() -> split(strong(List.of("x"), items(0, 1), items(1))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("split 'by hand' is refused: 1 pairs of the test fold-out stand in");
  }

  @Test
  void aTrainingUserInAStrongTestIsRefused() {
    assertThatThrownBy(() -> split(strong(List.of("t2"), items(0), items(3))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 users of the test part stand in the training data");
  }

  @Test
  void anEmptyTestIsRefused() {
    assertThatThrownBy(() -> split(strong(List.of("x"), items(0), items())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the test fold-out part is empty");
  }

  @Test
  void anEmptyTrainingPartIsRefused() {
    Interactions none = rows(List.of("t1"), items());
    Holdout test = strong(List.of("x"), items(0), items(1));
    assertThatThrownBy(() -> Split.of("by hand", 0, none, Optional.empty(), test))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the train part is empty");
  }

  @Test
  void aWeakTestPairInTrainIsRefused() {
    Interactions out = rows(List.of("t1", "t2"), items(1), items());
    Interactions in = rows(List.of("t1", "t2"), items(0), items(1, 2));
    assertThatThrownBy(() -> split(new Holdout(in, out, Generalisation.WEAK)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 pairs of the test fold-out stand in the training data too");
  }

  @Test
  void aValidationUserInTheTestIsRefused() {
    Holdout validation = strong(List.of("x"), items(0), items(1));
    Holdout test = strong(List.of("x"), items(0), items(2));
    assertThatThrownBy(() -> Split.of("by hand", 0, TRAIN, Optional.of(validation), test))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 test users are validation users too");
  }

  @Test
  void aPositiveThatIsNoCandidateIsRefused() {
    Interactions out = rows(List.of("x"), items(1));
    Holdout test =
        new Holdout(
            rows(List.of("x"), items(0)),
            out,
            Generalisation.STRONG,
            Candidates.of(List.of(items(2, 3))));
    assertThatThrownBy(() -> split(test))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 interactions of the test fold-out are not among");
  }

  @Test
  void aNegativeFromTheHistoryIsAWarning() {
    Interactions in = rows(List.of("x"), items(0));
    Interactions out = rows(List.of("x"), items(1));
    Candidates candidates = Candidates.of(List.of(items(1, 0, 3)));
    Split split = split(new Holdout(in, out, Generalisation.STRONG, candidates));
    assertThat(split.audit().level()).isEqualTo(SplitAudit.Level.WARN);
    assertThat(value(split, "test.candidates-in-fold-in")).isEqualTo(1);
  }

  @Test
  void otherItemsThanInTrainingAreAMistakeOfTheCaller() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    builder.add(0, 0, 1, 0);
    Interactions other =
        builder.build(Vocabulary.of(List.of("x")), Vocabulary.of(List.of("z")), Duplicates.KEEP);
    assertThatThrownBy(() -> split(new Holdout(other, other, Generalisation.STRONG)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the 4 of the training data");
  }

  @Test
  void coldItemsColdUsersAndRepetitionsAreNotesWithNumbers() {
    List<String> users = List.of("x", "y", "z");
    Interactions in = rows(users, items(0, 0), items(), items(2));
    Interactions out = rows(users, items(3), items(1, 3), items());
    Split split = split(new Holdout(in, out, Generalisation.STRONG));
    assertThat(split.audit().level()).isEqualTo(SplitAudit.Level.NOTE);
    assertThat(value(split, "test.cold-items")).isEqualTo(1);
    assertThat(value(split, "test.cold-users")).isEqualTo(1);
    assertThat(value(split, "test.users-without-fold-out")).isEqualTo(1);
    assertThat(value(split, "test.repeated-pairs")).isEqualTo(1);
    assertThat(split.audit().finding("test.cold-items").orElseThrow().text())
        .isEqualTo(
            "1 items of the test fold-out (2 interactions) never occur in the training data");
  }

  @Test
  void repetitionInTheDataMakesASharedPairAWarning() {
    List<Samples.Line> lines =
        List.of(
            new Samples.Line("u", "a", 1, 0),
            new Samples.Line("u", "b", 1, 1),
            new Samples.Line("u", "a", 1, 2));
    Split split =
        new LeaveOneOutSplitter()
            .withValidation(LeaveOneOutSplitter.Validation.NONE)
            .split(Samples.build(lines, Duplicates.KEEP), 1);
    assertThat(split.audit().level()).isEqualTo(SplitAudit.Level.WARN);
    assertThat(split.audit().finding("test.pairs-in-fold-in").orElseThrow().text())
        .startsWith(
            "1 pairs of the test fold-out stand in the fold-in too, as the data repeat pairs")
        .contains("these cannot be hit")
        .contains("--repeats last");
  }

  @Test
  void anOrderThatLinesDecideIsNoted() {
    List<Samples.Line> lines =
        List.of(
            new Samples.Line("u", "a", 1, 1_000),
            new Samples.Line("u", "b", 1, 1_300),
            new Samples.Line("u", "c", 1, 1_300),
            new Samples.Line("v", "a", 1, 1_100),
            new Samples.Line("v", "b", 1, 1_000),
            new Samples.Line("v", "c", 1, 1_050));
    Split split =
        new LeaveOneOutSplitter()
            .withValidation(LeaveOneOutSplitter.Validation.NONE)
            .split(Samples.build(lines, Duplicates.KEEP), 1);
    assertThat(split.audit().finding("order").orElseThrow().text())
        .startsWith("1 users have their newest two interactions at one time, and ");
    assertThat(split.test().foldOut().items().id(split.test().foldOut().item(1))).isEqualTo("a");
  }

  @Test
  void leakageInTimeIsTheShareEarlierThanTheNewestTraining() {
    // each of 4 users has times 0 to 4: the newest 20 % at time 4, ties with no training at all
    Split temporal = new TemporalSplitter().withTest(0.2).split(Samples.block(4, 5), 1);
    assertThat(value(temporal, "test.earlier-than-train")).isZero();
    assertThat(value(temporal, "test.newer-training")).isZero();
    List<Samples.Line> lines =
        List.of(
            new Samples.Line("u", "a", 1, 0),
            new Samples.Line("u", "b", 1, 1),
            new Samples.Line("v", "a", 1, 5),
            new Samples.Line("v", "b", 1, 9));
    Split split =
        new LeaveOneOutSplitter()
            .withValidation(LeaveOneOutSplitter.Validation.NONE)
            .split(Samples.build(lines, Duplicates.KEEP), 1);
    // training is at 0 and 5, the test at 1 and 9; nobody's own history is newer
    assertThat(value(split, "test.earlier-than-train")).isEqualTo(0.5);
    assertThat(value(split, "test.earlier-than-history")).isZero();
    // 5 of v is newer than u's 1, and nothing than v's 9
    assertThat(value(split, "test.newer-training")).isEqualTo(0.5);
    assertThat(split.audit().finding("test.newer-training").orElseThrow().text())
        .isEqualTo(
            "50.0 % of the training interactions (1, of 1 users and 1 items) are newer than a test"
                + " interaction of another user; of one such interaction 25.0 % on average");
  }

  /** A user's own later interactions are not counted: the earliest of others is the bound. */
  @Test
  void theEarliestTestUserIsComparedWithTheNextEarliest() {
    Interactions train =
        Samples.build(
            List.of(
                new Samples.Line("u", "a", 1, 2),
                new Samples.Line("u", "b", 1, 4),
                new Samples.Line("v", "a", 1, 0),
                new Samples.Line("v", "b", 1, 2)),
            Duplicates.KEEP);
    Interactions known =
        Samples.build(
                List.of(new Samples.Line("u", "b", 1, 1), new Samples.Line("v", "a", 1, 3)),
                Duplicates.KEEP)
            .withItems(train.items());
    TimeLeak leak = TimeLeak.of(train, known);
    // u's 4 is newer than v's 3, v's 2 newer than u's 1; u's own 2 and 4 are no leak to u's 1
    assertThat(leak).isEqualTo(new TimeLeak(2, 2, 1, 0.5, (1 + 1) / 2.0 / 4));
  }

  @Test
  void nextItemsAreSaidAndAreAnotherSplit() {
    Holdout test = strong(List.of("x"), items(0), items(1, 2));
    Holdout next = test.withPrediction(Prediction.NEXT);
    assertThat(split(test).audit().finding("test.next-items")).isEmpty();
    assertThat(value(split(next), "test.next-items")).isEqualTo(2);
    assertThat(split(next).sha256()).isNotEqualTo(split(test).sha256());
  }

  @Test
  void whatIsLostWithoutAReasonIsRefused() {
    Interactions source = Samples.block(2, 3);
    Selected selected = new Selected(source.where(p -> p > 0), Origin.of(source));
    WeakParts parts = new WeakParts(selected);
    parts.toTest(0);
    assertThatThrownBy(() -> parts.split("lossy", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 of 6 interactions are in no part");
  }

  @Test
  void theMapIsJsonInAFixedOrder() throws JsonProcessingException {
    SplitAudit audit = split(strong(List.of("x"), items(0), items(1))).audit();
    Map<String, Object> map = audit.asMap();
    assertThat(map).containsOnlyKeys("level", "parts", "dropped", "checks");
    String json = new ObjectMapper().writeValueAsString(map);
    assertThat(json)
        .startsWith(
            "{\"level\":\"OK\",\"parts\":{\"train\":{\"users\":2,\"items\":3,\"interactions\":4}")
        .contains("\"test.users-in-train\":{\"level\":\"OK\",\"value\":0,\"text\":");
  }

  @Test
  void theLinesAreForReading() {
    Split split = split(strong(List.of("x"), items(0), items(1)));
    assertThat(split.audit().lines().get(0)).matches("train +2 users +3 items +4 interactions");
    assertThat(split.toString())
        .startsWith("by hand (seed 0)")
        .contains("OK     test.cold-items: 0 items");
  }

  @Test
  void theHashIsOfTheContentOnly() {
    Holdout test = strong(List.of("x"), items(0), items(1));
    String hash = split(test).sha256();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(Split.of("other", 9, TRAIN, Optional.empty(), test).sha256()).isEqualTo(hash);
    assertThat(split(strong(List.of("x"), items(1), items(0))).sha256()).isNotEqualTo(hash);
    Candidates some = Candidates.of(List.of(items(1, 2)));
    Holdout ranked = new Holdout(test.foldIn(), test.foldOut(), test.users(), some);
    assertThat(split(ranked).sha256()).isNotEqualTo(hash);
  }
}
