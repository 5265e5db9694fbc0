package org.refold.model.factor;

import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.train.neural.PairNetwork;

/** The equations of {@link NeuMf}: both halves have logits, whose sum is that of the pair. */
final class NeuMfNetwork implements PairNetwork {

  private final GmfNetwork gmf;
  private final NcfMlpNetwork mlp;

  NeuMfNetwork(GmfNetwork gmf, NcfMlpNetwork mlp) {
    this.gmf = gmf;
    this.mlp = mlp;
  }

  @Override
  public int latent() {
    return gmf.latent() + mlp.latent();
  }

  @Override
  public Var own(Tape tape, int[] users) {
    return Columns.join(gmf.own(tape, users), mlp.own(tape, users));
  }

  @Override
  public Var userHalves(Var own) {
    return Columns.join(
        gmf.userHalves(Columns.slice(own, 0, gmf.latent())),
        mlp.userHalves(Columns.slice(own, gmf.latent(), latent())));
  }

  @Override
  public Var itemHalves(Tape tape, int[] items) {
    return Columns.join(gmf.itemHalves(tape, items), mlp.itemHalves(tape, items));
  }

  @Override
  public Var scores(Var users, Var items) {
    int k = gmf.latent();
    int end = users.columns();
    return Elements.add(
        gmf.scores(Columns.slice(users, 0, k), Columns.slice(items, 0, k)),
        mlp.scores(Columns.slice(users, k, end), Columns.slice(items, k, end)));
  }

  /** The same without joining what is cut again. */
  @Override
  public Var scores(Tape tape, int[] users, int[] items) {
    return Elements.add(gmf.scores(tape, users, items), mlp.scores(tape, users, items));
  }
}
