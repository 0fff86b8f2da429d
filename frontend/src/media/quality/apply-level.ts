import type { Level } from "./call-quality.js";
import { budgets } from "./quality-controller.js";

/** Limits a sender to a level. The track stays what it is, so that a step needs neither a new offer nor the camera. */
export async function applyLevel(sender: RTCRtpSender, level: Level): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  encoding.active = level !== "audio";
  if (level !== "audio") {
    const { most, height, framesPerSecond } = budgets[level];
    encoding.maxBitrate = most;
    encoding.maxFramerate = framesPerSecond;
    // A phone held upright sends more lines than columns. The level is about the short side.
    const { width = 0, height: lines = 0 } = sender.track?.getSettings() ?? {};
    encoding.scaleResolutionDownBy = Math.max(1, Math.min(width, lines) / height);
  }
  await sender.setParameters(parameters);
}
