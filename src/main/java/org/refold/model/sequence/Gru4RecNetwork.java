package org.refold.model.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Segmented;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.batch.SessionParallel;
import org.refold.train.neural.Course;

/**
 * The equations of {@link Gru4Rec}. On sessions side by side a step reads one item of each lane and
 * goes on from the state that the step before left in the lane, or from zeros where a session
 * begins; its gradient ends there, and its loss is the sum over its lanes, over the number of lanes
 * at first.
 */
final class Gru4RecNetwork extends RecurrentNetwork {

  private final Gru4Rec settings;
  private final List<Gru> units;

  /**
   * @param units made in the scope, one upon the other
   */
  Gru4RecNetwork(Sizes n, Scope s, Gru4Rec settings, List<Gru> units) {
    super(
        n,
        s,
        settings.latent(),
        settings.firstWeights().initializer(),
        units.stream().<UnaryOperator<Ragged>>map(unit -> unit::apply).toList(),
        settings.dropout(),
        settings.codeDropout(),
        settings.objective());
    this.settings = settings;
    this.units = units;
  }

  @Override
  public Course course(
      Scope scope, Interactions train, Sequences examples, NegativeSampler negatives) {
    if (settings.batches() == RecurrentBatches.SEQUENCES) {
      return super.course(scope, train, examples, negatives);
    }
    int lanes = settings.training().batchSize();
    SessionParallel sessions = new SessionParallel(train, examples, lanes);
    List<Parameter> states = new ArrayList<>();
    for (int k = 1; k <= units.size(); k++) {
      Matrix zeros = Matrix.floats(sessions.lanes(), settings.latent());
      states.add(Parameter.of("states " + k, Parameter.Role.BIAS, zeros));
    }
    List<Phase<?>> phases =
        List.of(
            new Phase<>(
                "all", scope.parameters(), sessions, step -> loss(step, states, negatives)));
    return new Course() {
      @Override
      public List<Phase<?>> phases() {
        return phases;
      }

      @Override
      public List<Parameter> remembered() {
        return states;
      }
    };
  }

  /**
   * @param remembered the states of all lanes after each layer, dropout included. Modified.
   */
  private Var loss(
      Step<SessionParallel.Batch> step, List<Parameter> remembered, NegativeSampler negatives) {
    Tape tape = step.tape();
    SessionParallel.Batch batch = step.batch();
    Ragged h = inputs(tape, batch.inputs());
    for (int k = 0; k < units.size(); k++) {
      Matrix states = remembered.get(k).value();
      for (int lane : batch.beginning()) {
        states.rowsView(lane, lane + 1).clear();
      }
      Var before = Segmented.gather(tape.constant(states), batch.lanes()).rows();
      h = dropped(units.get(k).apply(h, before), k + 1);
      passOn(h.rows().value(), batch.lanes(), states);
    }
    double share = (double) batch.lanes().size() / remembered.get(0).value().rows();
    return Elements.scale(share, compared(h, batch.targets(), negatives));
  }

  private static void passOn(Matrix after, Ragged.Ids lanes, Matrix states) {
    float[] row = new float[after.columns()];
    for (int k = 0; k < lanes.size(); k++) {
      after.readRow(k, row);
      states.writeRow(lanes.id(k), row);
    }
  }
}
