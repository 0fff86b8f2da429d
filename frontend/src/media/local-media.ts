import type { Mode } from "../protocol/values.js";

/** Why a device is not there: each asks for another sentence to the visitor. */
export type MediaProblem = "refused" | "missing" | "busy" | "insecure" | "failed";

/** What could be had. `lacking` names what the mode asks for and `stream` does not carry. */
export interface LocalMedia {
  readonly stream?: MediaStream;
  readonly lacking: "none" | "camera" | "microphone" | "both";
  readonly problem?: MediaProblem;
}

export const noMedia: LocalMedia = { lacking: "none" };

type Kind = "audio" | "video";

const constraints: Record<Kind, MediaTrackConstraints> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/**
 * Gets the camera and microphone that a mode needs, or as much of it as there is. Never throws: without any device
 * the chat goes on in writing.
 */
export async function openMedia(
  mode: Mode,
  devices: Pick<MediaDevices, "getUserMedia"> | undefined = navigator.mediaDevices,
): Promise<LocalMedia> {
  if (mode === "text") return noMedia;
  const kinds: Kind[] = mode === "video" ? ["audio", "video"] : ["audio"];
  const nothing = kinds.length > 1 ? "both" : "microphone";
  // Browsers offer devices only to pages that came over HTTPS or from this machine.
  if (!devices) return { lacking: nothing, problem: "insecure" };
  const whole = await attempt(devices, kinds);
  if (whole.stream) return { stream: whole.stream, lacking: "none" };
  // A refusal was the visitor's answer to both devices at once; asking again for each would only annoy.
  if (kinds.length === 1 || whole.problem === "refused") return { lacking: nothing, problem: whole.problem };
  for (const kind of ["video", "audio"] as const) {
    const part = await attempt(devices, [kind]);
    if (part.stream) {
      const lacking = kind === "video" ? "microphone" : "camera";
      return { stream: part.stream, lacking, problem: whole.problem };
    }
  }
  return { lacking: nothing, problem: whole.problem };
}

export function closeMedia({ stream }: LocalMedia): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

type Attempt = { readonly stream: MediaStream } | { readonly stream?: undefined; readonly problem: MediaProblem };

async function attempt(devices: Pick<MediaDevices, "getUserMedia">, kinds: Kind[]): Promise<Attempt> {
  try {
    const wanted = Object.fromEntries(kinds.map((kind) => [kind, constraints[kind]]));
    return { stream: await devices.getUserMedia(wanted) };
  } catch (problem) {
    return { problem: problemOf(problem) };
  }
}

function problemOf(problem: unknown): MediaProblem {
  switch (problem instanceof Error ? problem.name : "") {
    case "NotAllowedError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "insecure";
    default:
      return "failed";
  }
}
