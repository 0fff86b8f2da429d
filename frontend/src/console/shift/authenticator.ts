/** The moderator has closed the browser's question, or did not answer it in time. */
export class Cancelled extends Error {
  constructor() {
    super("The passkey was not used.");
    this.name = "Cancelled";
  }
}

/** This authenticator has a passkey of the account already. */
export class KnownAlready extends Error {
  constructor() {
    super("There is a passkey already.");
    this.name = "KnownAlready";
  }
}

/** Where passkeys are (Web Authentication, Level 3). Options and answers are as the server gives and takes them. */
export interface Authenticator {
  readonly usable: boolean;
  /** @throws Cancelled */
  use(options: unknown): Promise<unknown>;
  /** @throws Cancelled, or KnownAlready */
  make(options: unknown): Promise<unknown>;
}

/** That of the browser, if it can read and write JSON: all do since 2025. */
export const browserAuthenticator: Authenticator = {
  get usable(): boolean {
    return typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
  },
  use: (options) =>
    answered(() =>
      navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
      }),
    ),
  make: (options) =>
    answered(() =>
      navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
      }),
    ),
};

async function answered(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (e) {
    if (e instanceof DOMException && e.name === "InvalidStateError") throw new KnownAlready();
    if (!(e instanceof DOMException)) throw e;
  }
  throw new Cancelled();
}
