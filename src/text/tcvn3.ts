/**
 * TCVN3 (TCVN 5712:1993, VN3): what the `.Vn*` fonts draw for the bytes A1 to FE. Which text is in it is told by the font
 * of its run, never guessed here. `ư` is AD, the soft hyphen of Latin-1: decode before anything strips it.
 */

/** Two hexadecimal digits a byte; the letters below stand in the same order. */
const bytes =
  'A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3' +
  'E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE'
const letters = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'

const table = new Map(
  [...letters].map((letter, at) => [Number.parseInt(bytes.slice(at * 2, at * 2 + 2), 16), letter]),
)

/**
 * Decodes one code unit: Latin-1, or U+F0xx as Word stores the letters of symbol fonts.
 * @returns undefined where TCVN3 has no such letter
 */
const decodeUnit = (unit: number): string | undefined => {
  const byte = unit >= 0xf020 && unit <= 0xf0ff ? unit - 0xf000 : unit
  if (byte < 0x80 || byte === 0xa0) return String.fromCharCode(byte)
  return table.get(byte)
}

/**
 * Text of a run in a `.Vn*` font, as Unicode NFC.
 * @param capitals the font's name ends in H: it draws every letter as a capital
 * @returns `unknown`: characters that TCVN3 does not have, left as they are: a sign that the text is in something else
 */
export const decodeTcvn3 = (text: string, capitals: boolean): { text: string; unknown: number } => {
  let unknown = 0
  const decoded = Array.from(text, unit => {
    const letter = decodeUnit(unit.codePointAt(0) ?? 0)
    // Typographic quotes and dashes come from Word's own corrections and are Unicode in every font.
    if (letter === undefined && !/[\u2010-\u2026\u2022]/.test(unit)) unknown++
    return letter ?? unit
  }).join('')
  return { text: capitals ? decoded.toUpperCase() : decoded, unknown }
}
