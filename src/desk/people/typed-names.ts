/** Names of accounts as forms bring them, tidied; whether they can be names at all is the domain's to say. */

/** The one that is typed to sign in. */
export const typedName = (value: unknown): string =>
  String(value ?? '')
    .trim()
    .toLowerCase()

/** The full one. */
export const typedShown = (value: unknown): string =>
  String(value ?? '')
    .trim()
    .normalize('NFC')
