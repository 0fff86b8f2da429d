import { recordCalls } from "./call-steps.js";
import { setupTimes } from "./setup-times.js";
import { expect, test } from "./visitor.js";

/** A few with every build. `E2E_CALLS=30` for figures. */
const meetings = Number(process.env.E2E_CALLS ?? 3);

test("calls in a row show the partner, and how soon is told beside calls between bare pages", async ({
  arrive,
  another,
}) => {
  const [one, other] = [await arrive({ before: recordCalls }), await arrive({ before: recordCalls, from: another })];
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
  const { times, figures } = await setupTimes(one, other, meetings);
  test.info().annotations.push({ type: "setup time", description: figures });
  process.stdout.write(`  setup time from match to first picture: ${figures}\n`);
  // How soon depends on the machine and its load. That each call shows a picture does not.
  expect(times).toHaveLength(2 * meetings);
});
