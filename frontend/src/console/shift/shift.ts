import { Emitter } from "../../events/emitter.js";
import { anything, type Enrolled, type Me, type Role, readEnrolled, readLoggedIn, readMe } from "../api/shapes.js";
import { Ended, StaffApi, untilAnswered } from "../api/staff-api.js";
import { type Authenticator, browserAuthenticator } from "./authenticator.js";
import { Desk } from "./desk.js";
import { isHidden } from "./queue.js";
import { Site } from "./site.js";
import { TabMemory } from "./tab-memory.js";

/** `ended`: the login has ended in mid-shift. What was begun waits until the same moderator logs in again. */
export type ShiftState = "out" | "in" | "ended";

export interface ShiftEvents {
  change: undefined;
}

const roles: readonly Role[] = ["moderator", "senior", "admin"];

/** Somebody's time at the console, from login to logout. */
export class Shift extends Emitter<ShiftEvents> {
  #state: ShiftState = "out";
  #me: Me | undefined;
  #desk: Desk;
  #site: Site;

  constructor(
    readonly api: StaffApi = new StaffApi(),
    private readonly memory: TabMemory = new TabMemory(),
    readonly authenticator: Authenticator = browserAuthenticator,
  ) {
    super();
    this.#desk = new Desk(api, memory);
    this.#site = this.#newSite();
    api.on("ended", () => this.#move("ended"));
  }

  get state(): ShiftState {
    return this.#state;
  }

  get me(): Me | undefined {
    return this.#me;
  }

  get desk(): Desk {
    return this.#desk;
  }

  get site(): Site {
    return this.#site;
  }

  /** Whose login it is or was. */
  get name(): string {
    return this.#me?.name ?? this.memory.kept.name ?? "";
  }

  may(role: Role): boolean {
    return this.#me !== undefined && roles.indexOf(this.#me.role) >= roles.indexOf(role);
  }

  /** Whether this moderator may see pictures of cases with minors. */
  get seesMinors(): boolean {
    return this.#me?.permissions.includes("minors") ?? false;
  }

  /**
   * Goes on with the shift that this tab remembers, if it does.
   *
   * @param failed is told each time that the server cannot tell now
   */
  async resume(failed: () => void): Promise<void> {
    const { token } = this.memory.kept;
    if (token) await untilAnswered(() => this.#begin(token), failed);
  }

  /** @throws Refused when something is wrong, Away when the server cannot tell now */
  async login(name: string, password: string, code: string): Promise<void> {
    const { token } = await this.api.open("/login", { name, password, code }, readLoggedIn);
    await this.enter(name.trim().toLowerCase(), token);
  }

  /**
   * Logs in by a passkey. It says who it is.
   *
   * @throws Cancelled when the moderator does not want to, and as {@link login}
   */
  async loginByPasskey(): Promise<void> {
    const options = await this.api.open("/login/passkey/options", {}, anything);
    const credential = await this.authenticator.use(options);
    const { token } = await this.api.open("/login/passkey", { credential }, readLoggedIn);
    const { name } = await this.api.readAs(token, "/me", readMe);
    await this.enter(name, token);
  }

  /** Takes a token that was given to somebody. */
  async enter(name: string, token: string): Promise<void> {
    if (this.#state === "ended" && name === this.name) {
      this.memory.keep({ token });
      // When this tab was loaded without a good token, who this is must be asked first.
      if (this.#me) this.#move("in");
      this.api.enter(token);
      return;
    }
    this.#forget();
    this.memory.keep({ token, name, opened: 0 });
    await this.#begin(token);
  }

  /** @throws Refused when the invitation or the password is not taken */
  enrol(invite: string, password: string): Promise<Enrolled> {
    return this.api.open("/enrol", { invite, password }, readEnrolled);
  }

  /** Ends the shift at once. The server forgets the token; if it cannot be reached, the token runs out by itself. */
  async logout(): Promise<void> {
    const { token } = this.memory.kept;
    const wasIn = this.#state === "in";
    this.#forget();
    this.#move("out");
    if (wasIn && token) await this.api.revoke(token);
  }

  async #begin(token: string): Promise<void> {
    this.api.enter(token);
    try {
      this.#me = await this.api.read("/me", readMe);
    } catch (e) {
      if (e instanceof Ended) return;
      this.api.leave();
      throw e;
    }
    this.#move("in");
    void this.#desk.start();
    this.#site.start();
  }

  #newSite(): Site {
    return new Site(this.api, () => this.#desk.queue.paused || isHidden());
  }

  #forget(): void {
    this.#desk.stop();
    this.#site.stop();
    this.api.leave();
    this.memory.forget();
    this.#me = undefined;
    this.#desk = new Desk(this.api, this.memory);
    this.#site = this.#newSite();
  }

  #move(state: ShiftState): void {
    this.#state = state;
    this.emit("change", undefined);
  }
}
