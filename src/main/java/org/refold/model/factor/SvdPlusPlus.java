package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;
import org.refold.train.Passes;
import org.refold.train.Phase;
import org.refold.train.batch.FeatureRows;
import org.refold.train.neural.NeuralFit;

/**
 * SVD++: matrix factorisation of ratings in which it also tells something what a user has rated.
 *
 * <pre>
 *   r^ = mu + b_u + b_i + q_i.(p_u + |I_u|^-1/2 sum over j in I_u of y_j)
 *   loss = sum over ratings of [ (r - r^)^2 + l2 (b_u^2 + b_i^2 + |p_u|^2 + |q_i|^2) ]
 *        + l2 sum over users u and j in I_u of |y_j|^2
 * </pre>
 *
 * <p>p, q and y are vectors of {@code latent} numbers; I_u are the training items of a user, the
 * one that is predicted included. Y. Koren: Factorization Meets the Neighborhood, KDD 2008, section
 * 4.
 *
 * <p>A user who was not in training needs no training for the sum of y; p and the bias are solved
 * for as in {@link Mf}, in closed form, or stay zero, as {@code foldIn} says. Without ratings in
 * the history each counts as the top of the scale.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>Surprise</th><th>here</th></tr>
 * <tr><td>step of y</td><td>at each rating of the user, for all her items</td><td>the same</td>
 *     <td>once a user, on the sum over her ratings: the cost of an epoch goes with ratings, not with
 *     squared history lengths</td></tr>
 * <tr><td>penalty of y</td><td>once for each rating of each user who has the item</td>
 *     <td>the same</td><td>once for each such user, so other values of l2 are best</td></tr>
 * <tr><td>first vectors</td><td>not said</td><td>normal, standard deviation 0.1; biases 0</td>
 *     <td>normal, 0.05</td></tr>
 * <tr><td>order of ratings</td><td>not said</td><td>as in the data</td>
 *     <td>users in random order, each user's ratings in random order</td></tr>
 * <tr><td>learning rate</td><td>0.007, times 0.9 each epoch</td><td>0.007, 20 epochs</td>
 *     <td>0.01, times 0.93 each epoch, 25 epochs</td></tr>
 * <tr><td>l2</td><td>0.005 for biases, 0.015 for vectors</td><td>0.02, 20 factors</td>
 *     <td>0.04 for all, 64 factors</td></tr>
 * </table>
 *
 * <p>Cost: {@code 16 latent} operations a rating and epoch, on one thread.
 *
 * @param latent numbers of a vector
 * @param l2 weight of squares
 * @param firstWeights how vectors are drawn
 * @param foldIn what is made of a user who was not in training
 * @param passes how it is trained
 */
@RecordBuilder
public record SvdPlusPlus(
    int latent, double l2, Initialization firstWeights, NewUser foldIn, Passes passes)
    implements Recommender, Passes.Trained<SvdPlusPlus>, SvdPlusPlusBuilder.With {

  /** What is made of a user who was not in training. */
  public enum NewUser {
    /** A vector and a bias are solved for, as the ratings have it. */
    SOLVED,
    /** Vector and bias stay zero: only which items were rated counts, not how. */
    IMPLIED
  }

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public SvdPlusPlus {
    Check.atLeast(1, "latent", latent, "typical: 10-200 factors");
    Check.positive("l2", l2, "typical: 0.01-0.1");
  }

  /** 64 factors. */
  public SvdPlusPlus() {
    this(64, 0.04, Initialization.normal(0.05), NewUser.SOLVED, Passes.of(25, 0.01, 0.93));
  }

  @Override
  public String name() {
    return "svd++";
  }

  @Override
  public SvdPlusPlus with(Passes other) {
    return withPasses(other);
  }

  @Override
  public Fitted<RatedFactorModel> fit(Interactions train, Fitting fitting) {
    RatingFit.check(this, latent, train);
    Scope scope = NeuralFit.scope(fitting);
    Initializer first = firstWeights.initializer();
    RatingSide users =
        RatingSide.of(scope, "users", FactorFit.counts(train), latent, first)
            .with(
                scope,
                RidgeFoldIn.HISTORY,
                FeatureRows.ofHistories(train),
                first,
                RatingSide.FeatureBias.NO);
    RatingSide items = RatingSide.of(scope, "items", train.itemCounts(), latent, first);
    double mean = BiasTerms.ALL.mean(train);
    RatingFit fit = new RatingFit(this, train, fitting, scope, users, items, mean);
    return fit.run(
        passes.plan(new RatingSgd(fit, BiasTerms.ALL, l2, l2)),
        Phase.ofPass(scope.parameters(), train.size(), "ratings"),
        this::ridge,
        RatingFit.Implied.YES);
  }

  private @Nullable RatingRidge ridge(Matrix items) {
    return foldIn == NewUser.SOLVED
        ? new RatingRidge(items, true, l2, RatingRidge.Scaling.WEIGHTED)
        : null;
  }

  @Override
  public RatedFactorModel load(ModelReader file) throws IOException {
    return RatingFit.load(this, file, latent, this::ridge, RatingFit.Implied.YES);
  }

  @Override
  public long fitBytes(Interactions train) {
    return FactorFit.bytes(2L * latent + 1, train);
  }
}
