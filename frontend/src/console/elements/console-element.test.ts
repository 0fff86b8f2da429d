import { expect, it } from "vitest";
import { Emitter } from "../../events/emitter.js";
import { Follow } from "./console-element.js";

class Source extends Emitter<{ change: undefined }> {
  change(): void {
    this.emit("change", undefined);
  }
}

it("draws an element anew while it is on the page, and not when its last drawing comes after it has left", () => {
  const source = new Source();
  let drawn = 0;
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => {
      drawn += 1;
    },
    updateComplete: Promise.resolve(true),
  };
  const follow = new Follow(host, () => source);
  follow.hostConnected();
  source.change();
  expect(drawn).toBe(1);
  follow.hostDisconnected();
  follow.hostUpdate();
  source.change();
  expect(drawn).toBe(1);
  follow.hostConnected();
  source.change();
  expect(drawn).toBe(2);
});
