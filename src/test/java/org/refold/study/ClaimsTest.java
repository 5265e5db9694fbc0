package org.refold.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  @Test
  void whatIsClaimedIsClaimedOnce(@TempDir Path folder) throws IOException {
    Claims claims = Claims.in(folder);
    Optional<Claims.Claim> first = claims.tryClaim("one");
    assertThat(first).isPresent();
    assertThat(claims.tryClaim("one")).isEmpty();
    assertThat(Claims.in(folder.resolve("."))).isSameAs(claims);
    Optional<Claims.Claim> other = claims.tryClaim("another");
    assertThat(other).isPresent();
    first.orElseThrow().close();
    Optional<Claims.Claim> again = claims.tryClaim("one");
    assertThat(again).isPresent();
    again.orElseThrow().close();
    other.orElseThrow().close();
  }
}
