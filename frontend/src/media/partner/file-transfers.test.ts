import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChannel } from "../../testing/fake-channel.js";
import { safeName, safeType } from "./file-content.js";
import { type FileTransfer, maxFileBytes } from "./file-transfer.js";
import { FileTransfers } from "./file-transfers.js";
import { PartnerChannel } from "./partner-channel.js";

class Side {
  readonly end = new FakeChannel("files");
  limit: number | undefined;
  readonly channel = new PartnerChannel(this.end.asChannel(), () => this.limit);
  readonly heard: string[] = [];
  changes = 0;
  readonly files = new FileTransfers(this.channel, () => {
    this.changes += 1;
  });

  constructor() {
    this.channel.on("message", (message) => {
      this.heard.push(message.type);
      if ("file" in message) this.files.handle(message);
    });
    this.channel.on("bytes", (bytes) => this.files.handleBytes(bytes));
  }

  get only(): FileTransfer {
    const [file] = this.files.views;
    if (!file) throw new Error("no file");
    return file;
  }
}

function content(bytes: number): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 1) made[at] = at % 251;
  return made;
}

const sizeOfPing = JSON.stringify({ type: "ping" }).length;

const file = (bytes: number, name = "a.png", type = "image/png"): File => new File([content(bytes)], name, { type });

let sender: Side;
let receiver: Side;

/** Lets both ends talk until nothing more is to be said. */
async function talk(): Promise<void> {
  let quiet = 0;
  while (quiet < 5) {
    quiet = sender.end.flush() + receiver.end.flush() > 0 ? 0 : quiet + 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeEach(() => {
  sender = new Side();
  receiver = new Side();
  sender.end.join(receiver.end);
});

describe("FileTransfers", () => {
  it("brings a file over unchanged, once the receiver has agreed", async () => {
    expect(sender.files.offer(file(700_001))).toBe("offered");
    await talk();
    expect(receiver.only).toMatchObject({ state: "offered", size: 700_001, moved: 0, name: "a.png" });
    expect(sender.only.moved).toBe(0);
    receiver.files.answer("received-1", true);
    await vi.waitFor(async () => {
      await talk();
      expect([sender.only.state, receiver.only.state]).toEqual(["done", "done"]);
    });
    const { blob } = receiver.only;
    expect(blob?.type).toBe("image/png");
    const arrived = Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer());
    expect(arrived.equals(content(700_001))).toBe(true);
  });

  it("keeps no more in the buffer than it should, and tells of progress now and then", async () => {
    sender.files.offer(file(2_000_000));
    await talk();
    receiver.files.answer("received-1", true);
    receiver.end.flush();
    await vi.waitFor(() => expect(sender.channel.full).toBe(true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sender.end.highest).toBeLessThan(256 * 1024 + 20_000);
    await vi.waitFor(async () => {
      await talk();
      expect(receiver.only.state).toBe("done");
    });
    expect(sender.end.highest).toBeLessThan(256 * 1024 + 20_000);
    expect(receiver.changes).toBeGreaterThan(10);
    expect(receiver.changes).toBeLessThan(25);
  });

  it("moves nothing that was refused", async () => {
    sender.files.offer(file(10));
    await talk();
    receiver.files.answer("received-1", false);
    receiver.files.answer("received-1", true);
    await talk();
    expect([sender.only.state, receiver.only.state]).toEqual(["refused", "refused"]);
    expect(receiver.heard).toEqual(["file-offer"]);
  });

  it.each(["sender", "receiver"])("is ended in the middle by the %s", async (who) => {
    sender.files.offer(file(2_000_000));
    await talk();
    receiver.files.answer("received-1", true);
    receiver.end.flush();
    await vi.waitFor(() => expect(sender.channel.full).toBe(true));
    sender.end.flush(5);
    if (who === "sender") sender.files.cancel("sent-1");
    else receiver.files.cancel("received-1");
    await talk();
    expect([sender.only.state, receiver.only.state]).toEqual(["cancelled", "cancelled"]);
    expect(receiver.only.blob).toBeUndefined();
    expect(receiver.heard).not.toContain("file-end");
  });

  it("fails with the channel, and keeps what has arrived", async () => {
    sender.files.offer(file(10));
    sender.files.offer(file(2_000_000));
    await talk();
    receiver.files.answer("received-1", true);
    await vi.waitFor(async () => {
      await talk();
      expect(sender.only.state).toBe("done");
    });
    receiver.files.answer("received-2", true);
    receiver.end.flush();
    sender.files.close();
    receiver.files.close();
    expect(receiver.files.views.map(({ state }) => state)).toEqual(["done", "failed"]);
    expect(sender.files.views.map(({ state }) => state)).toEqual(["done", "failed"]);
    expect(receiver.only.blob?.size).toBe(10);
  });

  it("offers nothing empty, too big, too much or to nobody", async () => {
    expect(sender.files.offer(file(0))).toBe("empty");
    expect(sender.files.offer(file(maxFileBytes + 1))).toBe("too-big");
    for (let made = 0; made < 5; made += 1) expect(sender.files.offer(file(1))).toBe("offered");
    expect(sender.files.offer(file(1))).toBe("too-many");
    expect(new Side().files.offer(file(1))).toBe("no-partner");
  });
});

describe("a browser that names the longest message", () => {
  it.each([100, 1_000, 5_000, 16_385, 262_144])("of %d bytes is sent none that is longer", async (limit) => {
    sender.limit = receiver.limit = limit;
    const sizes: number[] = [];
    for (const { end } of [sender, receiver]) {
      const send = end.send.bind(end);
      end.send = (data) => {
        sizes.push(typeof data === "string" ? new TextEncoder().encode(data).byteLength : data.byteLength);
        send(data);
      };
    }
    const name = `${"\u0001".repeat(200)}${"🂡".repeat(120)}.png`;
    expect(sender.files.offer(file(40_000, name))).toBe("offered");
    await talk();
    receiver.files.answer("received-1", true);
    await vi.waitFor(async () => {
      await talk();
      expect([sender.only.state, receiver.only.state]).toEqual(["done", "done"]);
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
    // What kind of file it is stays in the name wherever there is room for one.
    if (limit >= 1_000) expect(receiver.only.name).toMatch(/\.png$/);
  });

  it("with no room for an offer is offered nothing", () => {
    sender.limit = 50;
    expect(sender.files.offer(file(10))).toBe("no-partner");
    expect(sender.end.bufferedAmount).toBe(sizeOfPing);
  });

  it("whose channel takes no more fails the file on both sides", async () => {
    sender.files.offer(file(200_000));
    await talk();
    receiver.files.answer("received-1", true);
    const send = sender.end.send.bind(sender.end);
    sender.end.send = (data) => {
      if (typeof data !== "string" && sender.end.bufferedAmount > 50_000) throw new Error("full");
      send(data);
    };
    receiver.end.flush();
    await vi.waitFor(() => expect(sender.only.state).toBe("failed"));
    await talk();
    expect(receiver.only.state).toBe("cancelled");
  });
});

describe("a partner who keeps to no contract", () => {
  const offer = (number: number, size: number): string =>
    JSON.stringify({ type: "file-offer", file: number, name: "../../etc/passwd", size, mime: "text/html" });
  const chunk = (number: number, bytes: number): ArrayBuffer => {
    const made = new ArrayBuffer(4 + bytes);
    new DataView(made).setUint32(0, number);
    return made;
  };

  it.each([maxFileBytes + 1, 0, -1, 1.5])("is not asked about a file of %d bytes", (size) => {
    receiver.end.receive(offer(1, size));
    expect(receiver.files.views).toEqual([]);
  });

  it("cannot ask more than a few questions at once", () => {
    for (let number = 1; number < 20; number += 1) receiver.end.receive(offer(number, 10));
    expect(receiver.files.views).toHaveLength(5);
  });

  it("cannot send what was not accepted, nor more than was offered", () => {
    receiver.end.receive(offer(1, 10));
    receiver.end.receive(chunk(1, 8));
    receiver.files.answer("received-1", true);
    receiver.end.receive(chunk(1, 8));
    expect(receiver.only.state).toBe("moving");
    receiver.end.receive(chunk(2, 8));
    receiver.end.receive(new ArrayBuffer(2));
    receiver.end.receive(chunk(1, 8));
    expect(receiver.only.state).toBe("failed");
  });

  it("cannot pass off other bytes, or fewer, for the file", async () => {
    receiver.end.receive(offer(1, 10));
    receiver.files.answer("received-1", true);
    receiver.end.receive(chunk(1, 10));
    receiver.end.receive(JSON.stringify({ type: "file-end", file: 1, hash: "00" }));
    await vi.waitFor(() => expect(receiver.only.state).toBe("failed"));
    receiver.end.receive(offer(2, 10));
    receiver.files.answer("received-2", true);
    receiver.end.receive(chunk(2, 9));
    receiver.end.receive(JSON.stringify({ type: "file-end", file: 2, hash: "" }));
    await vi.waitFor(() => expect(receiver.files.views[1]?.state).toBe("failed"));
  });

  it("is not understood, and nothing breaks", () => {
    const problems: unknown[] = [];
    receiver.channel.on("problem", (problem) => problems.push(problem));
    for (const odd of ["{", "[]", '{"type":"toString"}', '{"type":"file-offer"}', "x".repeat(5_000), 5]) {
      receiver.end.receive(odd);
    }
    expect(problems).toHaveLength(6);
    expect(receiver.files.views).toEqual([]);
  });

  it("gives names and types that do no harm", async () => {
    expect(safeName("../../etc/passwd")).toBe("passwd");
    expect(safeName("C:\\evil\\photo.png")).toBe("photo.png");
    expect(safeName("gpj\u202Eexe.\u0000a\n")).toBe("gpjexe.a");
    expect(safeName("..")).toBe("file");
    expect(safeName(`${"x".repeat(300)}.png`)).toMatch(/^x{60}x{56}\.png$/);
    expect(safeType("image/png")).toBe("image/png");
    expect([safeType("text/html"), safeType("image/svg+xml")]).toEqual(Array(2).fill("application/octet-stream"));
  });
});
