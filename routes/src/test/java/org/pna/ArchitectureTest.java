package org.pna;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.Random;
import org.pna.app.Main;
import org.pna.model.Adapter;

/** What the modules do not already forbid. */
@AnalyzeClasses(packages = "org.pna", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("org.pna.adapter.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule ADAPTERS_SPEAK_ONLY_THE_MODEL =
      classes()
          .that()
          .resideInAPackage("org.pna.adapter..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.pna.adapter..", "org.pna.model..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule THE_MODEL_NEEDS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("org.pna.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.pna.model..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule ADAPTERS_ARE_FINAL_AND_NAMED_SO =
      classes()
          .that()
          .implement(Adapter.class)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .haveSimpleNameEndingWith("Adapter");

  @ArchTest
  static final ArchRule CAMEL_IN_TRANSPORTS_AND_ROUTES_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.pna.transport..", "org.pna.routes..", "org.pna.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule CODECS_KNOW_NEITHER_STACK_NOR_CAMEL =
      noClasses()
          .that()
          .resideInAPackage("org.pna.transport.ss7.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "org.restcomm..", "org.mobicents..");

  @ArchTest
  static final ArchRule MLP_IS_READ_WITHOUT_HTTP =
      noClasses()
          .that()
          .resideInAPackage("org.pna.transport.mlp.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "io.vertx..", "java.net..");

  @ArchTest
  static final ArchRule VERTX_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.transport.mlp")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule JSS7_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.transport.ss7")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.restcomm..", "org.mobicents..", "javolution..");

  @ArchTest
  static final ArchRule JAIN_SIP_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.transport.sip")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule ROCKSDB_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.publisher.store")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rocksdb..");

  @ArchTest
  static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage("org.pna.normalise..", "org.pna.adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class);

  /** The model is one, and Main names the commands, which use what stands beside it. */
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.pna.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideInAPackage("org.pna.model.."), resideInAPackage("org.pna.model.."))
          .ignoreDependency(type(Main.class), alwaysTrue());

  @ArchTest
  static final ArchRule TRANSPORTS_KNOW_NO_ADAPTER_AND_NOTHING_BEHIND_IT =
      noClasses()
          .that()
          .resideInAPackage("org.pna.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.pna.adapter..",
              "org.pna.publisher..",
              "org.pna.normalise..",
              "org.pna.routes..",
              "org.pna.app..");

  @ArchTest
  static final ArchRule TRANSPORTS_SHARE_CODECS_AND_METERS_ONLY =
      slices()
          .matching("org.pna.transport.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("org.pna.transport.*.codec.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("org.pna.transport.meters"));

  @ArchTest
  static final ArchRule JDIAMETER_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.transport.diameter")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdiameter..");

  @ArchTest
  static final ArchRule TINYRADIUS_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pna.transport.radius")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tinyradius..");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_IT_IS =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule NO_STATIC_STATE_THAT_CHANGES =
      fields().that().areStatic().should().beFinal();
}
