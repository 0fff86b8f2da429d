import { html } from "lit";
import { afterEach, beforeEach, vi } from "vitest";
import type { PasserbyConsole } from "../console/elements/console.js";
import "../console/elements/console.js";
import type { Authenticator } from "../console/shift/authenticator.js";
import { Shift } from "../console/shift/shift.js";
import { TabMemory } from "../console/shift/tab-memory.js";
import { drawn, elementStage, find, findAll, key, write } from "./element-stage.js";
import { type caseOf, FakeStaffServer, fakeStorage } from "./fake-staff-server.js";

/** Lets each test of the file have a console of its own, with a server that answers as the test says. */
export class ConsoleStage {
  server = new FakeStaffServer();
  shift = new Shift();
  readonly #stage = elementStage();

  constructor() {
    beforeEach(() => {
      localStorage.clear();
      location.hash = "";
      this.server = new FakeStaffServer();
      this.load();
    });
    afterEach(() => this.shift.logout());
  }

  /** Loads the tab, in a browser that has this authenticator. */
  load(authenticator?: Authenticator): void {
    const storage = fakeStorage();
    this.shift = new Shift(this.server.api, new TabMemory(() => storage), authenticator);
  }

  show(): Promise<PasserbyConsole> {
    return this.#stage.show(html`<passerby-console .shift=${this.shift}></passerby-console>`);
  }

  /** Shows the console to somebody who has logged in, with these cases to decide. */
  async begin(...cases: ReturnType<typeof caseOf>[]): Promise<PasserbyConsole> {
    this.server.cases.push(...cases);
    const element = await this.show();
    await login(element);
    return element;
  }
}

export async function settle(element: Element): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
}

export async function submit(element: Element, form: string): Promise<void> {
  find<HTMLFormElement>(element, form).requestSubmit();
  await settle(element);
}

export async function login(element: Element): Promise<void> {
  if (!findAll(element, "input[name=name][readonly]").length) await write(element, "input[name=name]", "mia");
  await write(element, "input[name=password]", "walnut bicycle frost");
  await write(element, "input[name=code]", "123 456");
  await submit(element, "passerby-login form");
}

export async function type(element: Element, ...keys: string[]): Promise<void> {
  for (const each of keys) {
    key(window, each);
    await settle(element);
  }
}
