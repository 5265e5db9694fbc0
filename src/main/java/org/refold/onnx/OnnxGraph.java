package org.refold.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;

/** A graph of ONNX while it is written. Values go by their names. */
final class OnnxGraph {

  /** What a file holds at most is 2 GB; the rest is for names and ids of items. */
  private static final long MOST_BYTES = (1L << 31) - (64L << 20);

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("refold");

  /** By shape and numbers. */
  private final Map<List<List<Long>>, String> wholeNumbers = new HashMap<>();

  private long bytes;
  private int next;

  /** Fills a row of a tensor. */
  @FunctionalInterface
  interface Row {
    void read(int row, float[] numbers);
  }

  /**
   * Adds an input.
   *
   * @param axes sizes, or names of those that are free
   */
  String input(String name, TensorProto.DataType type, Object... axes) {
    graph.addInput(described(name, type, axes));
    return name;
  }

  /** Names a value as an output. */
  void output(String name, String value, Object... axes) {
    graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
    graph.addOutput(described(name, TensorProto.DataType.FLOAT, axes));
  }

  private static ValueInfoProto described(String name, TensorProto.DataType type, Object... axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object axis : axes) {
      if (axis instanceof Integer size) {
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
      } else {
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(axis.toString()));
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  /** Adds an operation without attributes and returns the name of its first output. */
  String node(String operator, String... inputs) {
    return node(operator, Map.of(), inputs);
  }

  /**
   * Adds an operation and returns the name of its first output.
   *
   * @param attributes {@link Long}, {@link Float}, {@link String} or {@code long[]} by name
   * @param inputs names of values; empty for optional ones that are left out
   */
  String node(String operator, Map<String, ?> attributes, String... inputs) {
    String output = fresh(operator.toLowerCase(Locale.ROOT));
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(List.of(inputs))
            .addOutput(output);
    attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
    graph.addNode(node);
    return output;
  }

  /** Adds an operation that reduces an axis to one number. */
  String reduced(String operator, long axis, String value) {
    return node(operator, Map.of("axes", new long[] {axis}, "keepdims", 1L), value);
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long number) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(number);
    } else if (value instanceof Float number) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
    } else if (value instanceof long[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      for (long number : numbers) {
        attribute.addInts(number);
      }
    } else {
      attribute
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(value.toString()));
    }
    return attribute.build();
  }

  private String fresh(String called) {
    return called.replaceAll("[^A-Za-z0-9.]+", "_") + "_" + next++;
  }

  /** Adds a matrix of floats. */
  String matrix(String called, Matrix values) {
    return tensor(called, values.rows(), values.columns(), values::readRow);
  }

  /** Adds a row of floats, {@code [1, numbers]}. */
  String row(String called, float... numbers) {
    return tensor(
        called,
        1,
        numbers.length,
        (row, into) -> System.arraycopy(numbers, 0, into, 0, into.length));
  }

  /** Adds one float, without axes. */
  String number(double value) {
    String name = fresh("number");
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addFloatData((float) value));
    return name;
  }

  /**
   * Adds floats, {@code [rows, columns]}.
   *
   * @throws BadInputException if the file becomes larger than ONNX allows
   */
  String tensor(String called, int rows, int columns, Row values) {
    return tensor(called, List.of((long) rows, (long) columns), rows, columns, values);
  }

  /** Adds floats that are given in rows, of any shape. */
  String tensor(String called, List<Long> shape, int rows, int columns, Row values) {
    long size = (long) rows * columns * Float.BYTES;
    bytes += size;
    if (bytes > MOST_BYTES) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the weights are larger than the 2 GB that one ONNX file holds; '%s' alone is %d x"
                  + " %d; keep fewer items, or export a model of low rank",
              called,
              rows,
              columns));
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    float[] row = new float[columns];
    for (int k = 0; k < rows; k++) {
      values.read(k, row);
      for (float number : row) {
        buffer.putFloat(number);
      }
    }
    String name = fresh(called);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addAllDims(shape)
            .setRawData(UnsafeByteOperations.unsafeWrap(buffer.flip())));
    return name;
  }

  /** Whole numbers, {@code [numbers]}; the same ones are added once. */
  String longs(long... numbers) {
    return wholeNumbers(List.of((long) numbers.length), Arrays.stream(numbers).boxed().toList());
  }

  /** A whole number, without axes. */
  String whole(long number) {
    return wholeNumbers(List.of(), List.of(number));
  }

  private String wholeNumbers(List<Long> shape, List<Long> numbers) {
    return wholeNumbers.computeIfAbsent(
        List.of(shape, numbers),
        key -> {
          String name = fresh("numbers");
          graph.addInitializer(
              TensorProto.newBuilder()
                  .setName(name)
                  .setDataType(TensorProto.DataType.INT64.getNumber())
                  .addAllDims(shape)
                  .addAllInt64Data(numbers));
          return name;
        });
  }

  GraphProto build() {
    return graph.build();
  }
}
