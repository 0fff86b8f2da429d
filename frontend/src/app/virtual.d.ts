/** Made by the build; see `phrase-books.ts` beside `vite.config.ts`. */
declare module "virtual:phrase-books" {
  /** Where the file of each language lies; nothing while developing. */
  export const addresses: Readonly<Record<string, string>>;
}
