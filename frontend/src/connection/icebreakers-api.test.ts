import { expect, it } from "vitest";
import { IcebreakersApi } from "./icebreakers-api.js";

const answering = (body: unknown, status = 200): IcebreakersApi =>
  new IcebreakersApi("http://server/api/icebreakers", () => Promise.resolve(Response.json(body, { status })));

it("reads what can be read", async () => {
  const languages = { en: { starters: ["Hi?", 7, " "], questions: "none" }, tr: 3 };
  expect(await answering({ languages }).read()).toEqual({ en: { starters: ["Hi?"], questions: [] } });
});

it.each([
  [{ languages: [] }, 200],
  [{}, 200],
  [{ code: "not-found" }, 404],
])("knows of none by %j with status %d", async (body, status) => {
  expect(await answering(body, status).read()).toBeUndefined();
});
