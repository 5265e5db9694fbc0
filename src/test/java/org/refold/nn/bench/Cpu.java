package org.refold.nn.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor time of all threads of this process: what a measurement on a busy machine can trust.
 */
final class Cpu {

  private Cpu() {}

  static long nanoseconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
