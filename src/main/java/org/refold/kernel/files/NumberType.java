package org.refold.kernel.files;

/**
 * How a number is stored in a file of arrays. The names are those of safetensors; those types that
 * we cannot read are here for their size, so that a file can be checked and its other arrays read.
 */
public enum NumberType {
  /** One byte, 0 or 1. */
  BOOL(1),
  /** A byte without sign. */
  U8(1),
  /** A byte with sign. */
  I8(1),
  /** A float of 8 bits, 5 of them exponent. */
  F8_E5M2(1),
  /** A float of 8 bits, 4 of them exponent. */
  F8_E4M3(1),
  /** An integer of 16 bits. */
  I16(2),
  /** An integer of 16 bits without sign. */
  U16(2),
  /** A float of 16 bits, 5 of them exponent. */
  F16(2),
  /** The upper half of a float of 32 bits. */
  BF16(2),
  /** An integer of 32 bits. */
  I32(4),
  /** An integer of 32 bits without sign. */
  U32(4),
  /** A float of 32 bits. */
  F32(4),
  /** An integer of 64 bits. */
  I64(8),
  /** An integer of 64 bits without sign. */
  U64(8),
  /** A float of 64 bits. */
  F64(8);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Whether it stands for whole numbers only. */
  public boolean isInteger() {
    return switch (this) {
      case F8_E5M2, F8_E4M3, F16, BF16, F32, F64 -> false;
      default -> true;
    };
  }
}
