package org.refold.kernel;

import java.lang.ref.Cleaner;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A block of memory outside the Java heap, zeroed, that begins at a multiple of 64 bytes. It is
 * freed by {@link #close()} or, where that was forgotten, some time after the last use.
 */
final class Memory implements AutoCloseable {

  private static final int ALIGNMENT = 64;
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong UNCLOSED = new AtomicLong();

  private final long bytes;
  private final long start;
  private final Cleaner.Cleanable cleanable;
  private volatile boolean open = true;

  private Memory(long bytes, Pointer raw) {
    this.bytes = bytes;
    this.start = (raw.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    this.cleanable = CLEANER.register(this, new Freeing(raw));
  }

  /**
   * Takes memory from the operating system.
   *
   * @throws IllegalArgumentException if there is not as much
   */
  static Memory allocate(long bytes) {
    Pointer raw = Pointer.calloc(Math.addExact(Math.max(1, bytes), ALIGNMENT), 1);
    if (raw == null || raw.isNull()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of memory outside the heap were asked for and the system has not as much;"
                  + " use fewer items or float instead of double",
              MemoryForecast.readable(bytes)));
    }
    UNCLOSED.addAndGet(bytes);
    return new Memory(bytes, raw);
  }

  /**
   * The bytes that were allocated and not closed, also those that have been freed without it: what
   * forgets to close makes this grow.
   */
  static long unclosedBytes() {
    return UNCLOSED.get();
  }

  /** A view of some floats; {@code from} is in floats from the start. */
  FloatPointer floats(long from, long length) {
    checkRange(from, length, Float.BYTES);
    return new Floats(new Address(start + from * Float.BYTES), this).limit(length);
  }

  /** A view of some doubles; {@code from} is in doubles from the start. */
  DoublePointer doubles(long from, long length) {
    checkRange(from, length, Double.BYTES);
    return new Doubles(new Address(start + from * Double.BYTES), this).limit(length);
  }

  private void checkRange(long from, long length, int size) {
    if (!open) {
      throw new IllegalStateException("this memory is closed");
    }
    if (from < 0 || length < 0 || (from + length) * size > bytes) {
      throw new IndexOutOfBoundsException(
          from + " to " + (from + length) + " of " + bytes / size + " numbers");
    }
  }

  /** Frees the memory; views of it must not be used any more. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      UNCLOSED.addAndGet(-bytes);
    }
    cleanable.clean();
  }

  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }

  /** Keeps the block alive while native code works on it. */
  private static final class Floats extends FloatPointer {
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Memory owner;

    Floats(Address address, Memory owner) {
      super(address);
      this.owner = owner;
    }
  }

  /** Keeps the block alive while native code works on it. */
  private static final class Doubles extends DoublePointer {
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Memory owner;

    Doubles(Address address, Memory owner) {
      super(address);
      this.owner = owner;
    }
  }

  private record Freeing(Pointer raw) implements Runnable {
    @Override
    public void run() {
      Pointer.free(raw);
    }
  }
}
