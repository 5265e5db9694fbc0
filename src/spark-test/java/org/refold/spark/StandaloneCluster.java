package org.refold.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A master and workers of Spark on the loopback device, each a process of its own, started from the
 * class path of this one: no distribution of Spark is needed.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  private StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    Files.createDirectories(folder.resolve("home").resolve("jars"));
    this.master =
        start(
            "master",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
  }

  /**
   * Starts a master and some workers of one core each, and waits until they know each other.
   *
   * @param folder for logs and work
   */
  static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    try {
      cluster.await("master", "I have been elected leader");
      for (int k = 0; k < workers; k++) {
        cluster.addWorker(k);
      }
      for (int k = 0; k < workers; k++) {
        cluster.await("worker-" + k, "Successfully registered with master");
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void addWorker(int number) throws IOException {
    workers.add(
        start(
            "worker-" + number,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--cores",
            "1",
            "--memory",
            "700m",
            "--webui-port",
            "0",
            "--work-dir",
            folder.resolve("work-" + number).toString(),
            master()));
  }

  private Process start(String name, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.spark.deploy=info"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    File log = folder.resolve(name + ".log").toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  /** Where workers are asked for. */
  String master() {
    return "spark://127.0.0.1:" + port;
  }

  /**
   * Kills a worker and its executor without warning.
   *
   * @return how many processes were killed
   */
  int kill(int worker) {
    List<ProcessHandle> killed =
        Stream.concat(workers.get(worker).descendants(), Stream.of(workers.get(worker).toHandle()))
            .toList();
    killed.forEach(ProcessHandle::destroyForcibly);
    return killed.size();
  }

  /** What the executors of a worker have written. */
  String executorLogs(int worker) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("work-" + worker))) {
      for (Path file : files.filter(one -> one.endsWith("stderr")).toList()) {
        text.append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private void await(String name, String line) throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.readString(log, StandardCharsets.UTF_8).contains(line)) {
      if (Instant.now().isAfter(end) || !master.isAlive()) {
        throw new IllegalStateException(
            "the %s of Spark does not start: %s".formatted(name, Files.readString(log)));
      }
      Thread.sleep(100);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (int k = 0; k < workers.size(); k++) {
      kill(k);
    }
    master.destroyForcibly();
  }
}
