/** Fonts that draw signs in place of letters: what they hold is a tick or a bullet, never a word. */

export const isSymbolFont = (font: string | undefined): boolean =>
  /^(wingdings|symbol|webdings)/i.test(font ?? '')

/** Letters of symbol fonts (17.3.3.30) are stored in a private area, or as Latin letters: ticks, the rest are bullets. */
export const withoutPrivate = (text: string): string =>
  Array.from(text, letter => {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0xf020 || code > 0xf0ff) return letter
    return [0xfc, 0xfe, 0x52].includes(code & 0xff) ? '✓' : '•'
  }).join('')
