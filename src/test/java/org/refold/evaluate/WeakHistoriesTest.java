package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.model.baseline.Popularity;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.files.SplitFiles;
import org.refold.split.files.SplitLayout;
import org.refold.split.protocol.Splitters;

/**
 * On weak splits a model that learned something of each user can know the training interactions and
 * no others. So what models are given that fold histories in is the same, whatever the splitter.
 */
class WeakHistoriesTest {

  private static final Interactions DATA = everyThird(Samples.block(20, 30));

  /** Leaves each user ten items, and others that can be drawn as negatives. */
  private static Interactions everyThird(Interactions rows) {
    return rows.where(position -> position % 3 == 0);
  }

  /** All pairs of user and item, as texts, that a model was given; it prefers the first items. */
  private static class Listener implements FoldIn, RatingPredictor {

    final Set<String> given = new TreeSet<>();
    private final Vocabulary items;

    Listener(Split split) {
      this.items = split.train().items();
    }

    @Override
    public Recommender recommender() {
      return new Popularity(); // for its name in messages
    }

    @Override
    public Vocabulary items() {
      return items;
    }

    @Override
    public void save(ModelWriter file) {
      throw new AssertionError("an evaluation saves nothing");
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      for (int user = from; user < to; user++) {
        given.addAll(Samples.pairs(histories.rows(new int[] {user})));
        for (int item = 0; item < items.size(); item++) {
          scores[(user - from) * items.size() + item] = -item;
        }
      }
    }

    @Override
    public void predict(Interactions histories, Interactions pairs, float[] predictions) {
      assertThat(histories.users()).isEqualTo(pairs.users());
      given.addAll(Samples.pairs(histories));
    }
  }

  private static Set<String> trainingOf(Split split, Holdout holdout) {
    Set<String> pairs = new TreeSet<>();
    Interactions rows = holdout.foldOut();
    for (int user = 0; user < rows.userCount(); user++) {
      int trained = split.train().users().indexOf(rows.users().id(user));
      if (rows.count(user) > 0 && trained >= 0) {
        pairs.addAll(Samples.pairs(split.train().rows(new int[] {trained})));
      }
    }
    return pairs;
  }

  private static void assertGivenTheTrainingRows(Split split) {
    Listener ranked = new Listener(split);
    Evaluator.of("recall@3").evaluate(ranked, split.test());
    assertThat(ranked.given).isEqualTo(trainingOf(split, split.test()));
    if (split.test().foldOut().hasValues()) {
      Listener rated = new Listener(split);
      Evaluator.of("rmse").evaluate(rated, split.test());
      assertThat(rated.given).isEqualTo(trainingOf(split, split.test()));
    }
    split
        .validation()
        .ifPresent(
            validation -> {
              Listener validated = new Listener(split);
              Evaluator.of("recall@3").evaluate(validated, validation);
              assertThat(validated.given).isEqualTo(trainingOf(split, validation));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratings",
        "ratings:test=0.2,validation=0.2",
        "per-user",
        "per-user:validation=0.2",
        "per-user:order=time,validation=0.2,feedback=ratings",
        "leave-one-out",
        "leave-one-out:validation=none",
        "leave-one-out:negatives=2",
        "kfold",
        "kfold:k=4,fold=all,validation=0.2",
        "temporal",
        "temporal:test=0.2,validation=0.2",
        "temporal:test=0.2,validation=0.2,cold=keep,feedback=binary"
      })
  void modelsThatFoldInAreGivenTheTrainingRowsOfEverySplitter(String spec) {
    Splitters.parse(spec).folds(DATA, 3).forEach(WeakHistoriesTest::assertGivenTheTrainingRows);
  }

  @Test
  void soAreThoseOfSplitsFromFiles(@TempDir Path folder) {
    Split made = Splitters.parse("per-user:validation=0.2").split(DATA, 3);
    SplitFiles.write(made, folder.resolve("split"), SplitLayout.VAE_CF);
    Split read = Splitters.parse("dir:" + folder.resolve("split")).split(DATA, 3);
    assertThat(Samples.pairs(read.test().foldIn())).isEqualTo(Samples.pairs(made.test().foldIn()));
    assertGivenTheTrainingRows(read);
  }

  /** Validation items are no part of the answer, so they must not take up ranks. */
  @Test
  void interactionsOfTheValidationAreMaskedAllTheSame() {
    Split split = Splitters.parse("per-user:test=0.25,validation=0.5").split(DATA, 3);
    Interactions known = split.test().foldIn();
    assertThat(known.size()).isGreaterThan(split.test().histories().size());
    Listener knownFirst =
        new Listener(split) {
          @Override
          public void score(Interactions histories, int from, int to, float[] scores) {
            for (int user = from; user < to; user++) {
              for (int item = 0; item < known.itemCount(); item++) {
                boolean wanted = split.test().foldOut().contains(user, item);
                scores[(user - from) * known.itemCount() + item] =
                    known.contains(user, item) ? 2 : wanted ? 1 : 0;
              }
            }
          }
        };
    Evaluation evaluation = Evaluator.of("recall@3").evaluate(knownFirst, split.test());
    assertThat(evaluation.results().get(0).mean()).isEqualTo(1);
  }

  /** A model that knows its users and can fold in, too, is given no other histories. */
  @Test
  void modelsThatKnowTheirUsersAreGivenTheSame() {
    Split split = Splitters.parse("per-user:validation=0.2").split(DATA, 3);
    class Knowing extends Listener implements KnownUsers {
      Knowing() {
        super(split);
      }

      @Override
      public Interactions histories() {
        return split.train();
      }
    }
    Knowing knowing = new Knowing();
    Listener folding = new Listener(split);
    Evaluator.of("recall@3").evaluate(knowing, split.test());
    Evaluator.of("recall@3").evaluate(folding, split.test());
    assertThat(knowing.given).isEqualTo(folding.given);
  }

  /** Unless the split says that what was held out for validation is given in the test. */
  @Test
  void validationIsGivenInTheTestWhereTheSplitSaysSo() {
    Split split = Splitters.parse("leave-one-out:validation=given").split(DATA, 1);
    Listener tested = new Listener(split);
    Evaluator.of("recall@3").evaluate(tested, split.test());
    Set<String> known = trainingOf(split, split.test());
    Holdout validation = split.validation().orElseThrow();
    known.addAll(Samples.pairs(validation.foldOut()));
    assertThat(tested.given).isEqualTo(known);
    Listener validated = new Listener(split);
    Evaluator.of("recall@3").evaluate(validated, validation);
    assertThat(validated.given).isEqualTo(trainingOf(split, validation));
  }
}
