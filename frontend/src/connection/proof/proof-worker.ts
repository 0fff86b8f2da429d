import { type Challenge, findNumber } from "./find-number.js";

addEventListener("message", ({ data }: MessageEvent<Challenge>) => postMessage(findNumber(data)));
