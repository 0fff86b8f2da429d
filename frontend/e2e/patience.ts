/**
 * How long one step may take, in milliseconds. A busy machine is slow, and that is no failure. It is less than the
 * three minutes without progress after which a run counts as hung.
 */
export const patience = 150_000;
