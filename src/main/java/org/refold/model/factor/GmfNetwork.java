package org.refold.model.factor;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Layers;
import org.refold.train.neural.EntityVectors;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairNetwork;

/** The equations of {@link Gmf}, which are half of {@link NeuMf}: {@code z = h.(p * q) + b}. */
final class GmfNetwork implements PairNetwork {

  /** Standard deviation of the first vectors. */
  static final double FIRST = 0.01;

  private final int latent;
  private final EntityVectors users;
  private final EntityVectors items;
  final Parameter output;
  final Parameter bias;

  /**
   * @param prefix of the names of parameters
   */
  GmfNetwork(Sizes n, Scope s, PairFeatures features, int latent, String prefix) {
    this.latent = latent;
    Initializer normal = Initializer.normal(FIRST);
    users = new EntityVectors(s, prefix + "users", n.users(), latent, normal, features.users());
    items = new EntityVectors(s, prefix + "items", n.items(), latent, normal, features.items());
    output = s.weight(prefix + "output", latent, 1, lecunUniform());
    bias = s.bias(prefix + "output bias", 1, Initializer.zeros());
  }

  /** Uniform with variance {@code 1 / fanIn}. */
  static Initializer lecunUniform() {
    return (random, fanIn, fanOut) -> Math.sqrt(3.0 / fanIn) * (2 * random.nextDouble() - 1);
  }

  @Override
  public int latent() {
    return latent;
  }

  @Override
  public Var own(Tape tape, int[] ids) {
    return users.rows(tape, ids);
  }

  @Override
  public Var userHalves(Var own) {
    return own;
  }

  @Override
  public Var itemHalves(Tape tape, int[] ids) {
    return items.rows(tape, ids);
  }

  @Override
  public Var scores(Var p, Var q) {
    Tape tape = p.tape();
    return Layers.dense(
        Elements.multiply(p, q), tape.parameter(output), tape.parameter(bias), Activation.IDENTITY);
  }
}
