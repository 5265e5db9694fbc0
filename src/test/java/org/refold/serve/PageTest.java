package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.Chromium;

/** The page for a person, read by a browser where there is one. */
class PageTest {

  @TempDir private Path folder;
  private Server server;

  @BeforeEach
  void start() {
    Saved.save("ease", Map.of(), folder.resolve("ease"));
    server = Saved.serve(Map.of("ease", folder.resolve("ease")), new Limits());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itAsksNoOtherMachineAndSaysSoToTheBrowser() {
    var page = Client.of(server).get("/");
    assertThat(page.body())
        .doesNotContain("http://", "https://", " src=", "@import", "innerHTML")
        .contains("prefers-color-scheme: dark");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "connect-src 'self'", "script-src 'sha256-")
        .doesNotContain("unsafe");
  }

  @Test
  void aHistoryIsRecommendedForAndTitlesStayText() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "there is no Chromium to open the page");
    String history = URLEncoder.encode("[\"100\",\"103\"]", StandardCharsets.UTF_8);
    String address = "http://127.0.0.1:" + server.address().getPort() + "/#history=" + history;
    String dom = Chromium.dom(folder, address, "--virtual-time-budget=20000");
    assertThat(Pattern.compile("<button[^>]*>Film &lt;img").matcher(dom).results().count())
        .as(dom)
        .isEqualTo(2);
    assertThat(Pattern.compile("<td title=\"raw id 1\\d\\d\">Film &lt;img").matcher(dom).results())
        .hasSize(10);
    assertThat(dom).contains("ease, 24 items").doesNotContain("<img", "<title>bad");
  }
}
