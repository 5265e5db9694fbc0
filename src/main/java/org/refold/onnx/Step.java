package org.refold.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.refold.nn.Trace;
import org.refold.settings.BadInputException;

/**
 * An operation of a trace that is to be written, and what it may ask of its surroundings.
 *
 * @param writing writes what the operation reads
 * @param node the operation
 */
record Step(TracedGraph writing, Trace.Node node) {

  OnnxGraph graph() {
    return writing.graph();
  }

  /** The name of an input, from 0; it is written now if it is not yet. */
  String in(int input) {
    return writing.name(node.inputs().get(input));
  }

  /** The operation that gave an input. */
  Trace.Node producer(Trace.Operand operand) {
    return writing.producer(operand);
  }

  /** Writes an operator that takes the inputs of the operation. */
  String as(String operator, Map<String, ?> attributes) {
    String[] inputs = new String[node.inputs().size()];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = in(k);
    }
    return graph().node(operator, attributes, inputs);
  }

  String as(String operator) {
    return as(operator, Map.of());
  }

  /** Writes an operator without attributes. */
  String node(String operator, String... inputs) {
    return graph().node(operator, inputs);
  }

  String number(double number) {
    return graph().number(number);
  }

  String longs(long... numbers) {
    return graph().longs(numbers);
  }

  /** An attribute that is a whole number. */
  long whole(String attribute) {
    return (Long) Objects.requireNonNull(node.attributes().get(attribute), attribute);
  }

  /** Some attributes that are whole numbers. */
  Map<String, Long> wholes(String... attributes) {
    Map<String, Long> some = new HashMap<>();
    for (String attribute : attributes) {
      some.put(attribute, whole(attribute));
    }
    return some;
  }

  /** An attribute that is a real number. */
  double real(String attribute) {
    return (Double) Objects.requireNonNull(node.attributes().get(attribute), attribute);
  }

  /** What to throw if the operation cannot be written. */
  BadInputException refusal(String why) {
    return NotExportable.of(writing.model(), why);
  }
}
