package chat.passerby;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.RoomId;
import chat.passerby.time.NodeClock;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the packages: what may call what. */
class ArchitectureTest {
  static final String ROOT = "chat.passerby";

  /** From top to bottom: a package may call those behind it only. */
  private static final List<String> ORDER =
      List.of(
          ROOT,
          ROOT + ".backup..",
          ROOT + ".prober..",
          ROOT + ".gateway..",
          ROOT + ".visit..",
          ROOT + ".moderation..",
          ROOT + ".matchmaking..",
          ROOT + ".delivery..",
          ROOT + ".room..",
          ROOT + ".device..",
          ROOT + ".session..",
          ROOT + ".cluster..",
          ROOT + ".redis..",
          ROOT + ".packed..",
          ROOT + ".protocol..",
          ROOT + ".web..",
          ROOT + ".telemetry..",
          ROOT + ".http..",
          ROOT + ".settings..",
          ROOT + ".time..");

  /** The parts of a package, from top to bottom, in the same way. */
  private static final List<List<String>> PARTS =
      List.of(
          List.of(
              ROOT + ".gateway.socket",
              ROOT + ".gateway",
              ROOT + ".gateway.http",
              ROOT + ".gateway.proof",
              ROOT + ".gateway.levelling",
              ROOT + ".gateway.icebreakers",
              ROOT + ".gateway.limits"),
          List.of(
              ROOT + ".visit",
              ROOT + ".visit.about",
              ROOT + ".visit.chat",
              ROOT + ".visit.search",
              ROOT + ".visit.state"),
          List.of(
              ROOT + ".moderation.http",
              ROOT + ".moderation.passkey",
              ROOT + ".moderation.staff",
              ROOT + ".moderation.aftermath",
              ROOT + ".moderation.quality",
              ROOT + ".moderation.cases",
              ROOT + ".moderation.records",
              ROOT + ".moderation",
              ROOT + ".moderation.audit"),
          List.of(
              ROOT + ".matchmaking.pairing",
              ROOT + ".matchmaking.rewind",
              ROOT + ".matchmaking.figures",
              ROOT + ".matchmaking.queue",
              ROOT + ".matchmaking.policy"),
          List.of(ROOT + ".cluster", ROOT + ".cluster.peer"),
          List.of(
              ROOT + ".redis.pubsub",
              ROOT + ".redis",
              ROOT + ".redis.cluster",
              ROOT + ".redis.sentinel",
              ROOT + ".redis.embedded",
              ROOT + ".redis.link"),
          List.of(ROOT + ".protocol.reading", ROOT + ".protocol"));

  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static final JavaClasses MAIN_AND_TESTS = new ClassFileImporter().importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> package_inTheOrder_callsNoneAboveIt() {
    return Stream.concat(Stream.of(ORDER), PARTS.stream()).flatMap(ArchitectureTest::downwards);
  }

  private static Stream<DynamicTest> downwards(List<String> order) {
    return IntStream.range(1, order.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    order.get(i),
                    () ->
                        check(
                            noClasses()
                                .that()
                                .resideInAPackage(order.get(i))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(order.subList(0, i).toArray(String[]::new)))));
  }

  @Test
  void class_ofOurs_isInAPackageOfTheOrder() {
    check(classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)));
  }

  @Test
  void packages_withTheirParts_haveNoCycles() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void protocolAndSettings_importNothingOfOurs() {
    for (String alone : List.of(ROOT + ".protocol..", ROOT + ".settings..")) {
      check(
          noClasses()
              .that()
              .resideInAPackage(alone)
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(alone)))));
    }
  }

  /** So that every order of events in a visit can be written down as a plain test. */
  @Test
  void visit_knowsNoSocketNoRedisNoClockAndNoChance() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".visit..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "io.vertx..",
                        "io.netty..",
                        "java.net..",
                        "java.util.concurrent..",
                        ROOT + ".redis..",
                        ROOT + ".telemetry..")
                    .and(not(JavaClass.Predicates.equivalentTo(Buffer.class))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(NodeClock.class, Random.class)
            .orShould()
            .callMethod(RoomId.class, "random")
            .orShould()
            .callMethod(System.class, "nanoTime"));
  }

  @Test
  void policy_ofPairing_knowsNeitherVertxNorRedisNorAClock() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".matchmaking.policy..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx..", ROOT + ".redis.."))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class, NodeClock.class)
            .orShould()
            .callMethodWhere(
                target(name("now")).and(target(owner(resideInAnyPackage("java.time")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime"));
  }

  @Test
  void package_ofOurs_isNullMarked() {
    assertEquals(
        List.of(),
        MAIN.stream()
            .map(JavaClass::getPackage)
            .filter(its -> !its.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(toCollection(TreeSet::new))
            .stream()
            .toList());
  }

  /** A package that does not exist breaks no rule. */
  static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}
