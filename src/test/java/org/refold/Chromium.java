package org.refold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A browser that shows what becomes of a page, where this machine has one. */
public final class Chromium {

  private Chromium() {}

  /** The program, if this machine has it. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", ""))
        .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The document after its scripts ran.
   *
   * @param folder for its profile and what it prints
   * @param options further ones of its command line
   */
  public static String dom(Path folder, String address, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program().orElseThrow().toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    command.addAll(List.of("--dump-dom", address));
    Path dom = folder.resolve("dom.html");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(browser.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return Files.readString(dom, StandardCharsets.UTF_8);
  }
}
