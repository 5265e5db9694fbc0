package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Pass;
import org.refold.train.Passes;
import org.refold.train.Phase;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.SideRecommender;
import org.refold.train.neural.NeuralFit;

/**
 * Matrix factorisation of ratings, with biases.
 *
 * <pre>
 *   r^ = mu + b_u + b_i + p_u.q_i
 *   loss = sum over ratings of [ (r - r^)^2 + l2 (b_u^2 + b_i^2 + |p_u|^2 + |q_i|^2) ]
 *
 *   with side:  p_u = p^_u + a_u M_u,   q_i = q^_i + a_i M_i,   and a_u.w_u + a_i.w_i more
 * </pre>
 *
 * <p>p and q are vectors of {@code latent} numbers, a_u and a_i the attributes of a user and an
 * item (see {@link SideFeatures}). R. Salakhutdinov, A. Mnih: Probabilistic Matrix Factorization,
 * NIPS 2007, which is {@code bias=none}; Y. Koren, R. Bell, C. Volinsky: Matrix Factorization
 * Techniques for Recommender Systems, IEEE Computer 2009; for the weighted solver Y. Zhou et al.:
 * Large-Scale Parallel Collaborative Filtering for the Netflix Prize, AAIM 2008.
 *
 * <p>A user who was not in training is folded in in closed form: the ridge regression of {@link
 * RatingRidge} with all items as they are, which is exact. Without ratings in the history each
 * counts as the top of the scale. Attributes are known of users of the training data only.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>Surprise</th><th>here</th></tr>
 * <tr><td>penalty</td><td>in the sum over ratings (2009, 2008), or once a vector (2007)</td>
 *     <td>in the sum</td><td>in the sum; {@code als-plain}: once a vector</td></tr>
 * <tr><td>first vectors</td><td>not said</td><td>normal, standard deviation 0.1; biases 0</td>
 *     <td>the same; users and items without ratings have zeros</td></tr>
 * <tr><td>order of ratings</td><td>random</td><td>as in the data</td>
 *     <td>random; 100,000 or more without attributes: eight rounds by eighths of the items</td></tr>
 * <tr><td>step</td><td>on e q - l2 p, without the factor 2</td><td>the same</td>
 *     <td>the same; q steps with the p of before</td></tr>
 * <tr><td>learning rate</td><td>2009: 0.005</td><td>0.005, 20 epochs</td>
 *     <td>0.01, times 0.97 each epoch, 50 epochs</td></tr>
 * <tr><td>l2</td><td>2009: 0.02</td><td>0.02, 100 factors</td>
 *     <td>0.05: 0.02 is too weak for 64 factors</td></tr>
 * <tr><td>attributes</td><td>2009, section "additional input sources": vectors of them are added</td>
 *     <td>none</td><td>the same, and biases; start at 0; one step a user with {@code sideL2}</td></tr>
 * </table>
 *
 * <p>Cost: {@code 12 latent} operations a rating and epoch; {@code als} takes {@code latent^2} for
 * each rating on either side. The bits do not depend on the number of threads.
 *
 * @param latent numbers of a vector
 * @param bias the terms besides the inner product
 * @param solver how the loss is made small
 * @param l2 weight of squares, by rating; {@code als-plain}: by vector
 * @param firstWeights how vectors are drawn
 * @param side whose attributes are learned from; {@code sgd} only
 * @param sideL2 weight of squares of what is learned of attributes
 * @param batchSize ratings of a step of {@code adam}
 * @param passes how it is trained; {@code als} has no learning rate
 */
@RecordBuilder
public record Mf(
    int latent,
    BiasTerms bias,
    Solver solver,
    double l2,
    Initialization firstWeights,
    SideFeatures.Use side,
    double sideL2,
    int batchSize,
    Passes passes)
    implements SideRecommender, Passes.Trained<Mf>, MfBuilder.With {

  /** How the loss is made small. */
  public enum Solver {
    /** Stochastic gradients, one rating at a time. */
    SGD,
    /** Adam on batches of ratings: the mean over a batch of the same terms. */
    ADAM,
    /** Alternating least squares, whose penalty counts each vector once. */
    ALS_PLAIN,
    /** Alternating least squares, whose penalty goes with the ratings of a vector. */
    ALS_WEIGHTED
  }

  /**
   * @throws BadInputException if a setting is out of its range, or settings do not go together
   */
  public Mf {
    Check.atLeast(1, "latent", latent, "typical: 10-200 factors");
    Check.positive("l2", l2, "typical: 0.02-0.1, with als-plain 1-20");
    Check.notNegative("sideL2", sideL2, "typical: 0.01-0.1");
    Check.atLeast(1, "batchSize", batchSize, "typical: 256-4096");
    if (side != SideFeatures.Use.NONE && solver != Solver.SGD) {
      throw new BadInputException(
          "side is %s, but only the solver sgd learns from attributes: set solver to sgd, or side to none"
              .formatted(side));
    }
  }

  /** 64 factors and all biases, by stochastic gradients. */
  public Mf() {
    this(
        64,
        BiasTerms.ALL,
        Solver.SGD,
        0.05,
        Initialization.normal(0.1),
        SideFeatures.Use.NONE,
        0.05,
        1024,
        Passes.of(50, 0.01, 0.97));
  }

  @Override
  public String name() {
    return "mf";
  }

  @Override
  public Mf with(Passes other) {
    return withPasses(other);
  }

  @Override
  public Fitted<RatedFactorModel> fit(Interactions train, Fitting fitting) {
    RatingFit.check(this, latent, train);
    RatingFit fit = parts(train, fitting);
    if (solver == Solver.ADAM) {
      RatingBatches batches = new RatingBatches(fit, bias, l2);
      return fit.run(
          batches.plan(passes, batchSize), batches.phase(), this::ridge, RatingFit.Implied.NO);
    }
    return fit.run(
        passes.plan(pass(fit)),
        Phase.ofPass(fit.scope().parameters(), train.size(), "ratings"),
        this::ridge,
        RatingFit.Implied.NO);
  }

  private RatingFit parts(Interactions train, Fitting fitting) {
    Scope scope = NeuralFit.scope(fitting);
    Initializer first = firstWeights.initializer();
    Initializer zeros = Initializer.zeros();
    RatingSide users =
        RatingSide.of(scope, "users", FactorFit.counts(train), latent, first)
            .with(
                scope,
                "user attributes",
                side.ofUsers(fitting.sideInformation(), train),
                zeros,
                RatingSide.FeatureBias.YES);
    RatingSide items =
        RatingSide.of(scope, "items", train.itemCounts(), latent, first)
            .with(
                scope,
                "item attributes",
                side.ofItems(fitting.sideInformation(), train),
                zeros,
                RatingSide.FeatureBias.YES);
    return new RatingFit(this, train, fitting, scope, users, items, bias.mean(train));
  }

  private Pass pass(RatingFit fit) {
    return solver == Solver.SGD
        ? new RatingSgd(fit, bias, l2, sideL2)
        : new RatingAls(fit, bias, l2, scaling());
  }

  private RatingRidge.Scaling scaling() {
    return solver == Solver.ALS_PLAIN ? RatingRidge.Scaling.PLAIN : RatingRidge.Scaling.WEIGHTED;
  }

  private RatingRidge ridge(Matrix items) {
    return new RatingRidge(items, bias.ofUsers(), l2, scaling());
  }

  @Override
  public RatedFactorModel load(ModelReader file) throws IOException {
    return RatingFit.load(this, file, latent, this::ridge, RatingFit.Implied.NO);
  }

  @Override
  public long fitBytes(Interactions train) {
    return FactorFit.bytes(latent + 1L, train);
  }
}
