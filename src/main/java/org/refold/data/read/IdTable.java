package org.refold.data.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.refold.data.Vocabulary;

/**
 * Numbers raw ids in order of first appearance: an open-addressing hash table over their bytes. A
 * text is made only for an id that is new.
 */
final class IdTable {

  /** What {@link #index} says of an id that is not in a fixed vocabulary. */
  static final int UNKNOWN = -1;

  private final Charset charset;
  private final boolean fixed;
  private final List<String> ids = new ArrayList<>();
  private byte[] arena = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] hashes = new int[1 << 8];
  private int[] slots = new int[1 << 10];
  private int last = UNKNOWN;
  private boolean far;

  private IdTable(Charset charset, boolean fixed) {
    this.charset = charset;
    this.fixed = fixed;
  }

  /** A table that is empty and takes new ids. */
  static IdTable growing(Charset charset) {
    return new IdTable(charset, false);
  }

  /** A table of these ids, which takes no others. */
  static IdTable of(Vocabulary vocabulary, Charset charset) {
    IdTable table = new IdTable(charset, true);
    for (String id : vocabulary.ids()) {
      byte[] bytes = id.getBytes(charset);
      table.add(id, bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }
    return table;
  }

  /**
   * The index of an id; a new one gets the next.
   *
   * @return the index, or {@link #UNKNOWN} if the table is fixed and has no such id
   * @throws CharacterCodingException if a new id is not text in the charset
   */
  int index(byte[] bytes, int from, int to) throws CharacterCodingException {
    if (last >= 0 && isAt(last, bytes, from, to)) {
      return last; // files are mostly grouped by user
    }
    int hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash && isAt(index, bytes, from, to)) {
        last = index;
        return index;
      }
      slot = (slot + 1) & mask;
    }
    if (fixed) {
      return UNKNOWN;
    }
    last = ids.size();
    add(decode(bytes, from, to), bytes, from, to, hash);
    return last;
  }

  private String decode(byte[] bytes, int from, int to) throws CharacterCodingException {
    for (int p = from; p < to; p++) {
      if (bytes[p] < 0) {
        String id =
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
        far = true;
        return id;
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private void add(String id, byte[] bytes, int from, int to, int hash) {
    int index = ids.size();
    if (index == ends.length) {
      ends = Arrays.copyOf(ends, 2 * index);
      hashes = Arrays.copyOf(hashes, 2 * index);
    }
    int start = start(index);
    int end = Math.addExact(start, to - from);
    if (end > arena.length) {
      arena = Arrays.copyOf(arena, (int) Math.min(Integer.MAX_VALUE - 8, 2L * end));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    ends[index] = end;
    hashes[index] = hash;
    ids.add(id);
    if (2 * ids.size() > slots.length) {
      slots = new int[2 * slots.length];
      for (int k = 0; k < ids.size(); k++) {
        place(k);
      }
    } else {
      place(index);
    }
  }

  private void place(int index) {
    int mask = slots.length - 1;
    int slot = hashes[index] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = index + 1;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private boolean isAt(int index, byte[] bytes, int from, int to) {
    int start = start(index);
    if (ends[index] - start != to - from) {
      return false;
    }
    for (int p = from, q = start; p < to; p++, q++) {
      if (bytes[p] != arena[q]) {
        return false;
      }
    }
    return true;
  }

  /** FNV-1a with the finishing step of MurmurHash3, which spreads numbers over the low bits. */
  private static int hash(byte[] bytes, int from, int to) {
    int h = 0x811C9DC5;
    for (int p = from; p < to; p++) {
      h = (h ^ (bytes[p] & 0xFF)) * 0x01000193;
    }
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  /** Whether an id with more than ASCII was read. */
  boolean hasFarIds() {
    return far;
  }

  /** How many ids there are. */
  int size() {
    return ids.size();
  }

  /** The ids as a vocabulary. */
  Vocabulary vocabulary() {
    return Vocabulary.of(ids);
  }
}
