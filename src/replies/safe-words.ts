/**
 * Words of a mail that came in, made fit to be said back: short, on one line, and nothing in them that a mail program
 * would turn into a link. Escaping for HTML is the renderer's.
 */

/** @param longest letters; what is longer ends in `…` */
export const sayable = (text: string, longest: number): string => {
  const line = text
    // Before anything is searched in it.
    .slice(0, longest * 8)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Without width, or turning the direction of what follows (U+202E), or of a font of its own.
    .replace(/\p{C}+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const letters = [...unlinked(line)]
  return letters.length <= longest
    ? letters.join('')
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

/** A file's: with its ending, where that is one of a document and no domain's (`.zip` is one). */
export const sayableName = (name: string, longest: number): string => {
  const ending = /\.(?:docx?|xlsx?|od[ts]|rtf|pdf|jpe?g|png|rar|7z|eml|msg)$/i.exec(name)?.[0] ?? ''
  const base = sayable(name.slice(0, name.length - ending.length), longest - ending.length)
  return base === '' ? '' : `${base}${ending}`
}

/** `http://xau.example/x`, `www.xau.example`, `a@xau.example` become words; `TP.HCM` only gets a space. */
const unlinked = (text: string): string =>
  text
    .replace(/[/\\]{2,}/g, ' ')
    .replace(/(https?|ftp|mailto|javascript)[\s:]*:/giu, '$1 ')
    .replace(/\s*[@\uff20\ufe6b]\s*/g, ' @ ')
    .replace(/\d+(?:\.\d+){3,}/g, numbers => numbers.replaceAll('.', ' '))
    // Not a number's own: 1.200.
    .replace(
      /(?<=[\p{L}\p{N}])[.\uff0e\u3002\uff61](?=\p{L})|(?<=\p{L})[.\uff0e\u3002\uff61](?=\p{N})/gu,
      '. ',
    )
    .replace(/ {2,}/g, ' ')
    .trim()
