/** The whole site, and the shield, in English. */
export const site = {
  title: "Site",
  figures: {
    online: "Online now",
    waiting: "Waiting",
    chats: "New chats a minute",
    reports: "Reports in an hour",
    open: "Open cases",
    oldest: "Oldest report waits",
    hour: "Decided in an hour",
    day: "Decided in 24 hours",
  },
  shield: "Shield",
  explain: "For when the site is flooded. It holds for everybody, ends by itself, and is recorded in the audit.",
  seniors: "Senior moderators can raise and lower it.",
  what: "What it does",
  measures: {
    "proof-of-work": "Proof of work for all",
    "text-only": "Text only",
    "slow-new-devices": "New devices slowed",
  },
  hints: {
    "proof-of-work": "Every device computes for a moment before it gets in.",
    "text-only": "No new voice or video chats. Those that go on may go on.",
    "slow-new-devices":
      "A device that was made less than an hour before the shield, or later, waits 20 seconds before each search.",
  },
  span: "For how long",
  why: "Why",
  raise: "Raise the shield",
  lower: "Lower the shield now",
  raised: (until: string) => `Raised until ${until}:`,
  by: (name: string, since: string) => `by ${name}, ${since}`,
  line: (until: string) => `The shield is up until ${until}:`,
  problems: { measures: "Choose at least one measure.", why: "Say why: it is recorded in the audit." },
};
