/** How far a file has come. All but the first two are final. */
export type TransferState = "offered" | "moving" | "done" | "refused" | "cancelled" | "failed";

/** One file on its way from one visitor to the other. Nothing of it passes the server. */
export interface FileTransfer {
  /** Unique within a room until the partner loads the page again: the numbers begin anew then. */
  readonly id: string;
  readonly direction: "sent" | "received";
  readonly name: string;
  /** In bytes, like `moved`. */
  readonly size: number;
  readonly moved: number;
  readonly state: TransferState;
  /** The content of a received file that is `done`. Its type is an image's, or one that browsers only save. */
  readonly blob?: Blob;
}

/** The largest file that may be offered. */
export const maxFileBytes = 5 * 1024 * 1024;

/** What became of an attempt to send a file. */
export type Offered = "offered" | "no-partner" | "empty" | "too-big" | "too-many";
