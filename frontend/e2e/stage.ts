import { expect, type Page, type WebSocketRoute } from "@playwright/test";

/** What a server may say. The page's own tests check it against the contract. */
type Frame = { readonly type: string; readonly [field: string]: unknown };

const welcome: Frame = {
  type: "welcome",
  session: "session-1",
  epoch: 1,
  state: "idle",
  iceServers: [],
  limits: { frameBytes: 65_536, textChars: 2_000, framesPerSecond: 50, nextPerMinute: 20, grace: 20_000, about: true },
};

/** Plays the server for one page, so that a test can reach states that a real server reaches only by accident. */
export class Stage {
  readonly sent: Frame[] = [];
  /** Says only what the test tells it to. */
  deaf = false;
  #socket: WebSocketRoute | undefined;
  #session: { status: number; body: unknown } = {
    status: 201,
    body: { token: "token", session: "session-1", device: "device-1", expiresAt: Date.now() + 3_600_000 },
  };

  /** Answers the page's requests from now on. Call it before the page is opened. */
  async open(page: Page): Promise<void> {
    await page.route("**/api/session", (route) =>
      route.fulfill({
        status: this.#session.status,
        json: this.#session.body,
        headers: this.#session.status === 503 ? { "retry-after": "60" } : {},
      }),
    );
    await page.route("**/api/status", (route) => route.fulfill({ json: { online: 12, waiting: {}, medianWait: {} } }));
    await page.routeWebSocket("**/ws", (socket) => {
      this.#socket = socket;
      socket.onMessage((message) => {
        const frame: Frame = JSON.parse(String(message));
        this.sent.push(frame);
        if (frame.type === "hello") this.say(welcome);
        if (frame.type === "find" && !this.deaf)
          this.say({ type: "waiting", since: Date.now(), estimate: 8_000, widening: null });
      });
    });
  }

  answerSessions(status: number, body: unknown): void {
    this.#session = { status, body };
  }

  say(frame: Frame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** Matches the page with somebody, once it has asked. */
  async matched(mode: "text" | "audio" | "video", room = "room-1"): Promise<void> {
    await expect.poll(() => this.last("find")).toBeDefined();
    this.say({ type: "matched", room, polite: true, mode, interests: ["tea"], iceServers: [] });
  }

  close(code: number): Promise<void> | undefined {
    return this.#socket?.close({ code });
  }

  /** The last frame of this type that the page sent. */
  last(type: string): Frame | undefined {
    return this.sent.findLast((frame) => frame.type === type);
  }
}
