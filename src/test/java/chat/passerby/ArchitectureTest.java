package chat.passerby;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.RoomId;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.bucket4j.Bucket;
import io.netty.util.NetUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the packages: what may call what, and what may be used where. */
class ArchitectureTest {
  private static final String ROOT = "chat.passerby";

  /** From top to bottom: a package may call those behind it only. */
  private static final List<String> ORDER =
      List.of(
          ROOT,
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
              ROOT + ".gateway.limits"),
          List.of(
              ROOT + ".visit",
              ROOT + ".visit.about",
              ROOT + ".visit.chat",
              ROOT + ".visit.search",
              ROOT + ".visit.state"),
          List.of(
              ROOT + ".matchmaking.pairing",
              ROOT + ".matchmaking.rewind",
              ROOT + ".matchmaking.figures",
              ROOT + ".matchmaking.queue",
              ROOT + ".matchmaking.policy"),
          List.of(
              ROOT + ".redis.pubsub",
              ROOT + ".redis",
              ROOT + ".redis.cluster",
              ROOT + ".redis.sentinel",
              ROOT + ".redis.embedded",
              ROOT + ".redis.link"),
          List.of(ROOT + ".protocol.reading", ROOT + ".protocol"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses MAIN_AND_TESTS = new ClassFileImporter().importPackages(ROOT);

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

  /** Somebody may set the machine's clock: whatever is measured with it is wrong then. */
  @Test
  void timeOfDay_isReadInOnePlaceOnly() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(SystemClock.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class, Date.class, Calendar.class)
            .orShould()
            .callMethodWhere(
                target(name("now")).and(target(owner(resideInAnyPackage("java.time..")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  /** A TURN server compares credentials with its own time of day; nobody else may ask for ours. */
  @Test
  void timeOfDay_isAskedForByIceServersOnly() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".gateway.http.IceServers")
            .should()
            .callMethod(NodeClock.class, "wall"));
  }

  /** Bucket4j's other builders measure with the time of day. */
  @Test
  void buckets_areMadeInOnePlaceOnly() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".gateway.limits.RateLimit")
            .should()
            .callMethod(Bucket.class, "builder"));
  }

  /**
   * What Vert.x and Netty do not promise to keep. NetUtil, which reads addresses, is for everybody.
   */
  @Test
  void internals_ofVertxAndNetty_areUsedInFewPlacesOnly() {
    check(
        noClasses()
            .that(
                resideOutsideOfPackages(
                        ROOT + ".http..", ROOT + ".redis..", ROOT + ".gateway.socket..")
                    // A port that is taken is told by an exception of Netty's.
                    .and(not(name(ROOT + ".NoListening"))))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.netty..", "io.vertx..impl..", "io.vertx..internal..")
                    .and(not(JavaClass.Predicates.belongToAnyOf(NetUtil.class)))));
  }

  @Test
  void redisConnections_areUsedInRedisOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".redis..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.vertx.redis..")
                    .and(
                        not(
                            JavaClass.Predicates.belongToAnyOf(
                                Request.class,
                                Response.class,
                                ResponseType.class,
                                Command.class)))));
  }

  @Test
  void jsonObjects_areUsedAtTheDoorsOnly() {
    // The claims of a token are a JSON object in the API of vertx-auth-jwt.
    DescribedPredicate<JavaClass> token =
        describe(
            "use JWTAuth",
            its ->
                its.getDirectDependenciesFromSelf().stream()
                    .anyMatch(on -> on.getTargetClass().isEquivalentTo(JWTAuth.class)));
    check(
        noClasses()
            .that(
                resideOutsideOfPackages(
                        ROOT + ".protocol..",
                        ROOT + ".gateway..",
                        ROOT + ".redis..",
                        ROOT + ".telemetry..",
                        ROOT + ".settings..")
                    .and(not(token)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.jackson.."));
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

  /**
   * What is written by an enum's order means something else to another build: see StableCodes. Read
   * from the sources, since javac 25 asks for the order itself where code switches over an enum.
   */
  @Test
  void orderOfAnEnum_isNeverAskedFor() throws IOException {
    Pattern order =
        Pattern.compile("(\\.|::)ordinal\\b|(values|getEnumConstants)\\(\\)\\s*(\\[|\\.get\\()");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<Path> asking =
          sources.filter(Files::isRegularFile).filter(file -> contains(file, order)).toList();
      assertEquals(List.of(), asking);
    }
  }

  private static boolean contains(Path file, Pattern pattern) {
    try {
      return pattern.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void code_andTests_neverSleep() {
    noClasses().should().callMethodWhere(target(name("sleep"))).check(MAIN_AND_TESTS);
  }

  @Test
  void code_belowTheRoot_doesNotPrint() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void staticField_isFinal() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void className_saysWhatTheClassIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(MAIN_AND_TESTS);
  }

  /** A package that does not exist breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}
