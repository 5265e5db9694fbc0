package org.refold.blend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingLog;
import org.refold.recommend.TrainingLog.Ending;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;

/** One fit of a blend: its members, one after the other, and then its weights. */
final class BlendFit {

  /** Scores of validation users take at most 1 GiB. */
  private static final long MOST_SCORES = 1L << 28;

  private final BlendRecommender who;
  private final Interactions train;
  private final Fitting fitting;
  private final Optional<Halves> halves;
  private final List<Fitted<? extends Model>> members = new ArrayList<>();

  BlendFit(BlendRecommender who, Interactions train, Fitting fitting) {
    this.who = who;
    this.train = train;
    this.fitting = fitting;
    this.halves =
        fitting
            .validation()
            .filter(any -> who.learner().learns())
            .map(v -> new Halves(who.name(), v));
  }

  Fitted<BlendModel> run() {
    try {
      for (Recommender part : who.parts()) {
        members.add(fitted(part));
      }
      ItemTraits traits =
          who.learner().readsTraits()
              ? ItemTraits.of(train, fitting.sideInformation())
              : ItemTraits.NONE;
      List<? extends Model> models = members.stream().map(Fitted::model).toList();
      ScoreColumns columns = new ScoreColumns(models, who.norm(), traits);
      return new Fitted<>(BlendModel.of(who, train, columns, mixture(columns)), log());
    } catch (RuntimeException | Error e) {
      members.forEach(Fitted::close);
      throw e;
    }
  }

  /**
   * Members have a file of their own for their state, and no listeners, which know one training.
   */
  private Fitted<? extends Model> fitted(Recommender part) {
    int number = members.size() + 1;
    TrainingControl control = fitting.control();
    TrainingControl own =
        new TrainingControl(
            List.of(),
            control.checkpoints().map(states -> states.within("member" + number)),
            control.stop());
    Optional<Validation> seen = halves.map(Halves::forEpochs).orElse(fitting.validation());
    try {
      return part.fit(train, fitting.withValidation(seen).withControl(own));
    } catch (BadInputException e) {
      throw new BadInputException(
          "%s, member %s: %s".formatted(who.name(), Spec.number(number), e.getMessage()), e);
    }
  }

  private Mixture mixture(ScoreColumns columns) {
    return switch (who.learner()) {
      case EQUAL -> WeightedSum.equal(members.size());
      case SIMPLEX -> validated(columns).bestOnSimplex(fitting);
      case LOGISTIC -> validated(columns).logistic(fitting);
      case XGBOOST -> validated(columns).trees(fitting.seed());
    };
  }

  /** Members that chose no epoch have not looked at their half, so that weights may. */
  private ValidationScores validated(ScoreColumns columns) {
    boolean unseen = members.stream().allMatch(member -> member.log().metric().isEmpty());
    long most = MOST_SCORES / ((long) columns.count() * train.itemCount());
    Holdout holdout = halves.orElseThrow().forWeights(unseen, Math.max(1, most));
    return new ValidationScores(who, columns, holdout);
  }

  /** Without epochs, but a training that was stopped says so. */
  private TrainingLog log() {
    boolean stopped = members.stream().anyMatch(member -> member.log().ending() == Ending.STOPPED);
    return stopped
        ? new TrainingLog(List.of(), 0, Optional.empty(), Ending.STOPPED)
        : TrainingLog.NONE;
  }
}
