import type { QualityFrame } from "../../protocol/client-frames.js";

/** How large the picture is that is sent. The voice goes on at every level. */
export type Level = "720p" | "480p" | "360p" | "180p" | "audio";

/** From the best to the least. */
export const levels: readonly Level[] = ["720p", "480p", "360p", "180p", "audio"];

/** What made the picture change. */
export type ChangeReason = "bandwidth" | "loss" | "delay" | "cpu" | "recovered";

/** One step between levels, for a view to show. */
export interface LevelChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: Level;
  readonly to: Level;
  readonly reason: ChangeReason;
}

/** In one word. `weak` deserves a sentence to the visitor. */
export type Grade = "good" | "fair" | "weak";

/** How a call goes, as far as this side can tell. Rates are in bits per second, times in milliseconds. */
export interface CallQuality {
  readonly grade: Grade;
  /** The level that is sent at most. Not set in a voice call. */
  readonly level?: Level;
  /** The latest step between levels, if there was one. */
  readonly change?: LevelChange;
  /** The kind of path the call takes. `relay` hides the two addresses from each other. */
  readonly path?: Exclude<QualityFrame["ice"], "failed">;
  /** From the match to the partner's first decoded frame, or first sound where there is no picture. */
  readonly setup?: number;
  readonly rtt?: number;
  /** The share of lost packets, from 0 to 1, in the worse of the two directions. */
  readonly loss?: number;
  readonly sending?: number;
  readonly receiving?: number;
  /** The browser's estimate of what the path could carry. */
  readonly available?: number;
}
