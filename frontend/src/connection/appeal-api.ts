/** What became of an appeal. `not-taken`: this server takes no appeals. */
export type AppealAnswer = "received" | "not-taken" | "refused" | "unavailable";

/** Sends an appeal against a ban over HTTP. The ban came with a token that stands for it, so no account is needed. */
export class AppealApi {
  constructor(
    private readonly url: string,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async send(appeal: string, text: string): Promise<AppealAnswer> {
    try {
      const { ok, status } = await this.request(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ appeal, text }),
      });
      if (ok) return "received";
      if (status === 404 || status === 405 || status === 501) return "not-taken";
      return status >= 500 || status === 429 ? "unavailable" : "refused";
    } catch {
      return "unavailable";
    }
  }
}
