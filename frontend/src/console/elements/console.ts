import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import "../../elements/dialog/dialog.js";
import type { PasserbyDialog } from "../../elements/dialog/dialog.js";
import { Speech } from "../../elements/language/speech.js";
import { provideSpeech } from "../../elements/language/speech-request.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { PageKeys } from "../../elements/shared/page-keys.js";
import { consoleLanguages, isConsoleLanguage } from "../language/words.js";
import type { Desk } from "../shift/desk.js";
import { Shift } from "../shift/shift.js";
import type { PasserbyBeside } from "./beside.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { shellStyles } from "./console-shell-styles.js";
import { consoleStyles } from "./console-styles.js";
import { keysAreOn, plainKey } from "./plain-keys.js";
import "./appeals.js";
import "./audit.js";
import "./beside.js";
import "./desk.js";
import "./enrol.js";
import "./help.js";
import "./login.js";
import "./passkeys.js";
import "./quality.js";
import "./rules.js";
import "./sanctions.js";
import "./search.js";
import "./shield-line.js";
import "./site.js";
import "./staff.js";

const sections = ["desk", "appeals", "sanctions", "search", "site", "quality", "rules", "audit", "staff"] as const;
type Section = (typeof sections)[number] | "passkeys";

/** The keys of the sections. */
const sectionKeys: Readonly<Record<string, Section>> = {
  c: "desk",
  i: "appeals",
  s: "sanctions",
  f: "site",
  r: "rules",
  "/": "search",
};

/** The moderators' console: login, sections, logout. */
@customElement("passerby-console")
export class PasserbyConsole extends ConsoleElement {
  static override styles = [baseStyles, consoleStyles, shellStyles];

  @property({ attribute: false }) shift = new Shift();
  @state() private section: Section = "desk";
  @state() private invite = "";
  @state() private troubled = false;
  @query("#again") private readonly again!: PasserbyDialog | null;
  @query("#keys") private readonly keys!: PasserbyDialog | null;
  @query("passerby-beside") private readonly beside!: PasserbyBeside | null;
  readonly #speech: Speech;
  #desk: Desk | undefined;

  constructor() {
    super();
    new Follow(this, () => this.shift);
    new PageKeys(this, (event) => this.#pressed(event));
    this.#speech = new Speech(consoleStorage);
    provideSpeech(this, () => this.#speech);
  }

  readonly #touched = (): void => {
    this.shift.desk.touch();
    // Esc has closed the dialog, but nothing can be done before the login.
    if (this.shift.state === "ended") this.requestUpdate();
  };

  override connectedCallback(): void {
    this.invite = new URLSearchParams(location.hash.slice(1)).get("invite") ?? "";
    super.connectedCallback();
    window.addEventListener("pointerdown", this.#touched);
    window.addEventListener("keydown", this.#touched);
    void this.#speech.begin(navigator.languages.filter((tag) => isConsoleLanguage(tag.split("-")[0] ?? "")));
    void this.shift.resume(() => {
      this.troubled = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("pointerdown", this.#touched);
    window.removeEventListener("keydown", this.#touched);
  }

  override willUpdate(): void {
    if (this.shift.desk === this.#desk) return;
    // The next moderator begins at the desk.
    this.#desk = this.shift.desk;
    this.section = "desk";
  }

  override render(): TemplateResult {
    const { language } = this.#speech;
    document.documentElement.lang = isConsoleLanguage(language) ? language : "en";
    document.title = `Passerby: ${this.say.title}`;
    // Nothing that one moderator has opened or written is shown to the next.
    return this.shift.me ? html`${keyed(this.shift.desk, this.#inside())}` : this.#outside();
  }

  protected override updated(): void {
    void this.#askAgain();
  }

  /** Asks whose login has ended to log in again. What was begun stays behind the dialog. */
  async #askAgain(): Promise<void> {
    const { again } = this;
    await again?.updateComplete;
    if (!again?.isConnected) return;
    if (this.shift.state === "ended") again.show();
    else if (again.open) again.close();
  }

  #outside(): TemplateResult {
    const { say, shift } = this;
    const card = this.invite
      ? html`<h1>${say.enrol.title}</h1>
          <passerby-enrol .shift=${shift} .invite=${this.invite} .done=${() => this.#enrolled()}></passerby-enrol>`
      : html`<h1>${shift.state === "ended" ? say.login.endedTitle : say.login.title}</h1>
          ${this.troubled && shift.state === "out" ? html`<p role="status">${say.login.resuming}</p>` : nothing}
          <passerby-login .shift=${shift} .again=${shift.state === "ended" ? shift.name : ""}></passerby-login>`;
    return html`<header>${this.#brand()}<span class="space"></span>${this.#languages()}</header>
      <main class="door" id="content"><div class="card">${card}</div></main>`;
  }

  #inside(): TemplateResult {
    const { say, shift } = this;
    const allowed = sections.filter(
      (section) =>
        ((section !== "audit" && section !== "rules") || shift.may("senior")) &&
        (section !== "staff" || shift.may("admin")),
    );
    return html`<header>
        <button class="skip" @click=${this.#skip}>${say.skip}</button>
        ${this.#brand()}
        <nav aria-label=${say.nav.label}>
          ${allowed.map(
            (section) =>
              html`<button aria-current=${section === this.section ? "page" : nothing}
                @click=${() => this.#show(section)}>${say.nav[section]}</button>`,
          )}
        </nav>
        <span class="space"></span>
        <button class="quiet" @click=${() => this.keys?.show()}>${say.nav.keys} <kbd>?</kbd></button>
        ${this.#languages()}
        <button class="quiet who" title=${say.passkeys.title} aria-label=${`${shift.me?.name}: ${say.passkeys.title}`}
          aria-current=${this.section === "passkeys" ? "page" : nothing}
          @click=${() => this.#show("passkeys")}>${shift.me?.name}</button>
        <button class="quiet" @click=${() => void shift.logout()}>${say.nav.out}</button>
      </header>
      <passerby-shield-line .site=${shift.site}></passerby-shield-line>
      <main id="content" tabindex="-1">
        <h1 class="hidden-visually">${say.title}</h1>
        ${this.#content()}
      </main>
      <passerby-beside .shift=${shift} .work=${() => this.#show("desk")}></passerby-beside>
      <passerby-dialog id="keys" .heading=${say.help.title}><passerby-keys></passerby-keys></passerby-dialog>
      <passerby-dialog id="again" .heading=${say.login.endedTitle}>
        ${shift.state === "ended" ? this.#loginAgain() : nothing}
      </passerby-dialog>`;
  }

  #loginAgain(): TemplateResult {
    const { shift, say } = this;
    return html`<passerby-login .shift=${shift} .again=${shift.name}></passerby-login>
      <p class="other"><button class="quiet" @click=${() => void shift.logout()}>${say.login.other}</button></p>`;
  }

  #content(): TemplateResult {
    const { shift } = this;
    const look = (id: string): void => this.beside?.show(id);
    switch (this.section) {
      case "desk":
        return html`<passerby-desk .shift=${shift} .look=${look}></passerby-desk>`;
      case "appeals":
        return html`<passerby-appeals .shift=${shift} .look=${look}></passerby-appeals>`;
      case "sanctions":
        return html`<passerby-sanctions .shift=${shift}></passerby-sanctions>`;
      case "search":
        return html`<passerby-search .shift=${shift} .look=${look}></passerby-search>`;
      case "quality":
        return html`<passerby-quality .shift=${shift} .look=${look}></passerby-quality>`;
      case "site":
        return html`<passerby-site .shift=${shift}></passerby-site>`;
      case "rules":
        return html`<passerby-rules .shift=${shift} .look=${look}></passerby-rules>`;
      case "audit":
        return html`<passerby-audit .shift=${shift}></passerby-audit>`;
      case "passkeys":
        return html`<passerby-passkeys .shift=${shift}></passerby-passkeys>`;
      case "staff":
        return html`<passerby-staff .shift=${shift}></passerby-staff>`;
    }
  }

  #brand(): TemplateResult {
    return html`<span class="brand"
      ><svg class="mark" viewBox="0 0 64 40" aria-hidden="true">
        <circle class="one" cx="22" cy="20" r="17" />
        <circle class="other" cx="42" cy="20" r="17" /></svg
      >Passerby <span class="soft">${this.say.title}</span></span
    >`;
  }

  #languages(): TemplateResult {
    const choose = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement && isConsoleLanguage(target.value))
        void this.#speech.choose(target.value);
    };
    return html`<select class="language" aria-label=${this.say.language} @change=${choose}>
      ${Object.entries(consoleLanguages).map(
        ([tag, name]) =>
          html`<option value=${tag} lang=${tag} ?selected=${tag === this.#speech.language}>${name}</option>`,
      )}
    </select>`;
  }

  #enrolled(): void {
    this.invite = "";
    history.replaceState(null, "", location.pathname);
  }

  #show(section: Section): void {
    this.section = section;
  }

  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>("#content")?.focus();
  }

  #pressed(event: KeyboardEvent): boolean {
    if (!this.shift.me || this.shift.state !== "in") return false;
    const key = plainKey(event);
    if (key === "?" && keysAreOn()) {
      this.keys?.show();
      return true;
    }
    const section = key !== undefined && keysAreOn() ? sectionKeys[key] : undefined;
    if (!section || (section === "rules" && !this.shift.may("senior"))) return false;
    this.#show(section);
    return true;
  }
}

/** The language of the console is chosen apart from that of the visitors' page, which has more of them. */
function consoleStorage(): Pick<Storage, "getItem" | "setItem"> {
  const own = (key: string): string => `${key}.moderation`;
  return {
    getItem: (key) => localStorage.getItem(own(key)),
    setItem: (key, value) => localStorage.setItem(own(key), value),
  };
}
