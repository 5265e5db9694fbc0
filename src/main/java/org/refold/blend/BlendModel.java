package org.refold.blend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * A fitted blend. It folds in if all of its members do; otherwise it knows the users of its
 * training data. A blend in which one member alone weighs anything gives that member's own scores.
 */
public abstract class BlendModel implements Model {

  /**
   * What a column weighs.
   *
   * @param of the name of a member, or what else the learner reads
   * @param value how much
   */
  public record Weight(String of, double value) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.3f", of, value);
    }
  }

  private final Recommender recommender;
  private final Vocabulary items;
  private final ScoreColumns columns;
  private final Mixture mixture;

  private BlendModel(
      Recommender recommender, Vocabulary items, ScoreColumns columns, Mixture mixture) {
    this.recommender = recommender;
    this.items = items;
    this.columns = columns;
    this.mixture = mixture;
  }

  /** One whose members all fold in. */
  private static final class Folding extends BlendModel implements FoldIn {
    Folding(Recommender recommender, Vocabulary items, ScoreColumns columns, Mixture mixture) {
      super(recommender, items, columns, mixture);
    }
  }

  /** One with a member that scores the users of its training data alone. */
  private static final class Known extends BlendModel implements KnownUsers {
    private final Interactions histories;

    Known(Recommender recommender, Interactions histories, ScoreColumns columns, Mixture mixture) {
      super(recommender, histories.items(), columns, mixture);
      this.histories = histories;
    }

    @Override
    public Interactions histories() {
      return histories;
    }

    @Override
    public void save(ModelWriter file) {
      super.save(file);
      file.histories(histories);
    }
  }

  /** The type of the models of members that all fold in, or do not. */
  static Class<? extends BlendModel> type(boolean foldsIn) {
    return foldsIn ? Folding.class : Known.class;
  }

  private static boolean foldsIn(ScoreColumns columns) {
    return columns.members().stream().allMatch(FoldIn.class::isInstance);
  }

  static BlendModel of(
      Recommender recommender, Interactions train, ScoreColumns columns, Mixture mixture) {
    return foldsIn(columns)
        ? new Folding(recommender, train.items(), columns, mixture)
        : new Known(recommender, train.withoutValues(), columns, mixture);
  }

  static BlendModel load(BlendRecommender recommender, ModelReader file) throws IOException {
    List<Model> members = new ArrayList<>();
    for (Recommender part : recommender.parts()) {
      members.add(part.load(file.within(part(members.size()))));
    }
    ItemTraits traits = ItemTraits.load(file);
    ScoreColumns columns = new ScoreColumns(members, recommender.norm(), traits);
    Mixture mixture =
        recommender.learner() == Learner.XGBOOST
            ? Trees.load(file)
            : new WeightedSum(file.floats(WeightedSum.WEIGHTS, columns.count()));
    return foldsIn(columns)
        ? new Folding(recommender, file.items(), columns, mixture)
        : new Known(recommender, file.histories(), columns, mixture);
  }

  private static String part(int member) {
    return "member" + (member + 1) + ".";
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  /** The fitted members, in their order, which are closed with the blend. */
  public List<? extends Model> members() {
    return columns.members();
  }

  /**
   * What the members weigh, in their order, and after them what else the learner reads; none if it
   * is made of trees. Weights are of scores on the scale of the blend.
   */
  public List<Weight> weights() {
    return weights(columns.names(), mixture);
  }

  private static List<Weight> weights(List<String> names, Mixture mixture) {
    float[] values = mixture.weights();
    return IntStream.range(0, values.length)
        .mapToObj(column -> new Weight(names.get(column), values[column]))
        .toList();
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    int only = mixture instanceof WeightedSum sum ? sum.only() : -1;
    if (only >= 0 && only < members().size()) {
      members().get(only).score(histories, from, to, scores);
      return;
    }
    columns.forEach(
        histories, from, to, (row, all) -> mixture.mix(all, scores, (row - from) * items.size()));
  }

  @Override
  public void save(ModelWriter file) {
    for (int member = 0; member < members().size(); member++) {
      members().get(member).save(file.within(part(member)));
    }
    columns.traits().save(file);
    mixture.save(file);
  }

  @Override
  public void close() {
    members().forEach(Model::close);
    mixture.close();
  }

  /** Such as {@code blend of ease 0.650, item-knn 0.350}. */
  static String text(Recommender who, List<String> names, Mixture mixture) {
    List<Weight> weights = weights(names, mixture);
    List<String> parts =
        weights.isEmpty() ? names : weights.stream().map(Weight::toString).toList();
    return who.name() + " of " + String.join(", ", parts);
  }

  /** Such as {@code blend of ease 0.650, item-knn 0.350}; without weights where it has trees. */
  @Override
  public String toString() {
    return text(recommender, columns.names(), mixture);
  }
}
