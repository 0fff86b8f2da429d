interface Tab {
  readonly url: string;
  readonly visibilityState: DocumentVisibilityState;
}

/**
 * The tab that a click on a notification leads to. Only a hidden one has called. Of several, the one that was used last
 * is the first. Undefined when the page was closed meanwhile.
 */
export function tabToShow<T extends Tab>(tabs: readonly T[]): T | undefined {
  const ours = tabs.filter(({ url }) => ["/", "/index.html"].includes(new URL(url).pathname));
  return ours.find(({ visibilityState }) => visibilityState === "hidden") ?? ours[0];
}
