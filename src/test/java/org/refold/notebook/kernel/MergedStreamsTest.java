package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MergedStreamsTest {

  @Property(tries = 200)
  void cutsOnlyBetweenCharacters(@ForAll String text, @ForAll @IntRange(max = 400) int at) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int cut = Math.min(at, bytes.length);
    byte[] head = java.util.Arrays.copyOf(bytes, cut);
    int whole = MergedStreams.wholeCharacters(head);
    assertThat(whole).isBetween(Math.max(0, cut - 3), cut);
    String first = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    String rest = new String(bytes, whole, bytes.length - whole, StandardCharsets.UTF_8);
    assertThat(first + rest).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void sendsInOrderWhenTheStreamChanges() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    PrintStream target = new PrintStream(both, true, StandardCharsets.UTF_8);
    PrintStream other = new PrintStream(both, true, StandardCharsets.UTF_8);
    try (MergedStreams streams = new MergedStreams(target, other)) {
      streams.out().print("a");
      streams.err().print("b");
      streams.out().print("c");
    }
    assertThat(both.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
  }
}
