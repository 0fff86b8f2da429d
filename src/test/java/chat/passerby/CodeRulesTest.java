package chat.passerby;

import static chat.passerby.ArchitectureTest.MAIN_AND_TESTS;
import static chat.passerby.ArchitectureTest.ROOT;
import static chat.passerby.ArchitectureTest.check;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import io.github.bucket4j.Bucket;
import io.netty.util.NetUtil;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may be used where, whatever the package. */
class CodeRulesTest {
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

  /** A TURN server and an app for one-time codes go by their own time of day; nobody else asks. */
  @Test
  void timeOfDay_isAskedForInTwoPlacesOnly() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".gateway.http.IceServers")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".moderation.staff.StaffLogins")
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
                        ROOT + ".prober..",
                        ROOT + ".moderation.http..",
                        ROOT + ".redis..",
                        ROOT + ".telemetry..",
                        ROOT + ".web..",
                        ROOT + ".settings..")
                    .and(not(token)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.jackson.."));
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
}
