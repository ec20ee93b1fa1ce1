/** Names as the XML of a workbook has them. */

/** `A` for 0, `AA` for 26. */
export const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** Of the file's Normal style too, by whose digits column widths are counted. */
export const pageFont = 'Times New Roman'

export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
