package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;
import org.refold.train.Phase;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Triples;
import org.refold.train.neural.NeuralFit;

/**
 * LightGCN: vectors that spread along the graph of users and items, without weights of layers.
 *
 * <pre>
 *   e_u^(l+1) = sum over i in I_u of e_i^(l) / sqrt(|I_u| |U_i|),   items the same way round
 *   e = mean of e^(0) .. e^(layers),   score = e_u.e_i
 *   loss = mean over triples (u, i, j) of [ -log s(score_ui - score_uj)
 *        + l2 / 2 (|e_u^(0)|^2 + |e_i^(0)|^2 + |e_j^(0)|^2) ]
 * </pre>
 *
 * <p>Only the vectors of layer 0 are learned, {@code latent} numbers for each user and item; i is
 * in the history I_u and j is not, s is the logistic function. X. He, K. Deng, X. Wang, Y. Li, Y.
 * Zhang, M. Wang: LightGCN: Simplifying and Powering Graph Convolution Network for Recommendation,
 * SIGIR 2020, sections 3.1 and 3.3.
 *
 * <p>A user who was not in training gets what the items of the history hand on, with items as they
 * are and nothing at layer 0: {@code sum over i and l up to layers - 1 of e_i^(l) / sqrt(|h|
 * |U_i|)} over {@code layers + 1}. Approximate: what the user would hand back is left out.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>triples</td><td>not said</td><td>as many as interactions: a user uniformly, one of the
 *     items, a uniform negative</td><td>as the code, or each interaction once</td></tr>
 * <tr><td>penalty</td><td>of layer 0</td><td>of the rows of the batch, over its size</td>
 *     <td>as the code</td></tr>
 * <tr><td>first vectors</td><td>Xavier</td><td>normal, standard deviation 0.1</td>
 *     <td>as the code</td></tr>
 * <tr><td>optimiser</td><td>Adam, 0.001, batch 1024</td><td>the same, batch 2048, 1000 epochs</td>
 *     <td>Adam, 0.005, batch 16384, as each step spreads the whole graph; 200 epochs</td></tr>
 * </table>
 *
 * <p>Cost: a step takes {@code 16 layers latent} operations for each interaction of the data.
 *
 * @param latent numbers of a vector
 * @param layers how often vectors are handed on
 * @param l2 weight of half the squares of vectors of layer 0, at each triple
 * @param draw how triples are drawn
 * @param training how it is trained
 */
@RecordBuilder
public record LightGcn(int latent, int layers, double l2, Triples.Draw draw, Training training)
    implements Recommender, Trainable<LightGcn>, LightGcnBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public LightGcn {
    Check.atLeast(1, "latent", latent, "typical: 64 factors");
    Check.atLeast(0, "layers", layers, "typical: 2-4");
    Check.notNegative("l2", l2, "typical: 0.0001-0.01");
  }

  /** 64 factors and three layers. */
  public LightGcn() {
    this(64, 3, 1e-4, Triples.Draw.USERS, Training.adam(0.005, 16_384, 200).withPatience(10));
  }

  @Override
  public String name() {
    return "lightgcn";
  }

  @Override
  public LightGcn with(Training other) {
    return withTraining(other);
  }

  @Override
  public Fitted<FactorModel> fit(Interactions train, Fitting fitting) {
    FactorFit.check(this, latent, train);
    Scope scope = NeuralFit.scope(fitting);
    LightGcnNetwork net = new LightGcnNetwork(this, train, scope);
    Triples triples = new Triples(train, NegativeSampler.uniform(train), draw);
    Factors factors = Factors.zeros(train, latent, 0);
    ImpliedFoldIn rule = ImpliedFoldIn.of(train.itemCount(), latent, false);
    return new FactorFit(this, train, fitting, scope)
        .run(
            training.plan(0, triples),
            new Ndcg(100),
            new Phase<>("all", scope.parameters(), triples, net::loss),
            new FactorModel(this, train.withoutValues(), factors, rule),
            () -> net.total(factors, rule.table()));
  }

  @Override
  public FactorModel load(ModelReader file) throws IOException {
    return new FactorModel(
        this,
        file.histories(),
        Factors.load(file, latent),
        ImpliedFoldIn.load(file, latent, false));
  }

  @Override
  public long fitBytes(Interactions train) {
    return FactorFit.bytes((4L + 2L * layers) * latent, train);
  }
}
