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
    encoding.scaleResolutionDownBy = scaleTo(height, sender.track);
  }
  await sender.setParameters(parameters);
}

/**
 * Lets a sender begin with a small picture. A browser begins at about 300 kbit/s, and Chromium drops the first pictures
 * that are too large for that. Only the size is limited, so that the estimate of the path can climb.
 */
export async function beginSmall(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  // Firefox tells of no encodings before the first description.
  const [encoding] = parameters.encodings;
  const scale = scaleTo(budgets["360p"].height, sender.track);
  if (!encoding || scale === 1) return;
  encoding.scaleResolutionDownBy = scale;
  await sender.setParameters(parameters);
}

/** A phone held upright sends more lines than columns. The level is about the short side. */
function scaleTo(height: number, track: MediaStreamTrack | null): number {
  const { width = 0, height: lines = 0 } = track?.getSettings() ?? {};
  return Math.max(1, Math.min(width, lines) / height);
}
