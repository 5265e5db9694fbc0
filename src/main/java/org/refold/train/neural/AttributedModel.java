package org.refold.train.neural;

import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.train.batch.Histories;
import org.refold.train.batch.UserFeatures;

/**
 * A fitted autoencoder that reads attributes of users beside their histories. Users are found by
 * their raw ids: it knows those of the training data, and all others whose attributes came with it,
 * whose histories in {@link #histories} are empty. A user without attributes is scored by the
 * history alone, one without a history by attributes alone.
 */
public final class AttributedModel extends HistoryModel implements KnownUsers {

  private final AttributedNetwork network;
  private final Interactions histories;

  /**
   * @param histories of the users of the network, without values
   */
  AttributedModel(
      AttributedRecommender who, Interactions histories, Scope scope, AttributedNetwork network) {
    super(who, histories.items(), scope, network);
    this.network = network;
    this.histories = histories;
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  @Override
  Var codes(Tape tape, Interactions asked, int from, int to) {
    return network.encode(
        tape, Histories.rows(tape, asked, from, to), network.users().rows(tape, asked, from, to));
  }

  @Override
  Optional<GaussianCode> posterior(Tape tape, Interactions asked, int from, int to) {
    return network.posterior(
        tape, Histories.rows(tape, asked, from, to), network.users().rows(tape, asked, from, to));
  }

  @Override
  public Var scores(Tape tape, Interactions asked, int from, int to) {
    return network.decode(codes(tape, asked, from, to));
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    UserFeatures users = network.users();
    users.rows().save(file, "users");
    if (users.count() > 0) {
      file.add("users attribute columns", users.bounds());
    }
    file.histories(histories);
  }
}
