/** Which old encoding a font draws, by its name: that is how the programs of the time told them apart. */

/**
 * `tcvn3-capitals`: a font whose name ends in H draws every letter as a capital. `other`: an old encoding that this
 * program has no table for. `unknown`: no font says; decided by the line.
 */
export type Encoding = 'unicode' | 'tcvn3' | 'tcvn3-capitals' | 'vni' | 'other' | 'unknown'

/** Families of the ABC fonts, for names that a writer of PDF or a program stripped of their dot. */
const abc =
  'arial( narrow)?|aristote|avant|bahamas|black|book-?antiqua|centur|clarendon|cooper|courier|helvet|' +
  'memorandum|monotype|present|southern|stamp|teknical|time|times?roman|times2|university|vogue'
const dotless = new RegExp(`^Vn(${abc})h?\\d?$`, 'i')

/** VPS, VISCII (`VI Times`), VietWare (`VNtimes new roman`, `SVNtimes new roman`), Bách Khoa (`VK Sans Serif`). */
const others =
  /^(vps[- ]|vi (times|arial|courier|helvet)|s?vn(times|arial|courier|century|lucida|book|britannic|garamond)|vk[- .](sans|times))/i

/**
 * By names as files give them, with what PDF (`ABCDEF+.VnTimeH,Bold`) and RTF (`.VnTime;`) put around them.
 * @param font undefined where the file says none: the program's own one, which is Unicode
 */
export const encodingOfFont = (font: string | undefined): Encoding => {
  if (font === undefined) return 'unicode'
  const name = font
    .replace(/^[A-Z]{6}\+/, '')
    .replace(/[;\0].*$/s, '')
    .trim()
    .replace(/[-, ]*(bold|italic|oblique|regular)+(mt)?$/i, '')
  // `Vn` is ABC's way to write it; VietWare's `VNarial` has a table of its own.
  if (/^\.vn/i.test(name) || (!/^VN[a-z]/.test(name) && dotless.test(name)))
    return /h\d?$/i.test(name) ? 'tcvn3-capitals' : 'tcvn3'
  if (/^vni([-\s]|[A-Z])/i.test(name)) return 'vni'
  return others.test(name) ? 'other' : 'unicode'
}
