package org.refold.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.settings.Notes;

class BlendFitTest {

  private static final int ITEMS = 60;
  private static final int USERS = 80;
  private static final int HELD_OUT = 10;
  private static final int HISTORY = 5;

  private final Spy first = new Spy("first", false);
  private final Spy second = new Spy("second", false);

  record SomeBlend(String name, ScoreNorm norm, Learner learner, List<Recommender> parts)
      implements BlendRecommender {
    SomeBlend(Learner learner, Recommender... parts) {
      this("blend", ScoreNorm.Z, learner, List.of(parts));
    }
  }

  private static Vocabulary ids(String prefix, int size) {
    return Vocabulary.of(IntStream.range(0, size).mapToObj(k -> prefix + k).toList());
  }

  private static final Vocabulary CATALOGUE = ids("item-", ITEMS);

  private static Interactions rows(Vocabulary users, int from, int to, int[][] items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < users.size(); user++) {
      for (int k = from; k < Math.min(to, items[user].length); k++) {
        builder.add(user, items[user][k], 1, 0);
      }
    }
    return builder.build(users, CATALOGUE, InteractionsBuilder.Duplicates.KEEP);
  }

  private static final Interactions TRAIN =
      rows(ids("train-", 1), 0, ITEMS, new int[][] {{0, 1, 2}});

  /** Each user's fold-out are the best items by some score, the fold-in the worst. */
  private static Holdout wanted(int users, ToDoubleBiFunction<String, Integer> score) {
    Vocabulary names = ids("validation-", users);
    int[][] ranked =
        names.ids().stream()
            .map(
                user ->
                    IntStream.range(0, ITEMS)
                        .boxed()
                        .sorted((a, b) -> Double.compare(of(score, user, b), of(score, user, a)))
                        .mapToInt(item -> item)
                        .toArray())
            .toArray(int[][]::new);
    return new Holdout(
        rows(names, ITEMS - HISTORY, ITEMS, ranked),
        rows(names, 0, HELD_OUT, ranked),
        Holdout.Generalisation.STRONG);
  }

  private static double of(ToDoubleBiFunction<String, Integer> score, String user, int item) {
    return score.applyAsDouble(user, item);
  }

  private Holdout planted(double ofFirst) {
    return wanted(
        USERS, (u, i) -> ofFirst * first.score(u, i) + (1 - ofFirst) * second.score(u, i));
  }

  private static List<Double> weights(BlendModel model) {
    return model.weights().stream().map(BlendModel.Weight::value).toList();
  }

  @Test
  void thePlantedMixtureIsFound() {
    Holdout validation = planted(0.7);
    Notes notes = new Notes();
    Fitting fitting = Fitting.withSeed(1).withValidation(validation).withProgress(notes);
    Recommender blend = new SomeBlend(Learner.SIMPLEX, first, second);
    BlendModel model = (BlendModel) blend.fit(TRAIN, fitting).model();
    assertThat(weights(model).get(0)).isCloseTo(0.7, within(0.06));
    assertThat(model.toString()).matches("blend of first 0\\.\\d{3}, second 0\\.\\d{3}");
    assertThat(notes.lines())
        .singleElement()
        .asString()
        .startsWith(model + ": ndcg@100 0.9")
        .contains(" on 80 validation users, first alone 0.");
    assertThat(ndcg(model, validation)).isGreaterThan(0.95);
    for (Spy part : List.of(first, second)) {
      try (Fitted<? extends Model> alone = part.fit(TRAIN, fitting)) {
        assertThat(ndcg(alone.model(), validation)).isLessThan(ndcg(model, validation) - 0.02);
      }
    }
  }

  private static double ndcg(Model model, Holdout holdout) {
    return Evaluator.of("ndcg@10").evaluate(model, holdout).metric("ndcg@10").mean();
  }

  /** What ranks by one member alone is to be left alone, and a member that is noise left out. */
  @ParameterizedTest
  @EnumSource(names = {"SIMPLEX", "LOGISTIC"})
  void whatTellsNothingWeighsNothing(Learner learner) {
    Fitting fitting = Fitting.withSeed(1).withValidation(planted(0));
    BlendModel model =
        (BlendModel) new SomeBlend(learner, first, second).fit(TRAIN, fitting).model();
    assertThat(Math.abs(weights(model).get(0))).isLessThan(0.15 * weights(model).get(1));
  }

  @Test
  void treesLearnTheMixtureToo() {
    Fitting fitting = Fitting.withSeed(1).withValidation(planted(0.5));
    BlendModel model =
        (BlendModel) new SomeBlend(Learner.XGBOOST, first, second).fit(TRAIN, fitting).model();
    Interactions others = rows(ids("other-", 20), 0, 0, new int[20][0]);
    Mean best = new Mean();
    Mean worst = new Mean();
    for (int user = 0; user < 20; user++) {
      float[] scores = model.scores(others, user);
      for (int item = 0; item < ITEMS; item++) {
        String id = others.users().id(user);
        double both = first.score(id, item) + second.score(id, item);
        if (both > 1.4 || both < 1) {
          (both > 1.4 ? best : worst).increment(scores[item]);
        }
      }
    }
    assertThat(best.getResult()).isGreaterThan(0.5);
    assertThat(worst.getResult()).isLessThan(0.1);
    assertThat(model.weights()).isEmpty();
    model.close();
    model.close();
  }

  @ParameterizedTest
  @EnumSource
  void oneMemberRanksAsIfAlone(ScoreNorm norm) {
    Fitting fitting = Fitting.withSeed(1).withValidation(planted(0));
    for (Learner learner : List.of(Learner.EQUAL, Learner.SIMPLEX)) {
      SomeBlend blend = new SomeBlend("blend", norm, learner, List.of(first));
      Interactions asked = fitting.validation().orElseThrow().holdout().foldIn();
      try (Fitted<? extends BlendModel> fitted = blend.fit(TRAIN, fitting);
          Fitted<? extends Model> alone = first.fit(TRAIN, fitting)) {
        assertThat(fitted.model().scores(asked, 3)).isEqualTo(alone.model().scores(asked, 3));
      }
    }
  }

  /**
   * Nothing of a user whom weights are learned on reaches a member, neither in training nor else.
   */
  @Test
  void membersNeverSeeWhatWeightsAreLearnedOn() {
    Spy network = new Spy("network", true);
    Holdout validation = planted(0.5);
    Notes notes = new Notes();
    Fitting fitting = Fitting.withSeed(1).withValidation(validation).withProgress(notes);
    new SomeBlend(Learner.SIMPLEX, first, network).fit(TRAIN, fitting).close();
    assertThat(notes.lines().get(0)).contains(" on 40 validation users, ");
    Set<String> seen = new HashSet<>();
    for (Spy member : List.of(first, network)) {
      assertThat(member.given()).hasSize(1);
      assertThat(member.given().get(0).train()).isSameAs(TRAIN);
      seen.addAll(
          member
              .given()
              .get(0)
              .fitting()
              .validation()
              .orElseThrow()
              .holdout()
              .foldOut()
              .users()
              .ids());
    }
    Halves halves = new Halves("blend", fitting.validation().orElseThrow());
    List<String> learnedOn = halves.forWeights(false, 1000).foldOut().users().ids();
    assertThat(seen).hasSize(USERS / 2).doesNotContainAnyElementsOf(learnedOn);
    assertThat(learnedOn).hasSize(USERS / 2);
    assertThat(halves.forWeights(true, 1000).foldOut().users().ids())
        .as("where no member has looked")
        .hasSize(USERS)
        .containsAll(learnedOn);
    assertThat(halves.forWeights(false, 7).foldOut().users().ids())
        .isEqualTo(learnedOn.subList(0, 7));
  }

  @Test
  void halvesGoByRawIdsAndNotByTheirOrder() {
    Holdout validation = planted(0.5);
    Holdout reversed = validation.rows(IntStream.range(0, USERS).map(k -> USERS - 1 - k).toArray());
    List<Set<String>> halves = new ArrayList<>();
    for (Holdout each : List.of(validation, reversed)) {
      Fitting fitting = Fitting.withSeed(halves.size()).withValidation(each);
      Halves cut = new Halves("blend", fitting.validation().orElseThrow());
      halves.add(new HashSet<>(cut.forWeights(false, 1000).foldIn().users().ids()));
    }
    assertThat(halves.get(0)).isEqualTo(halves.get(1));
  }

  @Test
  void withoutValidationDataItIsSaidWhatToDo() {
    for (Learner learner : List.of(Learner.SIMPLEX, Learner.LOGISTIC, Learner.XGBOOST)) {
      assertThatThrownBy(() -> new SomeBlend(learner, first).fit(TRAIN, Fitting.withSeed(1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll("validation data", "split", "learner=equal");
    }
    assertThat(first.given()).as("fits before the refusal").isEmpty();
    Fitting one = Fitting.withSeed(1).withValidation(wanted(1, first::score));
    assertThatThrownBy(() -> new SomeBlend(Learner.SIMPLEX, first).fit(TRAIN, one))
        .hasMessageContaining("1 of them have a held-out item");
    try (Fitted<? extends BlendModel> equal =
        new SomeBlend(Learner.EQUAL, first, second).fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(weights(equal.model())).containsExactly(0.5, 0.5);
      assertThat(equal.model()).hasToString("blend of first 0.500, second 0.500");
    }
  }

  @Test
  void membersKeepTheirStateApartAndAreStoppedTogether() {
    Checkpoints state = new Checkpoints(Path.of("state"), Duration.ofSeconds(3));
    StopSignal stop = new StopSignal();
    TrainingControl control = TrainingControl.none().withCheckpoints(state).withStop(stop);
    Fitting fitting = Fitting.withSeed(1).withControl(control);
    Recommender blend = new SomeBlend(Learner.EQUAL, first, second);
    assertThat(blend.fit(TRAIN, fitting).log()).isEqualTo(TrainingLog.NONE);
    assertThat(List.of(kept(first), kept(second)))
        .containsExactly(
            new Checkpoints(Path.of("state.member1"), Duration.ofSeconds(3)),
            new Checkpoints(Path.of("state.member2"), Duration.ofSeconds(3)));
    stop.request();
    assertThat(blend.fit(TRAIN, fitting).log().ending()).isEqualTo(TrainingLog.Ending.STOPPED);
  }

  private static Checkpoints kept(Spy member) {
    return member.given().get(0).fitting().control().checkpoints().orElseThrow();
  }

  @Test
  void aMemberThatKnowsItsUsersAloneMakesABlendThatDoes() {
    Spy known = new Spy("known", false, false, new ArrayList<>());
    try (Fitted<? extends BlendModel> fitted =
        new SomeBlend(Learner.EQUAL, first, known).fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(fitted.model()).isInstanceOf(KnownUsers.class).isNotInstanceOf(FoldIn.class);
      assertThat(((KnownUsers) fitted.model()).users()).isEqualTo(TRAIN.users());
    }
    try (Fitted<? extends BlendModel> fitted =
        new SomeBlend(Learner.EQUAL, first, second).fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(fitted.model()).isInstanceOf(FoldIn.class).isNotInstanceOf(KnownUsers.class);
    }
  }
}
