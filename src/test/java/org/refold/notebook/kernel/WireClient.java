package org.refold.notebook.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The other end of Jupyter's wire, written from the protocol's description, not from the kernel.
 */
final class WireClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "not-a-secret";
  private static final String DELIMITER = "<IDS|MSG>";

  /** How long a kernel may be silent, in milliseconds. */
  private static final int PATIENCE = 120_000;

  /** One message: its type, its content and the id of the request that it answers. */
  record Message(String type, JsonNode content, String parent) {}

  private final ZContext context = new ZContext();
  private final int[] ports = freePorts(5);
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket published;

  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    int[] ports = new int[count];
    for (int k = 0; k < count; k++) {
      held.add(new ServerSocket(0));
      ports[k] = held.get(k).getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  final KernelConnectionProperties properties() {
    return new KernelConnectionProperties(
        "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], "tcp", "hmac-sha256", KEY);
  }

  /** Connects to ports on which a kernel may listen later. */
  WireClient() throws IOException {
    KernelConnectionProperties wire = properties();
    shell = socket(SocketType.DEALER, wire.getShellPort());
    control = socket(SocketType.DEALER, wire.getControlPort());
    published = context.createSocket(SocketType.SUB);
    published.subscribe(ZMQ.SUBSCRIPTION_ALL);
    published.connect("tcp://127.0.0.1:" + wire.getIopubPort());
    published.setReceiveTimeOut(PATIENCE);
  }

  private ZMQ.Socket socket(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.connect("tcp://127.0.0.1:" + port);
    socket.setReceiveTimeOut(PATIENCE);
    return socket;
  }

  /**
   * Waits until a kernel answers and is heard on the other channel too: a subscriber that came late
   * has missed what was published.
   */
  void awaitKernel() throws Exception {
    published.setReceiveTimeOut(50);
    do {
      send("kernel_info_request", Map.of());
      reply();
    } while (published.recv() == null);
    published.setReceiveTimeOut(PATIENCE);
  }

  /** Sends on the shell channel; returns the message's id. */
  String send(String type, Map<String, ?> content) throws Exception {
    return send(shell, type, content);
  }

  /** Sends on the control channel and waits for the answer there. */
  Message ask(String type, Map<String, ?> content) throws Exception {
    send(control, type, content);
    return receive(control);
  }

  /** The next answer on the shell channel. */
  Message reply() throws Exception {
    return receive(shell);
  }

  /** Runs a cell; all that was published for it until the kernel was idle again. */
  List<Message> execute(String code) throws Exception {
    String id = send("execute_request", Map.of("code", code, "silent", false));
    List<Message> messages = publishedFor(id);
    reply();
    return messages;
  }

  /** All that is published for that request until the kernel is idle again. */
  List<Message> publishedFor(String id) throws Exception {
    List<Message> messages = new ArrayList<>();
    while (true) {
      Message message = receive(published);
      if (message.parent().equals(id)) {
        if (message.content().path("execution_state").asText().equals("idle")) {
          return messages;
        }
        messages.add(message);
      }
    }
  }

  /** Waits until a message of a type is published for that request. */
  void awaitPublished(String id, String type) throws Exception {
    Message message = receive(published);
    while (!message.parent().equals(id) || !message.type().equals(type)) {
      message = receive(published);
    }
  }

  private static String send(ZMQ.Socket socket, String type, Map<String, ?> content)
      throws Exception {
    String id = UUID.randomUUID().toString();
    ObjectNode header = JSON.createObjectNode();
    header.put("msg_id", id).put("username", "test").put("session", "wire");
    header.put("date", "2024-01-01T00:00:00.000000Z").put("msg_type", type).put("version", "5.3");
    List<String> parts = List.of(header.toString(), "{}", "{}", JSON.writeValueAsString(content));
    socket.sendMore(DELIMITER);
    socket.sendMore(signature(parts));
    for (String part : parts.subList(0, 3)) {
      socket.sendMore(part.getBytes(UTF_8));
    }
    socket.send(parts.get(3).getBytes(UTF_8));
    return id;
  }

  private static Message receive(ZMQ.Socket socket) throws Exception {
    String frame = text(socket);
    while (!frame.equals(DELIMITER)) {
      frame = text(socket);
    }
    String signature = text(socket);
    List<String> parts = List.of(text(socket), text(socket), text(socket), text(socket));
    if (!signature.equals(signature(parts))) {
      throw new IllegalStateException("the signature is wrong");
    }
    return new Message(
        JSON.readTree(parts.get(0)).path("msg_type").asText(),
        JSON.readTree(parts.get(3)),
        JSON.readTree(parts.get(1)).path("msg_id").asText());
  }

  private static String text(ZMQ.Socket socket) {
    byte[] bytes = socket.recv();
    if (bytes == null) {
      throw new IllegalStateException("the kernel does not answer");
    }
    return new String(bytes, UTF_8);
  }

  private static String signature(List<String> parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
    parts.forEach(part -> mac.update(part.getBytes(UTF_8)));
    return HexFormat.of().formatHex(mac.doFinal());
  }

  @Override
  public void close() {
    context.close();
  }
}
