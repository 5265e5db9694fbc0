package org.refold.study.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLocksTest {

  @Test
  void whatIsClaimedIsClaimedOnce(@TempDir Path folder) throws IOException {
    TrialLocks claims = TrialLocks.in(folder);
    Optional<TrialLocks.Claim> first = claims.tryClaim("one");
    assertThat(first).isPresent();
    assertThat(claims.tryClaim("one")).isEmpty();
    assertThat(TrialLocks.in(folder.resolve("."))).isSameAs(claims);
    Optional<TrialLocks.Claim> other = claims.tryClaim("another");
    assertThat(other).isPresent();
    first.orElseThrow().close();
    Optional<TrialLocks.Claim> again = claims.tryClaim("one");
    assertThat(again).isPresent();
    again.orElseThrow().close();
    other.orElseThrow().close();
  }
}
