/** Letters of symbol fonts: bullets and ticks, whatever letter the font draws them in place of. */

export const isSymbolFont = (font: string | undefined): boolean =>
  /^(wingdings|symbol|webdings)/i.test(font ?? '')

/** They are stored in a private area (ECMA-376 part 1, 17.3.3.30; MS-DOC 2.9.46): ticks, the rest are bullets. */
export const withoutPrivate = (text: string): string =>
  Array.from(text, letter => {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0xf020 || code > 0xf0ff) return letter
    return [0xfc, 0xfe, 0x52].includes(code & 0xff) ? '✓' : '•'
  }).join('')
