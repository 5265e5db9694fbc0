package org.refold.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils good input: some bytes changed, cut, doubled, or replaced by what is often misread. */
final class Mutator {

  private static final int MOST_CHANGES = 6;
  private static final int LONG = 70_000;

  private static final List<byte[]> TOKENS =
      List.of(
          text("0"),
          text("-1"),
          text("1e400"),
          text("NaN"),
          text("-Infinity"),
          text("9223372036854775808"),
          text("0x1p-3"),
          text("1_000"),
          text("1,5"),
          text("\""),
          text("\"\""),
          text("'"),
          text(","),
          text(";"),
          text("\t"),
          text("::"),
          text("|"),
          text("\n"),
          text("\r"),
          text("\r\n\r\n"),
          text("\0"),
          text("\ufeff"),
          text("\u2028"),
          text("{"),
          text("}"),
          text("[[[[[["),
          text("null"),
          text("../../x"),
          text("="),
          text(".."),
          text("%s"),
          text("#"),
          text("user,item,rating"),
          new byte[] {(byte) 0xc3, (byte) 0x28},
          new byte[] {(byte) 0xff, (byte) 0xfe},
          new byte[] {0x1f, (byte) 0x8b, 8},
          new byte[] {'P', 'K', 3, 4});

  private Mutator() {}

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of the inputs, spoilt. */
  static byte[] spoil(List<byte[]> good, SplittableRandom random) {
    byte[] bytes = good.get(random.nextInt(good.size()));
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int k = 0; k < changes; k++) {
      bytes = change(bytes, good, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, List<byte[]> good, SplittableRandom random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(12));
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        return replaced(bytes, from, from, TOKENS.get(random.nextInt(TOKENS.size())));
      }
      case 2, 3 -> {
        return replaced(bytes, from, to, TOKENS.get(random.nextInt(TOKENS.size())));
      }
      case 4 -> {
        return replaced(bytes, from, to, new byte[0]);
      }
      case 5 -> {
        return Arrays.copyOf(bytes, from);
      }
      case 6 -> {
        return replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      }
      case 7 -> {
        byte[] other = good.get(random.nextInt(good.size()));
        int start = random.nextInt(other.length + 1);
        return replaced(bytes, from, bytes.length, Arrays.copyOfRange(other, start, other.length));
      }
      default -> {
        if (random.nextInt(50) == 0) {
          byte[] fill = new byte[LONG];
          Arrays.fill(fill, (byte) ('0' + random.nextInt(60)));
          return replaced(bytes, from, from, fill);
        }
        byte[] flipped = bytes.clone();
        for (int k = from; k < to; k++) {
          flipped[k] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
      }
    }
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
    byte[] all = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, all, 0, from);
    System.arraycopy(with, 0, all, from, with.length);
    System.arraycopy(bytes, to, all, from + with.length, bytes.length - to);
    return all;
  }
}
