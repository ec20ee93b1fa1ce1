/**
 * Text as it is sought, as `foldBare` of the server does: letters without any marks (`đ` is `d`), digits, single spaces.
 * @param {string} text
 */
export const fold = text =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
