package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;
import org.refold.train.Passes;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.neural.NeuralFit;

/**
 * BPR: matrix factorisation that wants each item of a history to score higher than items outside
 * it.
 *
 * <pre>
 *   x_ui = b_i + p_u.q_i
 *   loss = sum over triples (u, i, j) of [ -log s(x_ui - x_uj)
 *        + (userL2 |p_u|^2 + l2 |q_i|^2 + negativeL2 |q_j|^2 + l2 b_i^2 + negativeL2 b_j^2) / 2 ]
 * </pre>
 *
 * <p>s is the logistic function, i an item of the history of u and j an item outside it; p and q
 * are vectors of {@code latent} numbers. An epoch draws as many triples as there are interactions.
 * There is no bias of users: it would cancel. S. Rendle, C. Freudenthaler, Z. Gantner, L.
 * Schmidt-Thieme: BPR: Bayesian Personalized Ranking from Implicit Feedback, UAI 2009, sections 4
 * and 5.
 *
 * <p>A user who was not in training is folded in by the same steps on a vector of the user's own
 * that begins at zero, 20 times through the history, with all items as they are. That loss is
 * convex, but the steps end before its minimum; the triples are drawn as a function of the history.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>implicit, another implementation</th><th>here</th></tr>
 * <tr><td>triples</td><td>drawn with replacement, uniformly</td><td>the same</td><td>the same</td></tr>
 * <tr><td>negatives</td><td>uniform over items outside the history</td>
 *     <td>by popularity; skipped when in the history</td>
 *     <td>the paper's, or by popularity outside the history; then items without interactions are
 *     never pushed down</td></tr>
 * <tr><td>penalty</td><td>one weight for users, one each for both items</td><td>one for all</td>
 *     <td>as the paper; biases have those of their item</td></tr>
 * <tr><td>first vectors</td><td>not said</td><td>uniform up to 0.5 / latent</td>
 *     <td>normal, standard deviation 0.1</td></tr>
 * <tr><td>end</td><td>not said</td><td>100 epochs</td>
 *     <td>60 epochs, or the best on validation data</td></tr>
 * </table>
 *
 * <p>Cost: {@code 16 latent} operations a triple, on one thread.
 *
 * @param latent numbers of a vector
 * @param userL2 weight of the square of the user's vector, at each triple
 * @param l2 the same of the item of the history and its bias
 * @param negativeL2 the same of the item outside it and its bias
 * @param negativeItems how items outside the history are drawn
 * @param firstWeights how vectors are drawn
 * @param passes how it is trained
 */
@RecordBuilder
public record Bpr(
    int latent,
    double userL2,
    double l2,
    double negativeL2,
    NegativeItems negativeItems,
    Initialization firstWeights,
    Passes passes)
    implements Recommender, Passes.Trained<Bpr>, BprBuilder.With {

  /** How items outside a history are drawn. */
  public enum NegativeItems {
    /** All with the same probability. */
    UNIFORM,
    /** In proportion to their interactions. */
    POPULARITY
  }

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Bpr {
    Check.atLeast(1, "latent", latent, "typical: 32-256 factors");
    Check.notNegative("userL2", userL2, "typical: 0.001-0.02");
    Check.notNegative("l2", l2, "typical: 0.001-0.02");
    Check.notNegative("negativeL2", negativeL2, "typical: 0.001-0.02");
  }

  /** 64 factors. */
  public Bpr() {
    this(
        64,
        0.01,
        0.01,
        0.01,
        NegativeItems.UNIFORM,
        Initialization.normal(0.1),
        Passes.of(60, 0.05, 1).withPatience(5));
  }

  @Override
  public String name() {
    return "bpr";
  }

  @Override
  public Bpr with(Passes other) {
    return withPasses(other);
  }

  @Override
  public Fitted<FactorModel> fit(Interactions train, Fitting fitting) {
    FactorFit.check(this, latent, train);
    Scope scope = NeuralFit.scope(fitting);
    Initializer first = firstWeights.initializer();
    RatingSide users = RatingSide.of(scope, "users", FactorFit.counts(train), latent, first);
    RatingSide items = RatingSide.of(scope, "items", train.itemCounts(), latent, first);
    NegativeSampler sampler =
        negativeItems == NegativeItems.UNIFORM
            ? NegativeSampler.uniform(train)
            : NegativeSampler.byPopularity(train, 1);
    BprPass pass = new BprPass(this, users, items, train, sampler, fitting.seed());
    Factors factors = Factors.zeros(train, latent, 0);
    FactorModel model = new FactorModel(this, train.withoutValues(), factors, foldIn(factors));
    FactorFit fit = new FactorFit(this, train, fitting, scope);
    return fit.run(
        passes.plan(pass),
        new Ndcg(100),
        fit.pass(pass.triples(), "triples"),
        model,
        () -> {
          users.total(factors.users(), factors.userBiases());
          items.total(factors.items(), factors.itemBiases());
        });
  }

  private FoldInRule foldIn(Factors factors) {
    return new BprFoldIn(factors, passes.learningRate(), userL2);
  }

  @Override
  public FactorModel load(ModelReader file) throws IOException {
    Factors factors = Factors.load(file, latent);
    return new FactorModel(this, file.histories(), factors, foldIn(factors));
  }

  @Override
  public long fitBytes(Interactions train) {
    return FactorFit.bytes(latent + 1L, train);
  }
}
