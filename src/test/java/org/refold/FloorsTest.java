package org.refold;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages are floors of a house: each imports only from floors below its own. */
class FloorsTest {

  /** From the ground up; packages of one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("settings"),
          List.of("data", "kernel"),
          List.of("recommend", "nn", "nd4j", "split"),
          List.of("evaluate", "cluster"),
          List.of("train"),
          List.of("model", "tribuo"),
          List.of("blend"),
          List.of("catalogue"),
          List.of("study", "serve", "onnx"),
          List.of("tune", "spark"),
          List.of("report"),
          List.of("notebook"),
          List.of("cli"));

  /**
   * The same within a floor that has several packages. The families of models stand beside each
   * other, and what comes to the kernel by a service is above it.
   */
  private static final List<List<List<String>>> ROOMS =
      List.of(
          List.of(List.of("data"), List.of("data.read"), List.of("data.sets")),
          List.of(List.of("kernel"), List.of("kernel.simd", "kernel.files")),
          List.of(List.of("nn"), List.of("nn.op", "nn.optimizer"), List.of("nn.layer")),
          List.of(List.of("train.batch"), List.of("train"), List.of("train.neural")),
          List.of(
              List.of("split.audit"),
              List.of("split"),
              List.of("split.files"),
              List.of("split.protocol")),
          List.of(List.of("evaluate.metric"), List.of("evaluate"), List.of("evaluate.statistics")),
          List.of(
              List.of(
                  "model.baseline",
                  "model.linear",
                  "model.factor",
                  "model.autoencoder",
                  "model.masked",
                  "model.sequence")),
          List.of(
              List.of("study"),
              List.of("study.olcut"),
              List.of("study.store"),
              List.of("study.run"),
              List.of("study.plan"),
              List.of("study.article", "study.verdict")),
          List.of(List.of("serve"), List.of("serve.load")),
          List.of(List.of("report.table"), List.of("report.chart"), List.of("report.study")),
          List.of(
              List.of("notebook"),
              List.of("notebook.help"),
              List.of("notebook.kernel"),
              List.of("notebook.jupyter")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.refold");

  @TestFactory
  Stream<DynamicTest> eachFloorImportsOnlyFromBelow() {
    return onlyFromBelow(FLOORS, "..");
  }

  @TestFactory
  Stream<DynamicTest> eachRoomOfAFloorImportsOnlyFromBelow() {
    return ROOMS.stream().flatMap(rooms -> onlyFromBelow(rooms, ""));
  }

  @Test
  void everyRoomHasItsPlace() {
    Set<String> places = new TreeSet<>();
    Stream.concat(FLOORS.stream(), ROOMS.stream().flatMap(List::stream)).forEach(places::addAll);
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(each -> packages.add(each.getPackageName().replaceFirst("org.refold.?", "")));
    packages.remove("");
    assertThat(places).containsAll(packages);
  }

  /** Loading it takes time and memory and changes settings: {@code Nd4jGate} does that once. */
  @Test
  void onlyThePackageForItTouchesNd4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.refold.nd4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..")
        .check(CLASSES);
  }

  /**
   * @param inside what is added to the name of a package: {@code ".."} for those within it too
   */
  private static Stream<DynamicTest> onlyFromBelow(List<List<String>> floors, String inside) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int floor = 0; floor < floors.size(); floor++) {
      List<String> sameAndAbove =
          floors.subList(floor, floors.size()).stream().flatMap(List::stream).toList();
      for (String own : floors.get(floor)) {
        String[] forbidden =
            sameAndAbove.stream()
                .filter(other -> !other.equals(own))
                .map(other -> "org.refold." + other + inside)
                .toArray(String[]::new);
        tests.add(
            DynamicTest.dynamicTest(
                own,
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage("org.refold." + own + inside)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .allowEmptyShould(true)
                        .check(CLASSES)));
      }
    }
    return tests.stream();
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("org.refold.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
