package org.refold.serve;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param body its bytes
 * @param peer the machine at the other end of the connection
 * @param headers by name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Call(byte[] body, InetAddress peer, Headers headers) {

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What a proxy says of the machine that it asks for. */
  private static final List<String> PASSED_ON =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via");

  /**
   * Whether a program on this machine asks, for itself, as far as can be told: neither another
   * machine through a proxy here, nor the page of another site in a browser here, which names that
   * site as host. A proxy that hides what it is cannot be told: it must not pass such requests on.
   */
  boolean isFromHere() {
    return peer.isLoopbackAddress()
        && PASSED_ON.stream().noneMatch(headers::containsKey)
        && HERE.contains(hostName(headers.getFirst("Host")));
  }

  private static String hostName(@Nullable String host) {
    return host == null ? "" : host.replaceFirst(":\\d*$", "");
  }
}
