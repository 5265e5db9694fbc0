package org.refold.serve.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection that stays open: POST by HTTP/1.1 of what is ready in bytes, with as little work as
 * there can be, since the client and the server that it measures share the processors.
 */
final class Connection implements Closeable {

  private static final String LENGTH = "content-length:";

  private final Socket socket = new Socket();
  private final InputStream in;

  /**
   * Connects.
   *
   * @param limit the longest that anything may take
   */
  Connection(URI address, Duration limit) throws IOException {
    int milliseconds = Math.toIntExact(limit.toMillis());
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(milliseconds);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), milliseconds);
      this.in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A request in bytes, as {@link #post} sends it. */
  static byte[] request(URI address, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        String.join(
                "\r\n",
                "POST " + address.getPath() + " HTTP/1.1",
                "Host: " + address.getAuthority(),
                "Content-Type: application/json",
                "Content-Length: " + content.length,
                "",
                "")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @return its status
   */
  int post(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String first = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    return Integer.parseInt(first.substring(first.indexOf(' ') + 1).substring(0, 3));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection before its answer");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
