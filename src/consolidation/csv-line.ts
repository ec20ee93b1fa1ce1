/**
 * A table as text for Excel (RFC 4180 with `;`): where the decimal sign is a comma, as in Viet Nam, Excel separates by
 * semicolons, whatever the list separator of Windows says. UTF-8, told by its mark; a line `sep=` would make Excel read it
 * in the code page of Windows instead.
 */

/** U+FEFF: Excel takes a file without it for windows-1258. */
export const csvMark = '\ufeff'

/** What a sheet would take for a formula (OWASP, CSV injection): also in the letters of double width, and behind white space. */
const formulaLike = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** Every cell in quotes, so that nothing in it begins another one; formula-like text behind an apostrophe, as text. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(cell => {
      const text = cell.replace(/\0/g, '\ufffd')
      return `"${(formulaLike.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
    })
    .join(';')}\r\n`
