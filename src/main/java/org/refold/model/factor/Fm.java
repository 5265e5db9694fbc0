package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.metric.Rmse;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.settings.Check;
import org.refold.train.Passes;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.SideRecommender;
import org.refold.train.neural.NeuralFit;

/**
 * A factorisation machine: a number for each feature and a product for each two of them.
 *
 * <pre>
 *   f(x) = w0 + w.x + sum over j &lt; l of (v_j.v_l) x_j x_l
 *   x = [user ; item ; 1/sqrt(|I_u|) at each item of the history ; attributes of user and item]
 *
 *   REGRESSION  (f - r)^2 / 2            LOGISTIC  -log s(y f), y = +-1
 *   PAIRWISE    -log s(f(x+) - f(x-))    each + (linearL2 w_j^2 + l2 |v_j|^2) / 2 of its features
 * </pre>
 *
 * <p>v are vectors of {@code latent} numbers, s is the logistic function. S. Rendle: Factorization
 * Machines, ICDM 2010; Factorization Machines with libFM, ACM TIST 3(3), 2012. User and item alone
 * make {@link Mf} with all biases, the history with them {@link SvdPlusPlus}.
 *
 * <p>A user who was not in training has no feature of the user. Without {@code history} its weight
 * and vector are found: by ridge regression, in closed form, where there are ratings, and by the
 * steps of {@link Bpr} otherwise. With it the history speaks for itself. Attributes are not looked
 * at.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>libFM</th><th>here</th></tr>
 * <tr><td>learning</td><td>several ways</td><td>MCMC</td><td>stochastic gradients</td></tr>
 * <tr><td>first weights</td><td>normal</td><td>0.1; w0, w 0</td><td>0.05; w0 the mean</td></tr>
 * <tr><td>f before the gradient</td><td>as it is</td><td>clipped</td><td>as it is</td></tr>
 * <tr><td>penalty</td><td>by group of features</td><td>for w0, w and v</td><td>for w and v</td></tr>
 * <tr><td>negatives</td><td>not said</td><td>none</td>
 *     <td>uniform, not of the history: LOGISTIC {@code negatives}, PAIRWISE 1</td></tr>
 * </table>
 *
 * <p>Cost: {@code 12 latent} operations for each feature of an example, of which {@code history}
 * makes many, on one thread. (Tribuo's FM, which {@code tribuo.TribuoRecommender} takes, has no L2
 * weights.)
 *
 * @param latent numbers of a vector
 * @param objective what is made small
 * @param history whether the items of the history are features
 * @param side whose attributes are features
 * @param linearL2 weight of half the squares of w
 * @param l2 weight of half the squares of v
 * @param negatives drawn for each interaction by LOGISTIC
 * @param firstWeights how vectors are drawn
 * @param passes how it is trained
 */
@RecordBuilder
public record Fm(
    int latent,
    Objective objective,
    HistoryUse history,
    SideFeatures.Use side,
    double linearL2,
    double l2,
    int negatives,
    Initialization firstWeights,
    Passes passes)
    implements SideRecommender, Passes.Trained<Fm>, FmBuilder.With {

  /** What is made small. */
  public enum Objective {
    /** Squared errors of ratings. */
    REGRESSION,
    /** The logistic loss of interactions and drawn negatives. */
    LOGISTIC,
    /** The logistic loss of differences of interactions and drawn negatives. */
    PAIRWISE
  }

  /** Whether the items of the history are features. */
  public enum HistoryUse {
    /** They are not. */
    NONE,
    /** They are. */
    ITEMS
  }

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Fm {
    Check.atLeast(1, "latent", latent, "typical: 8-64 factors");
    Check.notNegative("linearL2", linearL2, "typical: 0.001-0.1");
    Check.positive("l2", l2, "typical: 0.01-0.1");
    Check.atLeast(1, "negatives", negatives, "typical: 4 for each item of the history");
  }

  /** 32 factors, on ratings. */
  public Fm() {
    this(
        32,
        Objective.REGRESSION,
        HistoryUse.NONE,
        SideFeatures.Use.NONE,
        0.01,
        0.05,
        4,
        Initialization.normal(0.05),
        Passes.of(40, 0.01, 1));
  }

  @Override
  public String name() {
    return "fm";
  }

  @Override
  public Fm with(Passes other) {
    return withPasses(other);
  }

  @Override
  public boolean mayBe(Class<? extends Model> ability) {
    boolean rated = objective == Objective.REGRESSION;
    return ability.isAssignableFrom(rated ? RatedFactorModel.class : FactorModel.class);
  }

  @Override
  public Fitted<? extends FactorModel> fit(Interactions train, Fitting fitting) {
    boolean rated = objective == Objective.REGRESSION;
    FactorFit.check(this, latent, train);
    if (rated) {
      RatingFit.check(this, latent, train);
    }
    Scope scope = NeuralFit.scope(fitting);
    FmParameters parameters = FmParameters.of(this, train, fitting, scope);
    FmPass pass = new FmPass(this, parameters, train, fitting.seed());
    Factors factors = Factors.zeros(train, latent, 0);
    RatingScale scale = Sizes.of(train).ratings();
    FoldInRule rule =
        history == HistoryUse.ITEMS
            ? ImpliedFoldIn.of(train.itemCount(), latent, true)
            : solving(factors, scale);
    FactorModel model = model(train.withoutValues(), factors, rule, scale);
    FactorFit fit = new FactorFit(this, train, fitting, scope);
    return fit.run(
        passes.plan(pass),
        rated ? new Rmse() : new Ndcg(100),
        fit.pass(pass.examples(), "interactions"),
        model,
        () -> {
          pass.total(factors);
          if (rule instanceof ImpliedFoldIn implied) {
            implied.read(parameters.users());
          }
        });
  }

  private FoldInRule solving(Factors factors, RatingScale scale) {
    return objective == Objective.REGRESSION
        ? new RidgeFoldIn(
            factors,
            new RatingRidge(factors.items(), true, l2, linearL2, RatingRidge.Scaling.WEIGHTED),
            null,
            scale.most())
        : new BprFoldIn(factors, passes.learningRate(), l2);
  }

  @Override
  public FactorModel load(ModelReader file) throws IOException {
    Factors factors = Factors.load(file, latent);
    FoldInRule rule =
        history == HistoryUse.ITEMS
            ? ImpliedFoldIn.load(file, latent, true)
            : solving(factors, file.scale());
    return model(file.histories(), factors, rule, file.scale());
  }

  private FactorModel model(
      Interactions histories, Factors factors, FoldInRule rule, RatingScale scale) {
    return objective == Objective.REGRESSION
        ? new RatedFactorModel(this, histories, factors, rule, scale)
        : new FactorModel(this, histories, factors, rule);
  }

  @Override
  public long fitBytes(Interactions train) {
    return FactorFit.bytes((history == HistoryUse.ITEMS ? 2 : 1) * (latent + 1L), train);
  }
}
