package chat.passerby.field;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.commons.util.Clock;
import io.gatling.commons.util.DefaultClock;
import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Visitors of the field: they stay for 3 s at the median and some for minutes, type at the pace of
 * people, call each other, and one chat in ten is dropped and resumed.
 *
 * <p>Gatling 3.15.1 keeps the socket of a user that has ended until the whole run ends, and its
 * {@code close()} sends 1000, which is leaving for good. So everybody who goes closes, whoever
 * drops closes with 1001 as a reloaded page does, and whoever vanishes says nothing and comes back
 * over another socket while the node still holds the first.
 */
public final class FieldSimulation extends Simulation {
  private static final int TURN_MILLIS = 100;
  private static final int MATCHED_SECONDS = 60;
  private static final int WELCOME_SECONDS = 20;

  /** For the last chats, after nobody new comes. */
  private static final int CLOSING_SECONDS = 15;

  private static final int BUFFERED_FRAMES = 500;

  /** As the clock that Gatling stamps frames by: it begins at the time of day, and is monotonic. */
  private static final Clock CLOCK = new DefaultClock();

  private final Target target = Target.fromProperties();
  private final Figures figures = new Figures();
  private final long startedAt = CLOCK.nowMillis();
  private final long closesAt = startedAt + 1_000L * (target.rampSeconds() + target.seconds());

  public FieldSimulation() {
    HttpProtocolBuilder protocol =
        http.baseUrl(target.base().toString())
            .wsBaseUrl(target.sockets().toString())
            .contentTypeHeader("application/json")
            .wsUnmatchedInboundMessageBufferSize(BUFFERED_FRAMES);
    setUp(
            visit()
                .injectClosed(
                    rampConcurrentUsers(1).to(target.visitors()).during(target.rampSeconds()),
                    constantConcurrentUsers(target.visitors()).during(target.seconds())))
        .maxDuration(Duration.ofSeconds(target.rampSeconds() + target.seconds() + CLOSING_SECONDS))
        .protocols(protocol);
  }

  @Override
  public void after() {
    double seconds = (CLOCK.nowMillis() - startedAt) / 1e3;
    figures.write(Path.of(System.getProperty("figures", "target/field.json")), target, seconds);
  }

  private ScenarioBuilder visit() {
    return scenario("visit")
        .exec(
            exec(
                session -> {
                  Visitor visitor = new Visitor(session.userId(), target, figures);
                  return session.set("visitor", visitor).set("phone", visitor.phone());
                }),
            http("session")
                .post("/api/session")
                .body(StringBody("{\"adult\":true}"))
                .check(status().is(201), jsonPath("$.token").saveAs("token")),
            exitHereIfFailed(),
            hello("hello"),
            exitHereIfFailed(),
            search(
                "find", session -> "{\"type\":\"find\",\"mode\":\"" + of(session).mode() + "\"}"),
            asLongAs(session -> !session.isFailed() && of(session).inChat())
                .on(
                    chat(),
                    doIfOrElse(this::goesOn).then(goOn()).orElse(exec(FieldSimulation::goes))),
            doIf(session -> !session.isFailed()).then(ws("leave for good", "#{phone}").close()));
  }

  /** Says hello over a new socket; the answer is kept as {@code welcome}. */
  private static ChainBuilder hello(String name) {
    return exec(
        ws("connect", "#{phone}").connect("/ws").subprotocol("passerby.v1"),
        ws(name, "#{phone}")
            .sendText("{\"type\":\"hello\",\"token\":\"#{token}\"}")
            .await(WELCOME_SECONDS)
            .on(
                ws.checkTextMessage(name + " to welcome")
                    .matching(jsonPath("$.type").is("welcome"))
                    .check(bodyString().saveAs("welcome"))));
  }

  private ChainBuilder search(String name, Function<Session, String> frame) {
    return exec(
        exec(
            session -> {
              of(session).searches(CLOCK.nowMillis());
              return session;
            }),
        ws(name, "#{phone}")
            .sendText(frame)
            .await(MATCHED_SECONDS)
            .on(
                ws.checkTextMessage(name + " to matched")
                    .matching(jsonPath("$.type").is("matched"))
                    .check(bodyString().saveAs("matched"))),
        exitHereIfFailed(),
        exec(
            session -> {
              of(session).matched(session.getString("matched"), CLOCK.nowMillis());
              return session;
            }));
  }

  /** One chat, until one of the two has had enough. */
  private ChainBuilder chat() {
    return exec(
        asLongAs(session -> of(session).inChat() && !of(session).leaves(CLOCK.nowMillis()))
            .on(
                pause(Duration.ofMillis(TURN_MILLIS)),
                ws.processUnmatchedMessages("#{phone}", this::turn),
                sendAll(),
                doIf(session -> of(session).drops(CLOCK.nowMillis())).then(drop()),
                exitHereIfFailed()));
  }

  private Session turn(List<WsInboundMessage> messages, Session session) {
    Visitor visitor = of(session);
    for (WsInboundMessage message : messages) {
      if (message instanceof WsInboundMessage.Text text) {
        visitor.received(text.message(), text.timestamp());
      }
    }
    visitor.turn(CLOCK.nowMillis());
    return session;
  }

  private static ChainBuilder sendAll() {
    return asLongAs(session -> of(session).hasFrame())
        .on(
            exec(
                session -> {
                  Frame frame = of(session).poll();
                  return session.set("type", frame.type()).set("frame", frame.json());
                }),
            ws("#{type}", "#{phone}").sendText("#{frame}"));
  }

  private static ChainBuilder drop() {
    return exec(
        doIf(session -> !of(session).vanishes()).then(ws("drop", "#{phone}").close(1001, "")),
        pause(session -> of(session).habits().away(of(session).vanishes())),
        exec(
            session -> {
              of(session).takeAnotherPhone();
              return session.set("phone", of(session).phone());
            }),
        hello("hello again"),
        exitHereIfFailed(),
        exec(
            session -> {
              of(session).resumed(session.getString("welcome"));
              return session;
            }));
  }

  private boolean goesOn(Session session) {
    return of(session).wantsMore() && CLOCK.nowMillis() < closesAt;
  }

  private static Session goes(Session session) {
    of(session).goes();
    return session;
  }

  /** The one who leaves says next, and so may the one who was left. */
  private ChainBuilder goOn() {
    return search("next", session -> "{\"type\":\"next\",\"room\":\"" + of(session).room() + "\"}");
  }

  private static Visitor of(Session session) {
    return session.get("visitor");
  }
}
