package io.faceattendance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.stream.Stream;

/** The boundaries that docs/DECISIONS.md and the package-infos describe. */
@AnalyzeClasses(
    packages = "io.faceattendance",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] NATIVES = {"org.bytedeco..", "ai.onnxruntime..", "org.nd4j.."};

  private static final String[] PURE = {
    "io.faceattendance.quality", "io.faceattendance.detect.evaluation"
  };

  @ArchTest
  static final ArchRule nativesStayInInternalPackages =
      noClasses()
          .that()
          .resideOutsideOfPackage("..internal..")
          .and()
          .resideOutsideOfPackage("io.faceattendance.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NATIVES);

  @ArchTest
  static final ArchRule noNativeTypeInAPublicSignature =
      noMethods()
          .that()
          .arePublic()
          .or()
          .areProtected()
          .should(haveANativeType())
          .because("heap goes in and heap comes out");

  @ArchTest
  static final ArchRule noNativeTypeInAPublicConstructor =
      noConstructors().that().arePublic().or().areProtected().should(haveANativeType());

  @ArchTest
  static final ArchRule noNativeTypeInAPublicField =
      noFields()
          .that()
          .arePublic()
          .or()
          .areProtected()
          .should()
          .haveRawType(resideInAnyPackage(NATIVES));

  @ArchTest
  static final ArchRule measuresArePureFunctionsOfValues =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.jspecify..", "io.faceattendance")
                  .or(resideInAnyPackage(PURE)));

  @ArchTest
  static final ArchRule detectEmbedAndMatchDoNotSeeEachOther =
      slices().matching("io.faceattendance.(detect|embed|match)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule matchingKnowsNeitherTrainingNorEvaluation =
      noClasses()
          .that()
          .resideInAPackage("io.faceattendance.match")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.faceattendance.match.head..", "io.faceattendance.match.evaluation..");

  @ArchTest
  static final ArchRule nothingBelowKnowsAttendance =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.faceattendance.attendance..",
              "io.faceattendance.cli..",
              "io.faceattendance.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.faceattendance.attendance..", "io.faceattendance.cli..");

  @ArchTest
  static final ArchRule coreKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.faceattendance",
              "io.faceattendance.geometry..",
              "io.faceattendance.image..",
              "io.faceattendance.quality..",
              "io.faceattendance.model..",
              "io.faceattendance.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.faceattendance.detect..",
              "io.faceattendance.embed..",
              "io.faceattendance.match..");

  @ArchTest
  static final ArchRule theCommandLinesLibrariesStayInTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.faceattendance.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "picocli..", "ch.qos.logback..", "me.tongfei..", "org.apache.commons.csv..");

  @ArchTest
  static final ArchRule jsonIsReadAndWrittenInTwoPlaces =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.faceattendance.cli..", "io.faceattendance.attendance.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule chartsStayInReports =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.faceattendance.cli.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.knowm..");

  @ArchTest
  static final ArchRule reportsKnowNoCommand =
      noClasses()
          .that()
          .resideInAPackage("io.faceattendance.cli.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.faceattendance.cli", "picocli..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule sqlStaysInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.faceattendance.attendance.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..");

  private static ArchCondition<JavaCodeUnit> haveANativeType() {
    DescribedPredicate<JavaClass> isNative = resideInAnyPackage(NATIVES);
    return new ArchCondition<>("have a native parameter or result") {
      @Override
      public void check(JavaCodeUnit method, ConditionEvents events) {
        boolean found =
            Stream.concat(
                    method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                .anyMatch(isNative);
        String types = Arrays.toString(method.getRawParameterTypes().toArray());
        events.add(new SimpleConditionEvent(method, found, method.getFullName() + types));
      }
    };
  }
}
