package org.refold.model.factor;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Conv2d;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Products;
import org.refold.nn.op.RankingLosses;
import org.refold.nn.op.Sums;
import org.refold.train.batch.Triples;
import org.refold.train.neural.PairNetwork;

/** The equations of {@link CnnCf}. */
final class CnnCfNetwork implements PairNetwork {

  private static final double FIRST = 0.01;
  private static final double FIRST_OF_NET = 0.1;

  private final int latent;
  private final Embedding users;
  private final Embedding items;
  private final List<Conv2d> layers = new ArrayList<>();
  private final Parameter output;
  private final Parameter bias;

  CnnCfNetwork(Sizes n, Scope s, int latent, int channels) {
    this.latent = latent;
    Initializer vectors = Initializer.truncatedNormal(FIRST);
    Initializer net = Initializer.truncatedNormal(FIRST_OF_NET);
    users = s.embedding("users", n.users(), latent, vectors);
    items = s.embedding("items", n.items(), latent, vectors);
    Shape image = new Shape(1, latent, latent);
    Window window = new Window(2, 2, 2, 0);
    for (int side = latent; side > 1; side /= 2) {
      Conv2d layer =
          s.conv2d(
              "convolution " + (layers.size() + 1),
              image,
              channels,
              window,
              Activation.RELU,
              net,
              Initializer.constant(FIRST_OF_NET));
      layers.add(layer);
      image = layer.output();
    }
    output = s.weight("output", image.size(), 1, net);
    bias = s.bias("output bias", 1, Initializer.zeros());
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
    Var map = Products.outer(p, q);
    for (Conv2d layer : layers) {
      map = layer.apply(map);
    }
    return Layers.dense(map, tape.parameter(output), tape.parameter(bias), Activation.IDENTITY);
  }

  /** The loss of a batch; the first epoch has no penalty. */
  Var loss(CnnCf settings, Tape tape, Triples.Batch batch, int epoch) {
    Var ranking =
        RankingLosses.bpr(
            scores(tape, batch.users(), batch.positives()),
            scores(tape, batch.users(), batch.negatives()),
            EntryLosses.Reduction.MEAN_OVER_ROWS);
    if (epoch == 1) {
      return ranking;
    }
    List<Var> vectors =
        List.of(
            users.rows(tape, batch.users()),
            items.rows(tape, batch.positives()),
            items.rows(tape, batch.negatives()));
    List<Var> filters = new ArrayList<>();
    for (Conv2d layer : layers) {
      filters.add(tape.parameter(layer.weight()));
      filters.add(tape.parameter(layer.bias()));
    }
    List<Var> last = List.of(tape.parameter(output), tape.parameter(bias));
    double each = 2.0 / batch.size();
    Var loss = Elements.add(ranking, Sums.squares(each * settings.l2(), vectors));
    loss = Elements.add(loss, Sums.squares(each * settings.filterL2(), filters));
    return Elements.add(loss, Sums.squares(each * settings.outputL2(), last));
  }
}
