import { Emitter } from "../../events/emitter.js";
import { monotonic } from "../../time/clock.js";
import { type CaseFile, type Ruling, readCase, readDecision } from "../api/shapes.js";
import { Ended, Refused, type StaffApi, untilAnswered } from "../api/staff-api.js";
import { Claim } from "./claim.js";
import { Drafts } from "./drafts.js";
import { type Draft, emptyDraft, rulingOf } from "./measures.js";
import { Pictures } from "./pictures.js";
import { Queue } from "./queue.js";
import type { TabMemory } from "./tab-memory.js";

/**
 * `loading`: the next case is on its way. `empty`: there is none, and the queue is watched. `open`: a case is on the desk.
 * `sending`: its decision is on its way.
 */
export type DeskState = "loading" | "empty" | "open" | "sending";

/** Something that a moderator has to know. `by` says who was first. */
export interface News {
  readonly kind: "away" | "taken" | "decided" | "gone" | "undone" | "late" | "left-out" | "run-out" | "refused";
  readonly by?: string;
}

/** A decision that may be taken back still. */
export interface Made {
  readonly case: string;
  readonly decision: string;
  readonly draft: Draft;
  /** When that is over, as {@link monotonic} has it. */
  readonly until: number;
}

export interface DeskEvents {
  change: undefined;
}

/**
 * One moderator's desk: the case at hand, what is about to be decided on it, and the last decision. The next case comes by
 * itself. A decision is sent until the server has answered, and counts once however often it was sent.
 */
export class Desk extends Emitter<DeskEvents> {
  readonly queue: Queue;
  readonly pictures: Pictures;
  readonly #drafts: Drafts;
  readonly #claim: Claim;
  #state: DeskState = "loading";
  #file: CaseFile | undefined;
  #draft: Draft = emptyDraft;
  #made: Made | undefined;
  #news: News | undefined;
  /** What lays cases on the desk, one after the other. */
  #busy: Promise<void> = Promise.resolve();
  #undo: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #attended = true;

  constructor(
    private readonly api: StaffApi,
    private readonly memory: TabMemory,
  ) {
    super();
    this.#drafts = new Drafts(memory);
    this.#claim = new Claim(api, {
      ranOut: () => this.#report({ kind: "run-out" }),
      renewed: () => this.#over("run-out"),
      lost: (refusal) => this.#report(newsOf(refusal)),
    });
    this.queue = new Queue(api, () => this.#queueRead());
    this.pictures = new Pictures(api, memory, () => this.#tell());
  }

  get state(): DeskState {
    return this.#state;
  }

  get file(): CaseFile | undefined {
    return this.#file;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get made(): Made | undefined {
    return this.#made;
  }

  get news(): News | undefined {
    return this.#news;
  }

  /** Begins with what this tab was at, or else with the next case. */
  async start(): Promise<void> {
    this.queue.start();
    const { unsent, case: begun } = this.memory.kept;
    if (unsent) await this.#send(unsent.case, unsent.ruling, this.#drafts.of(unsent.case));
    else if (begun) await this.#inTurn(() => this.#take(begun));
    else await this.next();
  }

  stop(): void {
    this.#stopped = true;
    this.queue.stop();
    this.pictures.clear();
    this.#claim.hold(undefined);
    clearTimeout(this.#undo);
    this.#file = undefined;
  }

  /** Whether the moderator sits at the desk. Whoever looks at something else is given no case. */
  attend(attended: boolean): void {
    this.#attended = attended;
    if (attended) this.#queueRead();
  }

  /** The moderator does something: claims are held for those who work only. */
  touch(): void {
    this.#claim.touch();
    this.queue.touch();
  }

  write(changes: Partial<Draft>): void {
    if (this.#state !== "open") return;
    this.#draft = { ...this.#draft, ...changes };
    if (this.#file) this.#drafts.keep(this.#file.case, this.#draft);
    this.#tell();
  }

  dismissNews(): void {
    this.#news = undefined;
    this.#tell();
  }

  /** Takes the next case, those first that were put aside. */
  next(): Promise<void> {
    return this.#inTurn(() => this.#next());
  }

  /** Two cases that are taken at once would both be claimed, and one of them would lie on no desk. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = (): Promise<void> | undefined => (this.#stopped ? undefined : work());
    this.#busy = this.#busy.then(turn, turn);
    await this.#busy;
  }

  async #next(): Promise<void> {
    const [aside, ...others] = this.memory.kept.aside ?? [];
    if (aside !== undefined) {
      this.memory.keep({ aside: others.length > 0 ? others : undefined });
      return this.#take(aside);
    }
    // Whoever looks at something else by now gets one when they come back.
    if (!this.#attended) return this.#lay(undefined, "empty");
    this.#lay(undefined, "loading");
    const file = await this.#answered(() => this.api.readIfAny("/cases/next", readCase, { method: "POST" }));
    if (this.#stopped || file === "ended") return;
    this.#lay(file, file ? "open" : "empty");
    // Only a round takes the next case: where the list and the next case differ, this would ask without a pause.
    void this.queue.refresh().then(() => this.#tell());
  }

  /** Works on this case, and goes back to the one at hand afterwards. */
  open(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const at = this.#file?.case;
      if (this.#state !== "sending" && id !== at) await this.#take(id, () => this.#putAside(at));
    });
  }

  /** Reads a case without claiming it. Fails as the interface does. */
  look(id: string): Promise<CaseFile> {
    return this.api.read(`/cases/${encodeURIComponent(id)}`, readCase);
  }

  /** Sends what is drafted, and goes on with the next case. */
  async decide(): Promise<void> {
    const file = this.#file;
    if (this.#state !== "open" || !file) return;
    const ruling = rulingOf(this.#draft, file.hasAddress);
    if (ruling) await this.#send(file.case, ruling, this.#draft);
  }

  /** Gives the case at hand back to the others, and goes on with the next. What was drafted on it is forgotten. */
  giveBack(): Promise<void> {
    // The case that was read when this was pressed. By its turn the next one may lie there.
    const id = this.#file?.case;
    return this.#inTurn(async () => {
      if (this.#state !== "open" || id === undefined || this.#file?.case !== id) return;
      this.#state = "loading";
      this.#tell();
      const claim = `/cases/${encodeURIComponent(id)}/claim`;
      // A refusal says that somebody else has it or has decided, which is as good.
      const given = await this.#answered(() => orRefusal(this.api.do(claim, { method: "DELETE" })));
      if (!this.#stopped && given !== "ended") await this.#next();
    });
  }

  /** Takes the last decision back. Its case is on the desk again, as it was drafted. */
  async undo(): Promise<void> {
    const made = this.#made;
    if (!made || this.#state === "sending") return;
    this.#endUndo();
    await this.#inTurn(() => this.#takeBack(made));
  }

  async #takeBack(made: Made): Promise<void> {
    const at = this.#file?.case;
    this.#state = "loading";
    this.#tell();
    const decision = `/decisions/${encodeURIComponent(made.decision)}`;
    const undone = await this.#answered(() => orRefusal(this.api.do(decision, { method: "DELETE" })));
    if (this.#stopped || undone === "ended") return;
    if (undone instanceof Refused) {
      this.#state = at === undefined ? "empty" : "open";
      return this.#report({ kind: "late" });
    }
    this.#putAside(at);
    this.#drafts.keep(made.case, made.draft);
    await this.#take(made.case);
    if (this.#file?.case === made.case) this.#report({ kind: "undone" });
  }

  #putAside(id: string | undefined): void {
    if (id === undefined) return;
    this.memory.keep({ aside: [id, ...(this.memory.kept.aside ?? [])].slice(0, 20) });
  }

  async #send(id: string, ruling: Ruling, draft: Draft): Promise<void> {
    this.memory.keep({ unsent: { case: id, ruling } });
    this.#state = "sending";
    this.#tell();
    let sent = monotonic();
    const decision = `/cases/${encodeURIComponent(id)}/decision`;
    const answer = await this.#answered(() => {
      sent = monotonic();
      return orRefusal(this.api.read(decision, readDecision, { method: "POST", body: ruling }));
    });
    if (this.#stopped || answer === "ended") return;
    this.memory.keep({ unsent: undefined });
    if (answer instanceof Refused) {
      if (answer.status === 409 || answer.status === 404) {
        this.#news = newsOf(answer);
        return this.next();
      }
      this.#state = "open";
      if (!this.#file) await this.#take(id);
      return this.#report({ kind: "refused", by: answer.message });
    }
    this.#news = answer.leftOut.length > 0 ? { kind: "left-out" } : undefined;
    this.#beginUndo({ case: id, decision: answer.decision, draft, until: sent + answer.undo });
    await this.next();
  }

  /** Claims a case. If somebody else has it, the moderator is told, and the next one comes unless one is at hand. */
  async #take(id: string, taken: () => void = () => {}): Promise<void> {
    const before = this.#state;
    this.#state = "loading";
    this.#tell();
    const answer = await this.#answered(() => orRefusal(this.#claim.make(id)));
    if (this.#stopped || answer === "ended") return;
    if (!(answer instanceof Refused)) {
      taken();
      return this.#lay(answer, "open");
    }
    this.#news = newsOf(answer);
    if (before !== "open" || !this.#file) return this.#next();
    this.#state = "open";
    this.#tell();
  }

  #lay(file: CaseFile | undefined, state: DeskState): void {
    this.pictures.clear();
    this.#file = file;
    this.#state = state;
    const { aside = [] } = this.memory.kept;
    this.#draft = file ? this.#drafts.of(file.case) : emptyDraft;
    this.#drafts.keepOnly(file ? [file.case, ...aside] : aside);
    this.memory.keep({ case: file?.case });
    this.#claim.hold(file?.case);
    this.#tell();
  }

  #beginUndo(made: Made): void {
    this.#endUndo();
    const left = made.until - monotonic();
    if (left <= 0) return;
    this.#made = made;
    this.#undo = setTimeout(() => {
      this.#endUndo();
      this.#tell();
    }, left);
  }

  #endUndo(): void {
    clearTimeout(this.#undo);
    this.#made = undefined;
  }

  #queueRead(): void {
    const ready = this.#attended && this.#state === "empty" && this.queue.isFresh;
    if (!ready || !this.queue.free) return this.#tell();
    void this.#inTurn(async () => {
      if (this.#state === "empty") await this.#next();
    });
  }

  /** Asks until there is an answer. The moderator is told as long as there is none. */
  async #answered<T>(work: () => Promise<T>): Promise<T | "ended"> {
    try {
      const answer = await untilAnswered(work, () => this.#report({ kind: "away" }));
      this.#over("away");
      return answer;
    } catch (e) {
      if (e instanceof Ended) return "ended";
      // An answer that this build does not know. The browser logs it, and the moderator loads the page again.
      this.#report({ kind: "refused", by: e instanceof Error ? e.message : String(e) });
      throw e;
    }
  }

  #report(news: News): void {
    this.#news = news;
    this.#tell();
  }

  /** That is no news any more. */
  #over(kind: News["kind"]): void {
    if (this.#news?.kind === kind) this.dismissNews();
  }

  #tell(): void {
    if (!this.#stopped) this.emit("change", undefined);
  }
}

/** The answer, also when the server will not do it. */
const orRefusal = <T>(answer: Promise<T>): Promise<T | Refused> =>
  answer.catch((e: unknown) => {
    if (e instanceof Refused) return e;
    throw e;
  });

function newsOf({ code, by, status }: Refused): News {
  const who = by ? { by } : {};
  if (status === 404) return { kind: "gone" };
  return code === "claimed" ? { kind: "taken", ...who } : { kind: "decided", ...who };
}
