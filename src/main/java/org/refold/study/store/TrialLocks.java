package org.refold.study.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which trials are being worked on, among all threads and processes that share a folder. A claim is
 * a lock of the operating system on one byte of the file {@code .claims}, so it ends with the
 * process that holds it, however that ends: no claim is ever stale. The file stays empty and is
 * never deleted, since deleting a locked file would let two processes hold one lock.
 */
public final class TrialLocks {

  private static final String FILE = ".claims";
  private static final long PAUSE_MILLIS = 20;

  /**
   * One for each file: where a process closes any channel of a file, POSIX drops all its locks on
   * it.
   */
  private static final Map<Path, TrialLocks> OPEN = new HashMap<>();

  private final Path file;
  private final Set<Long> held = new HashSet<>();
  private FileChannel channel;

  private TrialLocks(Path file) throws IOException {
    this.file = file;
    this.channel = open(file);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The claims of a folder, which is made if it is not there. */
  public static TrialLocks in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.toRealPath().resolve(FILE);
    synchronized (OPEN) {
      TrialLocks claims = OPEN.get(file);
      if (claims == null || !Files.exists(file)) {
        claims = new TrialLocks(file);
        OPEN.put(file, claims);
      }
      return claims;
    }
  }

  /** A claim; closing it gives it up. */
  public final class Claim implements AutoCloseable {
    private final long place;
    private final FileLock lock;

    private Claim(long place, FileLock lock) {
      this.place = place;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      synchronized (TrialLocks.this) {
        held.remove(place);
        try {
          lock.release();
        } catch (ClosedChannelException gone) {
          // an interrupt closed the channel, and the lock went with it
        }
      }
    }
  }

  /**
   * Claims something, if it is free.
   *
   * @param what its name
   */
  public synchronized Optional<Claim> tryClaim(String what) throws IOException {
    long place = place(what);
    if (held.contains(place)) {
      return Optional.empty();
    }
    if (!channel.isOpen()) {
      channel = open(file);
    }
    try {
      FileLock lock = channel.tryLock(place, 1, false);
      if (lock == null) {
        return Optional.empty();
      }
      held.add(place);
      return Optional.of(new Claim(place, lock));
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another class loader of this process has it
    }
  }

  /** Claims something, and waits until it is free; for work of milliseconds. */
  public Claim claim(String what) throws IOException {
    while (true) {
      Optional<Claim> claim = tryClaim(what);
      if (claim.isPresent()) {
        return claim.get();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + what);
      }
    }
  }

  /** A byte of the file for each name: far beyond its end, and hardly ever one for two names. */
  private static long place(String what) {
    long hash = 1125899906842597L;
    for (int k = 0; k < what.length(); k++) {
      hash = 31 * hash + what.charAt(k);
    }
    return hash & 0x3fff_ffff_ffff_ffffL;
  }
}
