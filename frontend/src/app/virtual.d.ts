/** Made by the build, see `phrase-books.ts` beside `vite.config.ts`. */
declare module "virtual:phrase-books" {
  /** The address of each language's file. Empty during development. */
  export const addresses: Readonly<Record<string, string>>;
}
