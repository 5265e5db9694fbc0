package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.refold.notebook.kernel.WireClient.Message;

/** Drives the real kernel through Jupyter's wire protocol. */
@Timeout(120)
class JavaKernelTest {

  private static WireClient jupyter;
  private static JupyterConnection connection;

  @BeforeAll
  static void start() throws Exception {
    jupyter = new WireClient();
    connection = JavaKernel.serve(jupyter.properties());
    jupyter.awaitKernel();
  }

  @AfterAll
  static void stop() {
    connection.close();
    jupyter.close();
  }

  private static JsonNode only(List<Message> messages, String type) {
    List<Message> found = messages.stream().filter(m -> m.type().equals(type)).toList();
    assertThat(found).as("%s among %s", type, messages).hasSize(1);
    return found.get(0).content();
  }

  @Test
  void theLastExpressionIsTheResult() throws Exception {
    JsonNode result = only(jupyter.execute("int six = 6;\nsix * 7"), "execute_result");
    assertThat(result.path("data").path("text/plain").asText()).isEqualTo("42");
    result = only(jupyter.execute("new double[][] {{1, 2}, {3}}"), "execute_result");
    assertThat(result.path("data").path("text/plain").asText()).isEqualTo("[[1.0, 2.0], [3.0]]");
  }

  @Test
  void printedFragmentsAreMergedAndPrintfHasNoResult() throws Exception {
    List<Message> messages =
        jupyter.execute(
            "for (int k = 0; k < 500; k++) System.out.print(\"é\");\n"
                + "System.out.printf(\"%d%n\", 9);");
    List<String> pieces =
        messages.stream()
            .filter(message -> message.type().equals("stream"))
            .map(message -> message.content().path("text").asText())
            .toList();
    assertThat(String.join("", pieces)).isEqualToIgnoringNewLines("é".repeat(500) + "9\n");
    assertThat(pieces.size()).isLessThan(50);
    assertThat(messages).noneMatch(m -> m.type().equals("execute_result"));
  }

  @Test
  void bothStreamsAndDisplaysKeepTheirOrder() throws Exception {
    List<Message> messages =
        jupyter.execute(
            "System.out.print(\"a\"); System.err.print(\"b\"); display(\"c\");"
                + " System.out.print(\"d\");");
    assertThat(messages.stream().map(Message::type).filter(t -> !t.equals("status")).toList())
        .containsExactly("execute_input", "stream", "stream", "display_data", "stream");
    assertThat(messages.stream().map(m -> m.content().path("name").asText()).toList())
        .containsSubsequence("stdout", "stderr", "stdout");
  }

  @Test
  void displaysCanBeUpdatedAndTheirIdIsNoResult() throws Exception {
    List<Message> messages =
        jupyter.execute(
            "String id = display(\"<b>1</b>\", \"text/html\"); updateDisplay(id, \"<b>2</b>\","
                + " \"text/html\");");
    JsonNode shown = only(messages, "display_data");
    JsonNode updated = only(messages, "update_display_data");
    assertThat(shown.path("data").path("text/html").asText()).isEqualTo("<b>1</b>");
    assertThat(updated.path("data").path("text/html").asText()).isEqualTo("<b>2</b>");
    assertThat(updated.path("transient").path("display_id"))
        .isEqualTo(shown.path("transient").path("display_id"));
    assertThat(jupyter.execute("display(3)")).noneMatch(m -> m.type().equals("execute_result"));
  }

  @Test
  void whatAnInterruptedCellShowsArrivesAndItStaysInterrupted() throws Exception {
    jupyter.execute(
        """
        boolean lastWords() {
          Thread.currentThread().interrupt();
          for (int k = 0; k < 50; k++) display("last word " + k);
          return Thread.interrupted();
        }
        """);
    List<Message> messages = jupyter.execute("lastWords()");
    assertThat(messages.stream().filter(m -> m.type().equals("display_data"))).hasSize(50);
    JsonNode left = only(messages, "execute_result");
    assertThat(left.path("data").path("text/plain").asText()).isEqualTo("true");
  }

  @Test
  void chartsAreShownAsPngTwiceAsSharpAndAsSvgOnRequest() throws Exception {
    jupyter.execute(
        """
        import org.knowm.xchart.*;
        XYChart chart = new XYChartBuilder().width(300).height(200).title("loss").build();
        chart.addSeries("train", new double[] {1, 2, 3}, new double[] {3, 2, 1});
        """);
    JsonNode result = only(jupyter.execute("chart"), "execute_result");
    JsonNode data = result.path("data");
    byte[] png = Base64.getMimeDecoder().decode(data.path("image/png").asText());
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(600);
    assertThat(result.path("metadata").path("image/png").path("width").asInt()).isEqualTo(300);
    assertThat(data.path("text/plain").asText()).isEqualTo("chart: loss");
    JsonNode svg =
        only(jupyter.execute("render(chart, \"image/svg+xml\")"), "execute_result").path("data");
    assertThat(svg.path("image/svg+xml").asText()).contains("<svg").contains("</svg>");
  }

  @Test
  void picturesAndRichObjectsAreShown() throws Exception {
    JsonNode picture =
        only(jupyter.execute("new java.awt.image.BufferedImage(5, 4, 1)"), "execute_result");
    assertThat(picture.path("data").has("image/png")).isTrue();
    jupyter.execute(
        """
        class Two implements org.refold.report.table.Rich {
          public String toHtml() { return "<i>two</i>"; }
          public String toText() { return "two"; }
        }
        """);
    JsonNode data = only(jupyter.execute("new Two()"), "execute_result").path("data");
    assertThat(data.path("text/html").asText()).isEqualTo("<i>two</i>");
    assertThat(data.path("text/plain").asText()).isEqualTo("two");
  }

  @Test
  void failuresHaveNameValueAndTraceback() throws Exception {
    JsonNode thrown = only(jupyter.execute("int zero = 0;\n\nint x = 1 / zero;"), "error");
    assertThat(thrown.path("ename").asText()).isEqualTo("ArithmeticException");
    assertThat(thrown.path("evalue").asText()).isEqualTo("/ by zero");
    assertThat(thrown.path("traceback").toString()).contains("line 3: int x = 1 / zero;");
    JsonNode refused = only(jupyter.execute("undeclared + 1"), "error");
    assertThat(refused.path("ename").asText()).isEqualTo("CompileError");
    assertThat(refused.path("evalue").asText()).contains("line 1").contains("undeclared");
  }

  @Test
  void theReplyToAFailedCellHasItsNumberAndTheSameTraceback() throws Exception {
    String id =
        jupyter.send("execute_request", Map.of("code", "throw new IllegalStateException(\"no\");"));
    List<Message> messages = jupyter.publishedFor(id);
    JsonNode error = only(messages, "error");
    JsonNode reply = jupyter.reply().content();
    assertThat(reply.path("ename").asText()).isEqualTo("IllegalStateException");
    assertThat(reply.path("traceback")).isEqualTo(error.path("traceback"));
    assertThat(reply.path("execution_count").asInt())
        .isPositive()
        .isEqualTo(only(messages, "execute_input").path("execution_count").asInt());
  }

  @Test
  void anInterruptEndsTheCellWithAnErrorAndTheKernelGoesOn() throws Exception {
    String id =
        jupyter.send(
            "execute_request",
            Map.of("code", "System.out.println(1);\nwhile (true) { Thread.sleep(10); }"));
    jupyter.awaitPublished(id, "stream");
    assertThat(jupyter.ask("interrupt_request", Map.of()).type()).isEqualTo("interrupt_reply");
    JsonNode error = only(jupyter.publishedFor(id), "error");
    assertThat(error.path("ename").asText()).isEqualTo("InterruptedException");
    assertThat(error.path("evalue").asText()).startsWith("interrupted");
    assertThat(jupyter.reply().content().path("status").asText()).isEqualTo("error");
    assertThat(
            only(jupyter.execute("1 + 1"), "execute_result")
                .path("data")
                .path("text/plain")
                .asText())
        .isEqualTo("2");
  }

  @Test
  void completionWorksInTheMiddleOfACell() throws Exception {
    String code = "String word = \"w\";\nint n = word.leng";
    jupyter.execute("String word = \"w\";");
    jupyter.send("complete_request", Map.of("code", code, "cursor_pos", code.length()));
    JsonNode reply = jupyter.reply().content();
    assertThat(reply.path("matches").toString()).contains("length()");
    assertThat(reply.path("cursor_start").asInt()).isEqualTo(code.length() - 4);
    assertThat(reply.path("cursor_end").asInt()).isEqualTo(code.length());
  }

  @Test
  void inspectionShowsSignatures() throws Exception {
    String code = "int n = 1;\nMath.floorMod";
    jupyter.send(
        "inspect_request",
        Map.of("code", code, "cursor_pos", code.length() - 3, "detail_level", 0));
    JsonNode reply = jupyter.reply().content();
    assertThat(reply.path("found").asBoolean()).isTrue();
    assertThat(reply.path("data").path("text/plain").asText())
        .contains("int Math.floorMod(int x, int y)");
  }

  @Test
  void completenessTellsWhetherEnterRunsTheCell() throws Exception {
    Map<String, String> expected =
        Map.of("int a = 1;", "complete", "int f() {", "incomplete", "int 1 = ;", "invalid");
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      jupyter.send("is_complete_request", Map.of("code", entry.getKey()));
      assertThat(jupyter.reply().content().path("status").asText())
          .as(entry.getKey())
          .isEqualTo(entry.getValue());
    }
  }
}
