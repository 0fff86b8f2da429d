package chat.passerby.moderation.http;

import chat.passerby.moderation.passkey.Assertion;
import chat.passerby.moderation.passkey.PasskeyId;
import chat.passerby.moderation.passkey.PasskeyLogins;
import chat.passerby.moderation.passkey.Passkeys;
import chat.passerby.moderation.passkey.Passkeys.Added;
import chat.passerby.moderation.passkey.Registration;
import chat.passerby.moderation.passkey.RelyingParty;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logins by passkeys, and the passkeys of whoever asks. */
public final class PasskeyEndpoints {
  private static final int LABEL_CHARS = 64;

  /** Web Authentication, section 4, gives 1,023 bytes to the id of a passkey. */
  private static final int ID_BYTES = 1_023;

  /** Section 5.4.3 gives 64 bytes to the handle of a user. */
  private static final int HANDLE_BYTES = 64;

  private static final int TRANSPORTS = 8;
  private static final Pattern TRANSPORT = Pattern.compile("[a-z0-9-]{1,32}");

  private final RelyingParty party;
  private final Passkeys passkeys;
  private final PasskeyLogins logins;

  public PasskeyEndpoints(RelyingParty party, Passkeys passkeys, PasskeyLogins logins) {
    this.party = party;
    this.passkeys = passkeys;
    this.logins = logins;
  }

  /** All of them. */
  public List<Endpoint> all() {
    StaffRole role = StaffRole.MODERATOR;
    return List.of(
        Endpoint.open(HttpMethod.POST, "/login/passkey/options", this::beginLogin),
        Endpoint.open(HttpMethod.POST, "/login/passkey", this::login),
        Endpoint.of(HttpMethod.GET, "/passkeys", role, this::list),
        Endpoint.of(HttpMethod.POST, "/passkeys/options", role, this::begin),
        Endpoint.of(HttpMethod.POST, "/passkeys", role, this::add),
        Endpoint.of(HttpMethod.DELETE, "/passkeys/:passkey", role, this::remove));
  }

  private Site site(StaffRequest request) {
    return party
        .site(request.origin(), request.host())
        .orElseThrow(() -> HttpRefusal.of(HttpError.NO_PASSKEYS));
  }

  private Future<Answer> beginLogin(StaffRequest request) {
    request.body();
    return logins
        .begin(request.address(), site(request))
        .map(
            begun ->
                switch (begun) {
                  case PasskeyLogins.Begun.Yes yes -> Answer.ok(PasskeyJson.request(yes.options()));
                  case PasskeyLogins.Begun.TooMany many ->
                      throw HttpRefusal.of(HttpError.RATE_LIMITED, many.retryAfter());
                });
  }

  private Future<Answer> login(StaffRequest request) {
    Fields credential = request.body("credential").part("credential");
    Fields response = credential.part("response");
    Buffer clientData = response.bytes("clientDataJSON", Endpoint.SMALL_BODY);
    Assertion given =
        new Assertion(
            PasskeyJson.challenge(clientData),
            credential.bytes("id", ID_BYTES),
            response.bytes("userHandle", HANDLE_BYTES),
            clientData,
            response.bytes("authenticatorData", Endpoint.SMALL_BODY),
            response.bytes("signature", Endpoint.SMALL_BODY));
    return logins.login(given, request.address(), site(request)).map(StaffEndpoints::answer);
  }

  private Future<Answer> list(StaffRequest request) {
    return passkeys
        .list(request.member().name())
        .map(
            all ->
                Answer.ok(
                    new JsonObject()
                        .put(
                            "items",
                            new JsonArray(all.stream().map(PasskeyJson::described).toList()))
                        .putNull("next")));
  }

  private Future<Answer> begin(StaffRequest request) {
    Fields body = request.body("password", "code");
    return passkeys
        .begin(
            request.member().name(),
            body.anyText("password"),
            body.anyText("code"),
            request.address(),
            site(request))
        .map(
            begun ->
                switch (begun) {
                  case Passkeys.Begun.Yes yes -> Answer.ok(PasskeyJson.creation(yes.options()));
                  case Passkeys.Begun.Wrong wrong -> throw HttpRefusal.of(HttpError.WRONG_PROOF);
                  case Passkeys.Begun.TooMany many ->
                      throw HttpRefusal.of(HttpError.RATE_LIMITED, many.retryAfter());
                  case Passkeys.Begun.Full full -> throw HttpRefusal.of(HttpError.TOO_MANY);
                  case Passkeys.Begun.Busy busy ->
                      throw HttpRefusal.of(HttpError.OVERLOADED, StaffEndpoints.BUSY);
                });
  }

  private Future<Answer> add(StaffRequest request) {
    Fields body = request.body("label", "credential");
    String label = body.text("label", LABEL_CHARS);
    Fields response = body.part("credential").part("response");
    Buffer clientData = response.bytes("clientDataJSON", Endpoint.SMALL_BODY);
    Registration given =
        new Registration(
            PasskeyJson.challenge(clientData),
            clientData,
            response.bytes("attestationObject", Endpoint.SMALL_BODY),
            response.has("transports")
                ? response
                    .choices(
                        "transports",
                        text -> Optional.of(text).filter(TRANSPORT.asMatchPredicate()),
                        "transports of Web Authentication")
                    .stream()
                    .limit(TRANSPORTS)
                    .toList()
                : List.of());
    return passkeys
        .add(request.member().name(), label, given, site(request))
        .map(
            added ->
                switch (added) {
                  case Added.Yes yes -> Answer.created(PasskeyJson.described(yes.passkey()));
                  case Added.Bad bad -> throw HttpRefusal.of(HttpError.BAD_PASSKEY);
                  case Added.Exists exists -> throw HttpRefusal.of(HttpError.PASSKEY_EXISTS);
                  case Added.Full full -> throw HttpRefusal.of(HttpError.TOO_MANY);
                  case Added.Busy busy ->
                      throw HttpRefusal.of(HttpError.OVERLOADED, StaffEndpoints.BUSY);
                });
  }

  private Future<Answer> remove(StaffRequest request) {
    request.body();
    PasskeyId id =
        PasskeyId.read(request.part("passkey"))
            .orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND));
    return passkeys
        .remove(request.member().name(), id)
        .map(
            removed -> {
              if (!removed) {
                throw HttpRefusal.of(HttpError.NOT_FOUND);
              }
              return Answer.done();
            });
  }
}
