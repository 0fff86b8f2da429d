import type { Mode } from "../protocol/values.js";
import { evenOut } from "./even-out.js";

/** Why a device is missing. The visitor gets a different sentence for each. */
export type MediaProblem = "refused" | "missing" | "busy" | "insecure" | "failed";

/** What was granted. `lacking` names what the mode needs and `stream` does not carry. */
export interface LocalMedia {
  readonly stream?: MediaStream;
  readonly lacking: "none" | "camera" | "microphone" | "both";
  readonly problem?: MediaProblem;
}

export const noMedia: LocalMedia = { lacking: "none" };

export type Kind = "audio" | "video";

/** What can be chosen. A loudspeaker is not opened as the others are: what is heard is sent to it. */
export type ChosenKind = Kind | "speaker";

/** The devices that the visitor chose, by their ids. */
export type ChosenDevices = { readonly [K in ChosenKind]?: string };

const constraints: Record<Kind, MediaTrackConstraints> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/**
 * Gets the camera and microphone that a mode needs, or as much of it as there is. It never throws: without any device
 * the chat goes on by text.
 */
export async function openMedia(
  mode: Mode,
  devices: Source | undefined = navigator.mediaDevices,
  chosen: ChosenDevices = {},
): Promise<LocalMedia> {
  if (mode === "text") return noMedia;
  const kinds = kindsOf(mode);
  const nothing = lackingOf(kinds);
  // Browsers offer devices only to pages that came over HTTPS or from this machine.
  if (!devices) return { lacking: nothing, problem: "insecure" };
  // Whoever asks for devices wants a call.
  const [whole] = await Promise.all([attempt(devices, kinds, chosen), evenOut()]);
  if (whole.stream) return { stream: whole.stream, lacking: "none" };
  // The visitor refused both devices at once. Asking again for each would only annoy.
  if (kinds.length === 1 || whole.problem === "refused") return { lacking: nothing, problem: whole.problem };
  for (const kind of ["video", "audio"] as const) {
    const part = await attempt(devices, [kind], chosen);
    if (part.stream) {
      const lacking = lackingOf(kinds.filter((other) => other !== kind));
      return { stream: part.stream, lacking, problem: whole.problem };
    }
  }
  return { lacking: nothing, problem: whole.problem };
}

export function closeMedia({ stream }: LocalMedia): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Gets one device: the one with this id, if an id is given. */
export async function openDevice(
  kind: Kind,
  id: string | undefined,
  devices: Source | undefined = navigator.mediaDevices,
): Promise<Attempt> {
  if (!devices) return { problem: "insecure" };
  return attempt(devices, [kind], id === undefined ? {} : { [kind]: id }, "exact");
}

/** The media of a mode, besides text. */
export function kindsOf(mode: Mode): Kind[] {
  if (mode === "text") return [];
  return mode === "video" ? ["audio", "video"] : ["audio"];
}

export function lackingOf(kinds: readonly Kind[]): LocalMedia["lacking"] {
  if (kinds.length === 0) return "none";
  if (kinds.length > 1) return "both";
  return kinds[0] === "video" ? "camera" : "microphone";
}

type Source = Pick<MediaDevices, "getUserMedia">;

export type Attempt =
  | { readonly stream: MediaStream }
  | { readonly stream?: undefined; readonly problem: MediaProblem };

async function attempt(
  devices: Source,
  kinds: readonly Kind[],
  chosen: ChosenDevices,
  insist: "ideal" | "exact" = "ideal",
): Promise<Attempt> {
  try {
    const wanted = Object.fromEntries(kinds.map((kind) => [kind, constraintsFor(kind, chosen[kind], insist)]));
    return { stream: await devices.getUserMedia(wanted) };
  } catch (problem) {
    return { problem: problemOf(problem) };
  }
}

function constraintsFor(kind: Kind, id: string | undefined, insist: "ideal" | "exact"): MediaTrackConstraints {
  if (id === undefined) return constraints[kind];
  // A chosen camera may face any way.
  const { facingMode: _, ...rest } = constraints[kind];
  return { ...rest, deviceId: { [insist]: id } };
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
