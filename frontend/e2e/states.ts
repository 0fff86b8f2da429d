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
  await expect(page.getByText("confirm your age first")).toBeVisible();
  await page.getByText("More choices").click();
  await page.getByRole("textbox", { name: "Interests" }).fill("night trains, tea,");
  await stop("start-page-choices");
  await page.getByRole("checkbox", { name: "I am an adult" }).check();
  await page.getByRole("radio", { name: "Video" }).check();
  await start.click();
  await expect(page.getByRole("heading", { name: "May we?" })).toBeVisible();
  await stop("asking");
  await page.getByRole("button", { name: "Go on without" }).click();
  await expect(page.getByText("Somebody should be here in about 8 seconds.")).toBeVisible();
  stage.say({
    type: "waiting",
    since: Date.now() - 4_000,
    estimate: 8_000,
    widening: { drops: "interests", at: Date.now() + 60_000 },
  });
  await expect(page.getByText("the search looks beyond your interests")).toBeVisible();
  await stop("waiting");
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
  await expect(page.getByText("It may come back within")).toBeVisible();
  await stop("partner-away");
  await page.getByRole("button", { name: "Report" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await stop("report");
  await page.getByRole("button", { name: "Advertising or a scam" }).click();
  stage.say({ type: "reported", report: "r-20261121-7" });
  await expect(page.getByText("r-20261121-7")).toBeVisible();
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
  await page.getByRole("button", { name: "Oops" }).click();
  await expect(page.getByText("If the other person asks too, you meet again.")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Looking for someone" })).toBeVisible();
  await stop("waiting-after");
  stage.answerSessions(503, { code: "unavailable", message: "Not now." });
  await stage.close(4500);
  await expect(page.getByText(/The server cannot be reached/)).toBeVisible();
  await stop("reconnecting");
  stage.answerSessions(403, {
    code: "banned",
    message: "Banned.",
    reason: "spam",
    until: Date.UTC(2026, 11, 24, 18),
    appeal: "appeal-1",
  });
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByRole("heading", { name: "You cannot chat here for now" })).toBeVisible();
  await stop("banned");
}
