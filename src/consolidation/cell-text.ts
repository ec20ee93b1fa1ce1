/**
 * Text as a cell of a sheet can hold it. Whatever a unit wrote stays text and stays whole, or says visibly that it
 * could not. Nothing here is about layout.
 */

/** Excel's own limits of a cell: UTF-16 units, and line feeds. */
export const cellLimits = { length: 32_767, lineFeeds: 253 } as const

/** Not allowed in XML 1.0 (production [2] Char), or dropped by the writer (U+007F): shown as U+FFFD, never lost unseen. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g
/** Nothing of the kind, as in nearly every cell: the text is what it is. */
const anythingOdd = /[\u0000-\u001f\u007f\ud800-\udfff\ufffe\uffff]|_x/
const halfPairs = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_x0041_` in a file means `A`, so the words `_x0041_` need their own code. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g

/** Words as XML and paper can hold them. */
export const shownText = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(halfPairs, '\ufffd')

/**
 * @param tooLong words put where the text had to end, with what is missing; they never push it over the limit
 * @returns text that any reader of .xlsx gives back as it is here, save for what `tooLong` says
 */
export const cellText = (
  text: string,
  tooLong: (missing: number) => string = missing => ` … [+${missing}]`,
): string => {
  if (text.length <= cellLimits.length && !anythingOdd.test(text)) return text
  const clean = shownText(text.replace(/\r\n?/g, '\n'))
  const lines = clean.split('\n')
  const broken =
    lines.length <= cellLimits.lineFeeds
      ? clean
      : `${lines.slice(0, cellLimits.lineFeeds).join('\n')} / ${lines.slice(cellLimits.lineFeeds).join(' / ')}`
  return shortened(broken, tooLong).replace(escapeLike, '_x005F_')
}

/** The escapes may add to the length, so they count before the limit does. */
const shortened = (text: string, tooLong: (missing: number) => string): string => {
  const escapes = text.match(escapeLike)?.length ?? 0
  if (text.length + escapes * 6 <= cellLimits.length) return text
  const room = cellLimits.length - escapes * 6 - tooLong(text.length).length
  const kept = text.slice(0, Math.max(0, room)).replace(/[\ud800-\udbff]$/, '')
  return kept + tooLong(text.length - kept.length)
}

/**
 * The number format of a text cell. `@` keeps text that begins with `=`, `+`, `-`, `@` or a digit as text when someone
 * edits it; Excel up to 2007 draws a cell so formatted as ##### beyond 255 letters, so longer text stands as General.
 */
export const textFormat = (text: string): string => (text.length > 255 ? 'General' : '@')
