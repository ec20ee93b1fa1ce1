/** RTF written word by word, as Word, LibreOffice and small programs write it, for tests. Texts may hold RTF. */

const fonts =
  "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fswiss\\fcharset0 .VnTime;}{\\f2\\fswiss\\fcharset0 .VnTimeH;}{\\f3\\ftech\\fcharset2 Symbol;}{\\f4\\froman\\fcharset163 Times New Roman (Vietnamese);}{\\f5\\fnil\\fcharset2{\\*\\panose 05000000000000000000}Wingdings;}{\\f6\\fnil VNI-Times;}{\\f7\\fswiss\\fcharset162 .VnTimeH Tur;}{\\f8\\fnil\\fcharset128 MS Mincho{\\*\\falt \\'82\\'6c};}}"

/** A file; letters outside ASCII are written as Word does. */
export const rtf = (body: string, head = ''): Uint8Array =>
  Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0${fonts}${head}\n${unicode(body)}}`, 'latin1')

/** `\uN?` for each letter outside ASCII. */
const unicode = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, letter =>
    Array.from({ length: letter.length }, (_, at) => `\\u${letter.charCodeAt(at)}?`).join(''),
  )

/** `\trowd`; a cell is where it ends, in twips, with the words that stand before its `\cellx`. */
export const trowd = (...cells: readonly (number | string)[]): string =>
  `\\trowd\\trgaph108\\trleft-108${cells
    .map(cell => (typeof cell === 'number' ? `\\cellx${cell}` : cell.replace(/(\d+)$/, '\\cellx$1')))
    .join('')}`
export const row = (definition: string, ...cells: readonly string[]): string =>
  `${definition}\\pard\\intbl ${cells.map(cell => `${cell}\\cell `).join('')}\\row\\pard\n`
