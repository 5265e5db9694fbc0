package org.refold.model.factor;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.kernel.Transpose;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Products;
import org.refold.train.neural.EntityVectors;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairNetwork;

/**
 * The equations of {@link NcfMlp}, which are half of {@link NeuMf}. The weights of the first layer
 * are two matrices, one for the user's vector and one for the item's, whose products are the
 * halves.
 */
final class NcfMlpNetwork implements PairNetwork {

  private final int latent;
  private final EntityVectors users;
  private final EntityVectors items;
  private final Parameter ofUsers;
  private final Parameter ofItems;
  private final List<Parameter> weights = new ArrayList<>();

  /** Those of each layer, the first included. */
  private final List<Parameter> biases = new ArrayList<>();

  /**
   * @param prefix of the names of parameters
   */
  NcfMlpNetwork(
      Sizes n, Scope s, PairFeatures features, int latent, LayerSizes hidden, String prefix) {
    this.latent = latent;
    Initializer normal = Initializer.normal(GmfNetwork.FIRST);
    users = new EntityVectors(s, prefix + "users", n.users(), latent, normal, features.users());
    items = new EntityVectors(s, prefix + "items", n.items(), latent, normal, features.items());
    List<Integer> units = hidden.between(2 * latent, 1);
    Initializer first = initializer(1, units);
    Initializer split = (random, fanIn, fanOut) -> first.draw(random, 2 * fanIn, fanOut);
    ofUsers = s.weight(name(prefix, 1, units) + " of users", latent, units.get(1), split);
    ofItems = s.weight(name(prefix, 1, units) + " of items", latent, units.get(1), split);
    for (int k = 1; k < units.size(); k++) {
      String name = name(prefix, k, units);
      if (k > 1) {
        weights.add(s.weight(name, units.get(k - 1), units.get(k), initializer(k, units)));
      }
      biases.add(s.bias(name + " bias", units.get(k), Initializer.zeros()));
    }
  }

  private static String name(String prefix, int layer, List<Integer> units) {
    return prefix + (layer == units.size() - 1 ? "output" : "hidden " + layer);
  }

  private static Initializer initializer(int layer, List<Integer> units) {
    return layer == units.size() - 1 ? GmfNetwork.lecunUniform() : Initializer.xavierUniform();
  }

  /** The weights and the bias of the output. */
  List<Parameter> output() {
    Parameter bias = biases.get(biases.size() - 1);
    return weights.isEmpty()
        ? List.of(ofUsers, ofItems, bias)
        : List.of(weights.get(weights.size() - 1), bias);
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
    Tape tape = own.tape();
    return Layers.dense(
        own, tape.parameter(ofUsers), tape.parameter(biases.get(0)), Activation.IDENTITY);
  }

  @Override
  public Var itemHalves(Tape tape, int[] ids) {
    return Products.multiply(
        items.rows(tape, ids), Transpose.NO, tape.parameter(ofItems), Transpose.NO);
  }

  @Override
  public Var scores(Var userHalves, Var itemHalves) {
    Tape tape = userHalves.tape();
    Var a = Elements.add(userHalves, itemHalves);
    for (int k = 0; k < weights.size(); k++) {
      Activation f = k == weights.size() - 1 ? Activation.IDENTITY : Activation.RELU;
      a = k == 0 ? Elements.activate(a, Activation.RELU) : a;
      a = Layers.dense(a, tape.parameter(weights.get(k)), tape.parameter(biases.get(k + 1)), f);
    }
    return a;
  }
}
