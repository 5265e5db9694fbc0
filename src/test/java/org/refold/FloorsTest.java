package org.refold;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages are floors of a house: each imports only from floors below its own. */
class FloorsTest {

  /** From the ground up; packages of one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("data", "kernel"),
          List.of("recommend", "nn", "split"),
          List.of("evaluate"),
          List.of("train"),
          List.of("model", "tribuo"),
          List.of("catalogue"),
          List.of("study"),
          List.of("report"),
          List.of("notebook"),
          List.of("cli"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.refold");

  @TestFactory
  List<DynamicTest> eachFloorImportsOnlyFromBelow() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> sameAndAbove =
          FLOORS.subList(floor, FLOORS.size()).stream().flatMap(List::stream).toList();
      for (String own : FLOORS.get(floor)) {
        String[] forbidden =
            sameAndAbove.stream()
                .filter(other -> !other.equals(own))
                .map(other -> "org.refold." + other + "..")
                .toArray(String[]::new);
        tests.add(
            DynamicTest.dynamicTest(
                own,
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage("org.refold." + own + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .allowEmptyShould(true)
                        .check(CLASSES)));
      }
    }
    return tests;
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("org.refold.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
