/**
 * How long granted devices wait for it, in milliseconds: less than a resumed visit waits for them, and not long, since the
 * camera is on meanwhile. The browsers of today can do without.
 */
const patience = 1_000;

/**
 * Evens out how browsers differ in calls. A third of the page's weight, it is loaded when somebody wants a call, and not for
 * the start page. It never rejects.
 */
export async function evenOut(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([import("webrtc-adapter").catch(() => {}), late]);
  clearTimeout(timer);
}
