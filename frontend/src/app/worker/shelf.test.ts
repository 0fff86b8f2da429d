import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { networkPatience, Shelf } from "./shelf.js";

const origin = "https://chat.example.org";

const page = (build: string): string =>
  `<html data-build="${build}"><script type="module" src="/app.js"></script></html>`;

const answers = {
  html: (text: string, status = 200) => new Response(text, { status, headers: { "content-type": "text/html" } }),
  script: (text: string, status = 200) =>
    new Response(text, { status, headers: { "content-type": "text/javascript" } }),
  style: (text: string) => new Response(text, { headers: { "content-type": "text/css" } }),
};

class FakeFiles {
  readonly kept = new Map<string, Response>();

  async match(url: string | URL | Request): Promise<Response | undefined> {
    return this.kept.get(String(url))?.clone();
  }

  async put(url: string | URL | Request, answer: Response): Promise<void> {
    this.kept.set(String(url), answer);
  }

  async keys(): Promise<readonly Request[]> {
    return [...this.kept.keys()].map((url) => new Request(url));
  }

  async delete(request: string | URL | Request): Promise<boolean> {
    return this.kept.delete(request instanceof Request ? request.url : String(request));
  }

  async text(path: string): Promise<string | undefined> {
    return this.kept
      .get(origin + path)
      ?.clone()
      .text();
  }
}

let files: FakeFiles;
let network: (path: string) => Response | Promise<Response>;
let asked: string[];
let works: Promise<unknown>[];
let shelf: Shelf;

const request = (path: string): Request => new Request(origin + path);
const shell = async (path: string): Promise<string> =>
  (await shelf.shell(request(path), (work) => works.push(work))).text();
const settle = async (): Promise<void> => void (await Promise.all(works.splice(0)));

const healthy = (build: string) => (path: string) => {
  if (path === "/") return answers.html(page(build));
  return path.endsWith(".css") ? answers.style(`css ${build}`) : answers.script(`js ${build}`);
};

beforeEach(() => {
  vi.useFakeTimers();
  files = new FakeFiles();
  asked = [];
  works = [];
  network = healthy("one");
  shelf = new Shelf({
    files,
    origin,
    fetch: async (wanted) => {
      const { pathname } = new URL(wanted instanceof Request ? wanted.url : wanted);
      asked.push(pathname);
      return network(pathname);
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the shelf, with the page on it", () => {
  beforeEach(() => shelf.fill());

  it("gives what the network has, and keeps it", async () => {
    network = healthy("two");
    expect(await shell("/")).toBe(page("two"));
    expect(await shell("/app.js")).toBe("js two");
    await settle();
    expect(await files.text("/")).toBe(page("two"));
    expect(await files.text("/app.js")).toBe("js two");
  });

  it.each([500, 502, 503, 504, 404, 429, 403])(
    "shows the kept page instead of an answer of %i, and keeps that",
    async (status) => {
      network = () => answers.html(page("error"), status);
      expect(await shell("/")).toBe(page("one"));
      expect(await shell("/app.js")).toBe("js one");
      await settle();
      expect(await files.text("/")).toBe(page("one"));
    },
  );

  it("shows the kept page when the network is away", async () => {
    network = () => Promise.reject(new TypeError("offline"));
    expect(await shell("/")).toBe(page("one"));
    await settle();
  });

  it("waits only so long for a network that stalls, and keeps what comes late", async () => {
    let arrive = (_: Response): void => {};
    network = (path) =>
      path === "/"
        ? new Promise((resolve) => {
            arrive = resolve;
          })
        : healthy("two")(path);
    const shown = shell("/");
    await vi.advanceTimersByTimeAsync(networkPatience);
    expect(await shown).toBe(page("one"));
    // What the kept page needs is of its own build.
    expect(await shell("/app.js")).toBe("js one");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await shell("/app.js")).toBe("js two");
    arrive(answers.html(page("two")));
    await settle();
    expect(await files.text("/")).toBe(page("two"));
  });

  it("keeps no page of others, though it comes with 200, and hides none", async () => {
    network = () => answers.html("<h1>Back at noon</h1>");
    expect(await shell("/")).toContain("noon");
    await settle();
    expect(await files.text("/")).toBe(page("one"));
  });

  it.each(["redirected", "opaqueredirect"])("keeps nothing that is %s", async (how) => {
    const answer = answers.html(page("elsewhere"));
    Object.defineProperty(answer, how === "redirected" ? "redirected" : "type", { value: how === "redirected" || how });
    const cloned = answer.clone.bind(answer);
    answer.clone = () =>
      Object.defineProperty(cloned(), how === "redirected" ? "redirected" : "type", {
        value: how === "redirected" || how,
      });
    network = () => answer;
    expect(await shell("/")).toBe(page("elsewhere"));
    await settle();
    expect(await files.text("/")).toBe(page("one"));
  });

  it("keeps no HTML for a script", async () => {
    network = () => answers.html(page("two"));
    await shell("/app.js");
    await settle();
    expect(await files.text("/app.js")).toBe("js one");
  });
});

describe("an empty shelf", () => {
  it.each([503, 404])("is not filled when one file is answered with %i", async (status) => {
    network = (path) => (path === "/app.js" ? answers.script("", status) : healthy("one")(path));
    await expect(shelf.fill()).rejects.toThrow("/app.js");
    expect(files.kept.size).toBe(0);
  });

  it("gives what the network says, errors too, and keeps no error", async () => {
    network = () => answers.html("later", 503);
    expect(await shell("/")).toBe("later");
    await settle();
    expect(files.kept.size).toBe(0);
  });
});

describe("files with their build in the name", () => {
  it("are asked for once, and kept under their name alone", async () => {
    expect(await (await shelf.asset(request("/assets/de-1.js?again=2"))).text()).toBe("js one");
    expect(await (await shelf.asset(request("/assets/de-1.js"))).text()).toBe("js one");
    expect(asked).toEqual(["/assets/de-1.js"]);
  });

  it.each([
    ["an error", () => answers.script("", 404)],
    ["HTML", () => answers.html(page("one"))],
  ])("are not kept when they are %s", async (_, answer) => {
    network = answer;
    await shelf.asset(request("/assets/de-1.js"));
    expect(files.kept.size).toBe(0);
  });

  it("do not pile up", async () => {
    await shelf.fill();
    for (let number = 0; number < 60; number += 1) await shelf.asset(request(`/assets/de-${number}.js`));
    expect(files.kept.size).toBe(43);
    expect(files.kept.has(`${origin}/app.js`)).toBe(true);
  });
});
