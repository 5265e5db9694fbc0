package org.refold.kernel.files;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a safetensors file says of one of its arrays.
 *
 * @param name its name in the file
 * @param type how its numbers are stored
 * @param shape its lengths, the slowest first; empty for a single number
 * @param begin its first byte, from the end of the header
 * @param end the byte after its last
 */
public record StoredTensor(String name, NumberType type, List<Long> shape, long begin, long end) {

  /** Copies the shape. */
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** The number of numbers. */
  public long size() {
    return (end - begin) / type.bytes();
  }

  /** Such as {@code F32 [500, 3706]}. */
  String described() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", type + " [", "]"));
  }
}
