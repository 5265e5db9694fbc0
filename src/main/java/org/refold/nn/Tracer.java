package org.refold.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/** Writes down the operations of a pass while it runs. */
final class Tracer {

  private static final double[] NONE = {};

  /** By {@link Var}, {@link Parameter}, {@link SparseRows} or {@link Ragged.Ids}. */
  private final IdentityHashMap<Object, Trace.Operand> operands = new IdentityHashMap<>();

  private final List<Trace.Node> nodes = new ArrayList<>();
  private int next;

  private String name = "";
  private Map<String, Object> attributes = new TreeMap<>();
  private List<Trace.Operand> inputs = new ArrayList<>();

  void parameter(Parameter parameter, Var var) {
    Trace.Operand operand =
        operands.computeIfAbsent(
            parameter,
            key -> operand(Trace.Kind.PARAMETER, parameter.name(), var, parameter.value()));
    operands.put(var, operand);
  }

  void begin(String operator) {
    name = operator;
    attributes = new TreeMap<>();
    inputs = new ArrayList<>();
  }

  void input(Var var) {
    inputs.add(operandOf(var));
  }

  void input(SparseRows batch) {
    inputs.add(sparse(batch, Trace.Kind.SPARSE));
  }

  void input(Ragged.Ids ids) {
    inputs.add(
        operands.computeIfAbsent(
            ids,
            key ->
                new Trace.Operand(next++, Trace.Kind.IDS, "", ids.size(), 1, null, numbers(ids))));
  }

  /** A copy, since the memory of ids and batches is reused. */
  private static double[] numbers(Ragged.Ids ids) {
    double[] numbers = new double[ids.size()];
    Arrays.setAll(numbers, ids::id);
    return numbers;
  }

  private static double[] numbers(SparseRows batch) {
    double[] numbers = new double[Math.multiplyExact(batch.rows(), batch.columns())];
    for (int row = 0; row < batch.rows(); row++) {
      for (int at = batch.start(row); at < batch.end(row); at++) {
        numbers[row * batch.columns() + batch.column(at)] += batch.value(at);
      }
    }
    return numbers;
  }

  void attribute(String attribute, Object value) {
    attributes.put(attribute, value);
  }

  /** Ends the first of two fused operations; its result has the shape of its first input. */
  void then(String operator) {
    Trace.Operand first = inputs.get(0);
    Trace.Operand between =
        new Trace.Operand(next++, Trace.Kind.RESULT, "", first.rows(), first.columns(), null, NONE);
    end(between);
    begin(operator);
    inputs.add(between);
  }

  void output(Var var) {
    Trace.Operand operand = operand(Trace.Kind.RESULT, "", var, null);
    operands.put(var, operand);
    end(operand);
  }

  /** An operation from one sparse batch to another. */
  void sparse(String operator, Map<String, Object> with, SparseRows from, SparseRows to) {
    begin(operator);
    input(from);
    attributes.putAll(with);
    operands.remove(to);
    end(sparse(to, Trace.Kind.RESULT));
  }

  private void end(Trace.Operand output) {
    nodes.add(
        new Trace.Node(name, Collections.unmodifiableMap(attributes), List.copyOf(inputs), output));
  }

  Trace.Operand operandOf(Var var) {
    return operands.computeIfAbsent(var, key -> operand(Trace.Kind.CONSTANT, "", var, var.value()));
  }

  private Trace.Operand operand(Trace.Kind kind, String called, Var var, @Nullable Matrix value) {
    return new Trace.Operand(next++, kind, called, var.rows(), var.columns(), value, NONE);
  }

  private Trace.Operand sparse(SparseRows batch, Trace.Kind kind) {
    return operands.computeIfAbsent(
        batch,
        key ->
            new Trace.Operand(
                next++,
                kind,
                "",
                batch.rows(),
                batch.columns(),
                null,
                kind == Trace.Kind.SPARSE ? numbers(batch) : NONE));
  }

  Trace trace(Var result) {
    return new Trace(nodes, operandOf(result));
  }
}
