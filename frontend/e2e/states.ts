import { expect } from "@playwright/test";
import type { Stage } from "./stage.js";
import type { Visitor } from "./visitor.js";

/** Takes one visitor through every state of the page, and stops in each. */
export async function throughStates(
  { page }: Visitor,
  stage: Stage,
  stop: (state: string) => Promise<void>,
): Promise<void> {
  const start = page.getByRole("button", { name: "Start" });
  const room = "room-1";
  await expect(start).toBeVisible();
  await stop("start-page");
  await start.click();
  await expect(page.getByText("confirm you're 18")).toBeVisible();
  await page.getByText("More options").click();
  await page.getByRole("textbox", { name: "Interests" }).fill("night trains, tea,");
  await stop("start-page-choices");
  await page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
  await page.getByRole("radio", { name: "Video" }).check();
  await start.click();
  await expect(page.getByRole("heading", { name: "Allow your camera and microphone" })).toBeVisible();
  await stop("asking");
  await page.getByRole("button", { name: "Continue without" }).click();
  await expect(page.getByText(/Someone should be here in about \d seconds?\./)).toBeVisible();
  await expect(page.getByText("Your browser blocks the camera and microphone.")).toBeVisible();
  stage.say({
    type: "waiting",
    since: Date.now() - 4_000,
    estimate: 8_000,
    widening: { drops: "interests", at: Date.now() + 60_000 },
  });
  await expect(page.getByText("Widening to people with other interests")).toBeVisible();
  await stop("waiting");
  await page.getByRole("button", { name: "Change interests" }).click();
  await page.getByRole("button", { name: "Remove tea" }).click();
  await page.getByRole("button", { name: "Search with these" }).click();
  await expect.poll(() => stage.last("find")).toMatchObject({ interests: ["night trains"] });
  stage.say({ type: "error", code: "unavailable", message: "Down.", ref: "find", retryAfter: 60_000 });
  await expect(page.getByText("The search is down for a moment.")).toBeVisible();
  await stop("search-down");
  await stage.matched("video");
  await expect(page.getByText("Setting up the call…")).toBeVisible();
  await stop("connecting");
  stage.say({ type: "chat", room, id: "1", text: "Hello! Look: https://example.org/a" });
  await expect(page.getByText("Hello! Look:")).toBeVisible();
  await page.getByRole("button", { name: "https://example.org/a" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("Good evening!");
  await page.keyboard.press("Enter");
  stage.say({ type: "chat", room, id: "2", text: "😂", as: "reaction", about: "1" });
  stage.say({ type: "chat", room, id: "3", text: "Yes, and you?", as: "reply", about: "1" });
  stage.say({ type: "chat", room, id: "4", text: "Tea or coffee?", as: "question" });
  await expect(page.getByRole("button", { name: "Seal it" })).toBeVisible();
  stage.say({ type: "typing", room, active: true });
  stage.say({ type: "partner-away", room, until: Date.now() + 60_000 });
  await expect(page.getByText("They can come back within")).toBeVisible();
  await stop("partner-away");
  await page.getByRole("button", { name: "Report" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await stop("report");
  await page.getByRole("button", { name: "Spam or scam" }).click();
  stage.say({ type: "reported", report: "r-20261121-7" });
  await expect(page.getByText("Thanks. A moderator will review it.")).toBeVisible();
  await stop("reported");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByText("Connection details").click();
  await stop("settings");
  await page.getByRole("button", { name: "Close" }).click();
  stage.say({ type: "left", room, reason: "gone" });
  await expect(page.getByText("The connection to the other person was lost.")).toBeVisible();
  await stop("ended");
  await page.getByRole("button", { name: "4 stars" }).click();
  stage.say({ type: "outcome", report: "r-20261121-7", outcome: "actioned" });
  await page.getByRole("button", { name: "Ask to meet again" }).click();
  await expect(page.getByText("You'll meet again if they ask too.")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Looking for someone" })).toBeVisible();
  await stop("waiting-after");
  stage.answerSessions(503, { code: "unavailable", message: "Not now." });
  await stage.close(4500);
  await expect(page.getByText(/The server can't be reached/)).toBeVisible();
  await stop("reconnecting");
  stage.answerSessions(403, {
    code: "banned",
    message: "Banned.",
    reason: "spam",
    until: Date.UTC(2026, 11, 24, 18),
    appeal: "appeal-1",
  });
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByRole("heading", { name: "You can't chat here for now" })).toBeVisible();
  await stop("banned");
}
