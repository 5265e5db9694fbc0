package org.refold.catalogue;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.refold.blend.BlendRecommender;
import org.refold.blend.Learner;
import org.refold.blend.ScoreNorm;
import org.refold.model.linear.Ease;
import org.refold.model.linear.ItemKnn;
import org.refold.recommend.Recommender;

/**
 * One ranking out of several models: {@code score = sum over members of weight * norm(score of the
 * member)} (D. Wolpert: Stacked Generalization, Neural Networks 1992; for recommenders R. Bell, Y.
 * Koren: Lessons from the Netflix Prize Challenge, SIGKDD Explorations 2007).
 *
 * <pre>{@code
 * new Blend().withMembers(Members.of(new Ease(), new MultVae().withEpochs(30)))
 * }</pre>
 *
 * <p>Members are fitted on the training data alone, weights are learned on the held-out items of
 * the validation users alone. A member that chooses its epoch on validation data has seen them: so
 * validation users are cut into two halves by a hash of their raw ids, the first for the members'
 * epochs, the second for the weights. Where no member chooses an epoch, the weights have all of
 * them. At most as many users are taken as have scores in 1 GiB.
 *
 * <p>Learners:
 *
 * <table>
 *   <caption>what a learner does</caption>
 *   <tr><th>learner</th><th>it</th></tr>
 *   <tr><td>simplex</td><td>moves steps of 0.05 of weight from one member to another as long as the
 *     mean NDCG@100 (or the metric of the fitting) of the validation users rises, from the best
 *     member and from equal weights: on these users the blend is at least as good as each
 *     member</td></tr>
 *   <tr><td>logistic, xgboost</td><td>tell held-out items from 50 others of each user, drawn from
 *     outside the history, by the scores of the members, popularity, numbers of the items such as
 *     the year, and the length of the history; in the sum of the first that adds the same to all
 *     items of a user, as attributes of users would, which are left out in both</td></tr>
 *   <tr><td>equal</td><td>learns nothing, and so needs no validation data: the mean of normed
 *     scores</td></tr>
 * </table>
 *
 * <p>Trees need more validation users than a sum: with 100 of them, on MovieLens-100K, the test of
 * 200 users had NDCG@100 .412 by trees, .443 by the search and .444 by logistic regression, while
 * the members alone had .440, .398 and .417 ({@code evaluate --data ml-100k --split
 * strong:heldout=200 --seed 1 --model blend}, with {@code
 * members=ease(lambda=300)+item-knn+mult-vae(epochs=20, batchSize=50,annealSteps=300)}).
 *
 * <p>Fidelity: both papers stack predictions of ratings by linear regression on predictions for
 * data that were cut out of the training data in turns; here rankings are stacked, and members are
 * fitted once, as validation users are not in their training data anyway where a split is by users.
 *
 * <p>A score that is minus infinity or no number goes with the worst candidate. The model folds in
 * if all members do, and knows the users of the training data otherwise; it predicts no ratings. A
 * model file has the parts of all members, and what they share once.
 *
 * @param members what is blended
 * @param norm how scores come to one scale, user by user, over the items outside the history
 * @param learner how it is found what each member weighs
 */
@RecordBuilder
public record Blend(Members members, ScoreNorm norm, Learner learner)
    implements BlendRecommender, BlendBuilder.With {

  /** EASE and item-based neighbours, by z-scores and the search on the simplex. */
  public Blend() {
    this(Members.of(new Ease(), new ItemKnn()), ScoreNorm.Z, Learner.SIMPLEX);
  }

  @Override
  public String name() {
    return "blend";
  }

  @Override
  public List<Recommender> parts() {
    return members.all();
  }
}
