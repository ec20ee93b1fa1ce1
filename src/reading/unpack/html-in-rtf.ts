/**
 * HTML that Outlook has wrapped in RTF (MS-OXRTFEX): tags stand in `{\*\htmltag …}`, text between them, and what is only
 * for readers of RTF between `\htmlrtf` and `\htmlrtf0`. One pass, no recursion.
 */

/** Groups nested in one another; Outlook's own stay below 10. */
const deepest = 200

/** `\name12 `, `\'e1`, `\{`, a brace, a line's end, or text. */
const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\(.)|([{}])|[\r\n]+|[^\\{}\r\n]+/gis

/** Groups that hold no text of the mail. */
const aside = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pntext', 'pict', 'object', 'listtable'])
const characters: Readonly<Record<string, string>> = {
  par: '\r\n',
  line: '\r\n',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
}

/** @returns '' where there is no HTML in it */
export const htmlInRtf = (rtf: Uint8Array): string => {
  const source = Buffer.from(rtf.buffer, rtf.byteOffset, rtf.length).toString('latin1')
  if (!/\\fromhtml1\b/.test(source.slice(0, 2_000))) return ''
  const decoder = decoderOf(Number(/\\ansicpg(\d{3,5})/.exec(source)?.[1] ?? 1258))
  let html = ''
  let raw: number[] = []
  const flush = (): void => {
    if (raw.length > 0) html += decoder.decode(Uint8Array.from(raw))
    raw = []
  }
  const groups: Group[] = []
  let group: Group = { hidden: false, rtfOnly: false, skip: 1, starred: false }
  let pending = 0
  for (const match of source.matchAll(token)) {
    const [all, word, number, hex, symbol, brace] = match
    if (brace === '{') {
      if (groups.length >= deepest) return ''
      groups.push(group)
      group = { ...group, starred: false }
    } else if (brace === '}') group = groups.pop() ?? group
    else if (symbol === '*') group.starred = true
    else if (word !== undefined) {
      const name = word.toLowerCase()
      const isOff = number === '0'
      if (name === 'htmltag') group.hidden = group.rtfOnly = false
      else if (name === 'htmlrtf') group.rtfOnly = !isOff
      else if (name === 'uc') group.skip = Number(number ?? 1)
      else if (aside.has(name) || (group.starred && name !== 'htmltag')) group.hidden = true
      else if (group.hidden || group.rtfOnly) continue
      else if (name === 'u') {
        flush()
        html += String.fromCharCode(Number(number ?? 0) & 0xffff)
        pending = group.skip
      } else if (characters[name] !== undefined) {
        flush()
        html += characters[name]
      }
    } else if (group.hidden || group.rtfOnly) continue
    else if (hex !== undefined) {
      if (pending > 0) pending--
      else raw.push(Number.parseInt(hex, 16))
    } else if (symbol !== undefined) {
      flush()
      html += symbol === '~' ? '\u00a0' : symbol === '_' ? '-' : /[{}\\]/.test(symbol) ? symbol : ''
    } else if (!/^[\r\n]/.test(all)) {
      const text = all.slice(pending)
      pending = Math.max(0, pending - all.length)
      flush()
      html += decoder.decode(Buffer.from(text, 'latin1'))
    }
  }
  flush()
  return html.normalize('NFC')
}

interface Group {
  hidden: boolean
  rtfOnly: boolean
  /** Characters after `\u` that stand for it in older readers. */
  skip: number
  starred: boolean
}

const decoderOf = (codepage: number): InstanceType<typeof TextDecoder> =>
  new TextDecoder(
    codepage >= 1250 && codepage <= 1258
      ? `windows-${codepage}`
      : codepage === 65001
        ? 'utf-8'
        : 'windows-1258',
  )
