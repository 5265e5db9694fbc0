package org.refold.notebook.jupyter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.CpuTuning;
import org.refold.notebook.Workbench;
import org.refold.notebook.kernel.JavaKernel;

/**
 * What Jupyter needs to know to start our kernel. It is named {@code java}, as IJava and JJava are,
 * so the same notebooks run with whichever of them is there; it is written into a Jupyter path of
 * the workbench's own and never touches a kernel that the user has installed.
 *
 * @param javaHome the Java that runs the kernel
 * @param classPath of the kernel and of its cells
 * @param heapMegabytes the largest heap
 * @param environment variables that the kernel gets
 */
public record KernelSpec(
    Path javaHome, String classPath, long heapMegabytes, Map<String, String> environment) {

  /** The name that notebooks ask for. */
  public static final String NAME = "java";

  private static final long LEAST_HEAP = 512;

  /** Copies the map. */
  public KernelSpec {
    environment = Map.copyOf(environment);
  }

  /** For the Java, the class path and the machine that this program runs on. */
  public static KernelSpec of(Workbench workbench) {
    return new KernelSpec(
        Path.of(System.getProperty("java.home")),
        workbench.classPath(),
        Math.max(LEAST_HEAP, Runtime.getRuntime().maxMemory() >> 20),
        variables(System.getenv(CpuTuning.CORE_VARIABLE)));
  }

  /**
   * ND4J is told to leave the threads of OpenBLAS alone: cells may use it in any way. What suits
   * the processor, the kernel finds when it starts: another machine may read the same file.
   *
   * @param core of OpenBLAS, which the user chose for Refold, or null
   */
  static Map<String, String> variables(@Nullable String core) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("ND4J_SKIP_BLAS_THREADS", "1");
    if (core != null) {
      variables.put(CpuTuning.CORE_VARIABLE, core);
    }
    return variables;
  }

  /**
   * Writes {@code kernels/java/kernel.json} below a Jupyter path.
   *
   * @param jupyterPath what {@code JUPYTER_PATH} will be
   * @return the written file
   * @throws IOException if it cannot be written
   */
  public Path install(Path jupyterPath) throws IOException {
    Path folder = Files.createDirectories(jupyterPath.resolve("kernels").resolve(NAME));
    Path file = folder.resolve("kernel.json");
    Path unfinished = Files.createTempFile(folder, "kernel", ".tmp");
    json().writeValue(unfinished.toFile(), content());
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  /**
   * Whether another kernel than ours stands where {@link #install} would write, such as IJava.
   *
   * @param jupyterPath as in {@link #install}
   * @throws IOException if what stands there cannot be read
   */
  public static boolean isTaken(Path jupyterPath) throws IOException {
    Path file = jupyterPath.resolve("kernels").resolve(NAME).resolve("kernel.json");
    return Files.exists(file) && !Files.readString(file).contains(JavaKernel.class.getName());
  }

  private static ObjectMapper json() {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }

  private Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("argv", commandLine());
    content.put("display_name", "Java (Refold)");
    content.put("language", "java");
    content.put("interrupt_mode", "message");
    content.put("env", variables());
    return content;
  }

  /** Maven, which fetches libraries for cells, is to run on the kernel's Java too. */
  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("JAVA_HOME", javaHome.toString());
    return variables;
  }

  private List<String> commandLine() {
    List<String> words = new ArrayList<>();
    words.add(javaHome.resolve("bin").resolve("java").toString());
    if (Files.exists(javaHome.resolve("jmods/jdk.incubator.vector.jmod"))
        || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      words.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    words.add("-Xmx" + heapMegabytes + "m");
    words.add("-Djava.awt.headless=true");
    words.add("-Dfile.encoding=UTF-8");
    words.add("-Dorg.bytedeco.javacpp.maxbytes=" + 2 * heapMegabytes + "m");
    words.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + 4 * heapMegabytes + "m");
    words.addAll(List.of("-cp", classPath, JavaKernel.class.getName(), "{connection_file}"));
    return words;
  }
}
