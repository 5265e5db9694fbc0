package org.refold.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.refold.report.table.Rich;

class CellOutputTest {

  private record Bold(String word) implements Rich {
    @Override
    public String toHtml() {
      return "<b>" + word + "</b>";
    }

    @Override
    public String toText() {
      return word;
    }
  }

  @Test
  void ijavaGetsHtmlPicturesAndTexts() {
    IJavaLikeDisplay.CALLS.clear();
    CellOutput output =
        CellOutput.IJavaOutput.through(IJavaLikeDisplay.class.getName()).orElseThrow();
    XYChart chart = new XYChartBuilder().width(200).height(100).build();
    chart.addSeries("a", new double[] {1, 2}, new double[] {1, 2});
    assertThat(output.display(new Bold("one"))).isEqualTo("the-id");
    output.update("the-id", new Bold("two"));
    output.display(chart);
    output.display("plain");
    assertThat(IJavaLikeDisplay.CALLS.get(0)).isEqualTo("display <b>one</b> as [text/html]");
    assertThat(IJavaLikeDisplay.CALLS.get(1)).isEqualTo("update the-id <b>two</b> as [text/html]");
    assertThat(IJavaLikeDisplay.CALLS.get(2)).contains("BufferedImage").endsWith("as [image/png]");
    assertThat(IJavaLikeDisplay.CALLS.get(3)).isEqualTo("display plain as [text/plain]");
  }

  @Test
  void noSuchKernelMeansNoOutput() {
    assertThat(CellOutput.IJavaOutput.through("no.such.kernel.Display")).isEmpty();
  }

  @Test
  void longArraysAreShortened() {
    assertThat(Shown.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(Shown.of(new String[] {"a", null})).isEqualTo("[a, null]");
    assertThat(Shown.of(new float[5000]).toString()).endsWith("0.0, ... 5000 in all]");
    assertThat(Shown.of("text")).isEqualTo("text");
  }

  @Test
  void textGoesToTheTerminalWhereThereIsNoKernel() {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    Refold.show(
        new Bold("seen"), Optional.empty(), new PrintStream(heard, true, StandardCharsets.UTF_8));
    assertThat(heard.toString(StandardCharsets.UTF_8).lines()).containsExactly("seen");
  }
}
