package org.refold.onnx;

import java.util.HashMap;
import java.util.Map;
import org.refold.nn.Trace;

/** Operations on images, each of which is a row of a matrix. */
final class ImageOperators {

  private ImageOperators() {}

  /**
   * A convolution, or the transposed one. The image of the attributes is that which is read by the
   * one and given by the other.
   */
  static String convolution(Step s, String operator) {
    long channels = s.whole("channels");
    long height = s.whole("height");
    long width = s.whole("width");
    long kernelHeight = s.whole("kernel_height");
    long kernelWidth = s.whole("kernel_width");
    long stride = s.whole("stride");
    long padding = s.whole("padding");
    long smallHeight = (height + 2 * padding - kernelHeight) / stride + 1;
    long smallWidth = (width + 2 * padding - kernelWidth) / stride + 1;
    long filters = s.node().inputs().get(1).rows();
    boolean transposed = operator.equals("ConvTranspose");
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("kernel_shape", new long[] {kernelHeight, kernelWidth});
    attributes.put("strides", new long[] {stride, stride});
    attributes.put("pads", new long[] {padding, padding, padding, padding});
    if (transposed) {
      attributes.put(
          "output_padding",
          new long[] {
            height - ((smallHeight - 1) * stride + kernelHeight - 2 * padding),
            width - ((smallWidth - 1) * stride + kernelWidth - 2 * padding)
          });
    }
    String image =
        transposed
            ? s.node("Reshape", s.in(0), s.longs(-1, filters, smallHeight, smallWidth))
            : s.node("Reshape", s.in(0), s.longs(-1, channels, height, width));
    String weights =
        s.node("Reshape", s.in(1), s.longs(filters, channels, kernelHeight, kernelWidth));
    Trace.Node node = s.node();
    String biases = node.inputs().size() > 2 ? s.node("Reshape", s.in(2), s.longs(-1)) : "";
    String made = s.graph().node(operator, attributes, image, weights, biases);
    return s.node("Reshape", made, s.longs(-1, node.output().columns()));
  }
}
