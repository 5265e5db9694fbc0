package org.refold.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import org.refold.settings.BadInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves models by HTTP until it is stopped. Connections have threads of their own, so that those
 * which are slow do not keep others from the models.
 *
 * <p>The JDK's server reads its own limits once in a process: those of the first server hold for
 * connections of all that follow.
 */
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Connections that are read or answered while all turns are taken and waited for. */
  private static final int MORE_CONNECTIONS = 64;

  /** Seconds that a client has for taking an answer, after those for making it. */
  private static final int TAKING = 60;

  private final HttpServer http;
  private final ThreadPoolExecutor connections;
  private final Models models;
  private final Limits limits;
  private final Turns turns;
  private final Metrics metrics = new Metrics();
  private final Admission admission = new Admission();
  private final Routes routes;

  private Server(HttpServer http, Models models, Limits limits, ReloadToken token) {
    this.http = http;
    this.models = models;
    this.limits = limits;
    this.turns = new Turns(limits);
    this.routes = new Routes(new Asking(models, turns, limits), metrics, admission, token);
    this.connections = IdleFirst.threads(connections(limits));
  }

  private static int connections(Limits limits) {
    return limits.threads() + limits.waiting() + MORE_CONNECTIONS;
  }

  /**
   * Starts a server.
   *
   * @param models closed with the server, or where it does not start
   * @param address port 0 takes any that is free
   * @param token for having models loaded again
   * @throws BadInputException if the address cannot be had
   * @throws IOException if there is no network
   */
  public static Server start(
      Models models, InetSocketAddress address, Limits limits, ReloadToken token)
      throws IOException {
    setOnce("nodelay", "true"); // answers would wait 40 ms for an acknowledgement of their headers
    // a burst of requests leaves as many open, and closing them fails what is just being sent
    setOnce("maxIdleConnections", Integer.toString(connections(limits)));
    setOnce("maxReqTime", Integer.toString(limits.seconds()));
    setOnce("maxRspTime", Integer.toString(limits.seconds() + TAKING));
    HttpServer http;
    try {
      http = HttpServer.create(address, connections(limits));
    } catch (BindException e) {
      models.close();
      throw new BadInputException(
          "%s cannot be had: %s; name another port, or 0 for any"
              .formatted(address, e.getMessage()),
          e);
    } catch (IOException | RuntimeException e) {
      models.close();
      throw e;
    }
    Server server = new Server(http, models, limits, token);
    http.setExecutor(server.connections);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  private static void setOnce(String name, String value) {
    String property = "sun.net.httpserver." + name;
    System.setProperty(property, System.getProperty(property, value));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** The paths that are served. */
  Routes routes() {
    return routes;
  }

  private void handle(HttpExchange exchange) {
    long start = System.nanoTime();
    String path = String.valueOf(exchange.getRequestURI().getPath());
    boolean admitted = admission.enter();
    try (exchange) {
      Answer answer = admitted || path.equals(Routes.HEALTH) ? answer(exchange, path) : stopping();
      metrics.answered(routes.label(path), answer.status(), System.nanoTime() - start);
      Exchange.send(exchange, answer);
    } catch (IOException e) {
      LOG.debug("{} went before its answer: {}", exchange.getRemoteAddress(), e.toString());
    } finally {
      if (admitted) {
        admission.leave();
      }
    }
  }

  private Answer answer(HttpExchange exchange, String path) throws IOException {
    try {
      Route route = routes.find(exchange.getRequestMethod(), path);
      return route.answer(Exchange.read(exchange, route, limits));
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (BadInputException e) {
      return Refusal.of(400, String.valueOf(e.getMessage())).answer();
    } catch (RuntimeException e) {
      LOG.error("{} failed", path, e);
      return Refusal.of(500, "this should not have happened; the server's log says more").answer();
    }
  }

  private static Answer stopping() {
    Map<String, String> headers = Map.of("Connection", "close", "Retry-After", "5");
    return Refusal.of(503, "the server is stopping; ask another, or later").with(headers).answer();
  }

  /**
   * Stops: requests that run are answered, as long as they do not take longer than any may, further
   * ones are 503. Stopping again does nothing.
   *
   * @return whether all were answered
   */
  public boolean stop() {
    boolean ended = admission.stop(2 * limits.seconds());
    http.stop(0);
    connections.shutdown();
    turns.close();
    models.close();
    return ended;
  }

  @Override
  public void close() {
    stop();
  }
}
