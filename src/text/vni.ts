/**
 * VNI for Windows: what the `VNI-*` fonts draw. Most letters are two: a base and, after it, a letter that draws the marks.
 * Which text is in it is told by the font of its run, never guessed here.
 */

/** `letter=as written`, separated by spaces. */
const written =
  'À=AØ Á=AÙ Â=AÂ Ã=AÕ È=EØ É=EÙ Ê=EÂ Ì=Ì Í=Í Ò=OØ Ó=OÙ Ô=OÂ Õ=OÕ Ù=UØ Ú=UÙ Ý=YÙ à=aø á=aù â=aâ ã=aõ ' +
  'è=eø é=eù ê=eâ ì=ì í=í ò=oø ó=où ô=oâ õ=oõ ù=uø ú=uù ý=yù Ă=AÊ ă=aê Đ=Ñ đ=ñ Ĩ=Ó ĩ=ó Ũ=UÕ ũ=uõ Ơ=Ô ' +
  'ơ=ô Ư=Ö ư=ö Ạ=AÏ ạ=aï Ả=AÛ ả=aû Ấ=AÁ ấ=aá Ầ=AÀ ầ=aà Ẩ=AÅ ẩ=aå Ẫ=AÃ ẫ=aã Ậ=AÄ ậ=aä Ắ=AÉ ắ=aé Ằ=AÈ ' +
  'ằ=aè Ẳ=AÚ ẳ=aú Ẵ=AÜ ẵ=aü Ặ=AË ặ=aë Ẹ=EÏ ẹ=eï Ẻ=EÛ ẻ=eû Ẽ=EÕ ẽ=eõ Ế=EÁ ế=eá Ề=EÀ ề=eà Ể=EÅ ể=eå Ễ=EÃ ' +
  'ễ=eã Ệ=EÄ ệ=eä Ỉ=Æ ỉ=æ Ị=Ò ị=ò Ọ=OÏ ọ=oï Ỏ=OÛ ỏ=oû Ố=OÁ ố=oá Ồ=OÀ ồ=oà Ổ=OÅ ổ=oå Ỗ=OÃ ỗ=oã Ộ=OÄ ộ=oä ' +
  'Ớ=ÔÙ ớ=ôù Ờ=ÔØ ờ=ôø Ở=ÔÛ ở=ôû Ỡ=ÔÕ ỡ=ôõ Ợ=ÔÏ ợ=ôï Ụ=UÏ ụ=uï Ủ=UÛ ủ=uû Ứ=ÖÙ ứ=öù Ừ=ÖØ ừ=öø Ử=ÖÛ ử=öû ' +
  'Ữ=ÖÕ ữ=öõ Ự=ÖÏ ự=öï Ỳ=YØ ỳ=yø Ỵ=Î ỵ=î Ỷ=YÛ ỷ=yû Ỹ=YÕ ỹ=yõ '

/** What the table of the standard does not hold, and the fonts draw all the same: marks over `i`, and the dot under `y`. */
const drawnToo = 'ì=iø í=iù ỉ=iû ĩ=iõ ị=iï ỵ=yï'

/**
 * By the base and the mark in small letters: the base alone says whether it is a capital. Word, taking `UÛy` for two
 * capitals typed in haste, makes `Uûy` of it.
 */
const table = new Map(
  `${written.trim()} ${drawnToo}`
    .split(' ')
    .map(pair => [pair.slice(2), pair.slice(0, 1)] as const)
    .filter(([typed]) => typed === typed.toLowerCase()),
)
const letterOf = (typed: string): string | undefined => {
  const letter = table.get(typed.toLowerCase())
  const base = typed.charAt(0)
  return base === base.toLowerCase() ? letter : letter?.toUpperCase()
}

/** Word keeps the letters of fonts that it takes for symbol fonts in U+F020 to U+F0FF. */
const withoutPrivate = (text: string): string =>
  text.replace(/[\uf020-\uf0ff]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xf000))

/** Quotes, dashes and signs: Word's own corrections, and what these fonts draw as any other. */
const anyFont = /[\u00a0-\u00bf\u00d7\u00f7\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122\u2713]/

/**
 * Text of a run in a `VNI-*` font, as Unicode NFC; the longest match at each place.
 * @returns `unknown`: characters above ASCII that VNI does not have, left as they are
 */
export const decodeVni = (written: string): { text: string; unknown: number } => {
  const text = withoutPrivate(written)
  let decoded = ''
  let unknown = 0
  for (let at = 0; at < text.length; at++) {
    const two = at + 1 < text.length ? letterOf(text.slice(at, at + 2)) : undefined
    if (two !== undefined) {
      decoded += two
      const mark = text.charAt(++at)
      // Typed twice, a mark is drawn over itself.
      while (text.charAt(at + 1) === mark) at++
      continue
    }
    const one = text.charAt(at)
    const letter = letterOf(one)
    if (letter === undefined && one > '\u007f' && !anyFont.test(one)) unknown++
    decoded += letter ?? one
  }
  return { text: decoded, unknown }
}
