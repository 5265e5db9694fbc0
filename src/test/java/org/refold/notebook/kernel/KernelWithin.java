package org.refold.notebook.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.channels.JupyterConnection;

/**
 * The real kernel on Jupyter's wire, but in this process: what was compiled for one notebook serves
 * the next, so many of them run in a fraction of the time.
 */
public final class KernelWithin implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OUTPUTS =
      Set.of("stream", "display_data", "execute_result", "error");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final WireClient jupyter;
  private final JupyterConnection connection;

  /** Starts it. */
  public KernelWithin() throws Exception {
    jupyter = new WireClient();
    connection = JavaKernel.serve(jupyter.properties());
    jupyter.awaitKernel();
  }

  /**
   * Runs a cell as Jupyter does.
   *
   * @param cell of a notebook file; gets its execution count and its outputs
   */
  public void run(ObjectNode cell, String source) throws Exception {
    ArrayNode outputs = cell.putArray("outputs");
    for (WireClient.Message message : jupyter.execute(source)) {
      JsonNode content = message.content();
      if (message.type().equals("execute_input")) {
        cell.set("execution_count", content.path("execution_count"));
      } else if (OUTPUTS.contains(message.type())) {
        ObjectNode output = JSON.createObjectNode().put("output_type", message.type());
        outputs.add(output.setAll((ObjectNode) content));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      jupyter.ask("shutdown_request", Map.of("restart", false));
    } catch (Exception e) {
      throw new IOException("the kernel does not say good-bye", e);
    } finally {
      connection.close();
      jupyter.close();
      System.setOut(out);
      System.setErr(err);
    }
  }
}
