package org.refold.split.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.split.Amount;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.Splitter;

class UserKFoldSplitterTest {

  private static final Interactions DATA = Samples.block(43, 10);

  private static final UserKFoldSplitter FIVE =
      new UserKFoldSplitter()
          .withK(5)
          .withSelection(new StrongSplitter().withThreshold(0).selection());

  @Test
  void eachUserIsTestedOnce() {
    List<String> tested = new ArrayList<>();
    for (Split fold : FIVE.folds(DATA, 7)) {
      tested.addAll(fold.test().foldIn().users().ids());
      assertThat(fold.test().foldIn().userCount()).isBetween(8, 9);
    }
    assertThat(tested).containsExactlyInAnyOrderElementsOf(DATA.users().ids());
  }

  @Test
  void trainingValidationAndTestUsersOfAFoldAreAllUsersAndShareNone() {
    for (Split fold : FIVE.folds(DATA, 7)) {
      Interactions validation = fold.validation().orElseThrow().foldIn();
      assertThat(validation.userCount()).isEqualTo(4); // a tenth of 43
      List<String> users = new ArrayList<>(fold.train().users().ids());
      users.addAll(validation.users().ids());
      users.addAll(fold.test().foldIn().users().ids());
      assertThat(users).containsExactlyInAnyOrderElementsOf(DATA.users().ids());
    }
  }

  @Test
  void withoutValidationAllOtherUsersAreTrainedOn() {
    for (Split fold : FIVE.withValidation(Optional.empty()).folds(DATA, 7)) {
      assertThat(fold.validation()).isEmpty();
      assertThat(fold.train().userCount() + fold.test().foldIn().userCount()).isEqualTo(43);
    }
  }

  @Test
  void aUserFoldsOutTheSameAsInAStrongSplitOfThatSeed() {
    Split strong = new StrongSplitter().withThreshold(0).withHeldout(8).split(DATA, 7);
    TreeSet<String> folded = new TreeSet<>();
    FIVE.folds(DATA, 7).forEach(fold -> folded.addAll(Samples.pairs(fold.test().foldOut())));
    assertThat(folded).containsAll(Samples.pairs(strong.test().foldOut()));
  }

  @Test
  void foldsFollowFromSeedAndContentNotFromTheOrderOfLines() {
    Splitter second = FIVE.parts().get(1);
    Split split = second.split(DATA, 3);
    Split reordered = second.split(Samples.reordered(DATA, 5), 3);
    assertThat(Samples.pairs(reordered.test().foldOut()))
        .isEqualTo(Samples.pairs(split.test().foldOut()));
    assertThat(Samples.pairs(second.split(DATA, 4).test().foldOut()))
        .isNotEqualTo(Samples.pairs(split.test().foldOut()));
  }

  @Test
  void foldsThatLeaveNoUserToTrainOnAreRefusedWithTheNumbers() {
    UserKFoldSplitter greedy = FIVE.withK(2).withValidation(Optional.of(new Amount(30)));
    assertThatThrownBy(() -> greedy.split(DATA, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("validation=30 take 21 users for the test and 30 for validation")
        .hasMessageContaining("there are 43");
    assertThatThrownBy(() -> FIVE.withK(50).split(DATA, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("take 0 users for the test");
  }
}
