package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cell that is run over and over leaves nothing behind but what JShell compiled for it. */
@Timeout(600)
class KernelMemoryIT {

  private static final String PREPARE =
      """
      import static org.refold.notebook.Refold.*;
      import org.refold.model.autoencoder.MultVae;
      import org.refold.nn.layer.LayerSizes;
      var data = data("synthetic:users=200,items=300,interactions=6000");
      var split = split(data, "strong:heldout=40");
      """;

  /** Declares a variable anew, trains, measures, and shows a table. */
  private static final String TRAIN =
      """
      var small = new MultVae().withHidden(LayerSizes.of(128)).withLatent(32);
      var outcomes = compare(data, split, "ndcg@10", 42,
          small.withTraining(small.training().withEpochs(1)));
      outcomes
      """;

  private static final int WARM = 5;
  private static final int RUNS = 50;

  /**
   * Numbers of models lie outside the heap, but what keeps those keeps objects, too. The classes of
   * each cell stay, as JShell has it, and compiled code grows for a while: they are not counted.
   */
  private static final double MARGIN_MEGABYTES = 8;

  private final ObjectNode cell = new ObjectMapper().createObjectNode();

  @Test
  void fiftyTrainingsTakeNoMoreMemoryThanFive() throws Exception {
    try (KernelWithin kernel = new KernelWithin()) {
      kernel.run(cell, PREPARE);
      double after = 0;
      for (int run = 1; run <= RUNS; run++) {
        kernel.run(cell, TRAIN);
        JsonNode last = cell.path("outputs").path(cell.path("outputs").size() - 1);
        assertThat(last.path("output_type").asText()).as("%s", last).isEqualTo("execute_result");
        if (run == WARM) {
          after = megabytes();
        }
      }
      assertThat(megabytes()).as("after %s", after).isLessThanOrEqualTo(after + MARGIN_MEGABYTES);
    }
  }

  /** Of the heap, after all that is unreachable was collected. */
  private static double megabytes() {
    for (int k = 0; k < 3; k++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
