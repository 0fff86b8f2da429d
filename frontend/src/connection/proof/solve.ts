import { number, object, text } from "../../protocol/shape.js";
import type { Challenge } from "./find-number.js";

export type { Challenge } from "./find-number.js";

/** Solves a challenge and returns what the server takes for it. Rejects when that cannot be done. */
export type Solve = (challenge: Challenge) => Promise<string>;

export const readChallenge = object<Challenge>({
  algorithm: text,
  challenge: text,
  maxnumber: number,
  salt: text,
  signature: text,
});

/** A device that takes longer, in milliseconds, gets another try later. */
const longest = 120_000;

/** Solves it in a worker, whose code is loaded only for that, so that the page stays quick meanwhile. */
export const solveInWorker: Solve = (challenge) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./proof-worker.js", import.meta.url), { type: "module" });
    const timer = setTimeout(() => end(() => reject(new Error("No number was found in time."))), longest);
    const end = (tell: () => void): void => {
      clearTimeout(timer);
      worker.terminate();
      tell();
    };
    worker.onmessage = ({ data }: MessageEvent<unknown>) =>
      end(() => {
        if (typeof data === "number") resolve(solution(challenge, data));
        else reject(new Error("No number solves the challenge."));
      });
    worker.onerror = () => end(() => reject(new Error("The worker could not be loaded, or broke.")));
    worker.postMessage(challenge);
  });

/** The Base64 text that ALTCHA's servers take. */
export const solution = (challenge: Challenge, found: number): string => {
  const { maxnumber: _, ...named } = challenge;
  return btoa(JSON.stringify({ ...named, number: found }));
};
