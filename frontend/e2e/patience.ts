/**
 * For how long one step may take, in milliseconds: a machine with much else to do is slow, and no failure. Less than the three
 * minutes without any progress after which a run counts as hung.
 */
export const patience = 150_000;
