/** The written words of a mail, gathered from its text parts: in several, in two kinds of which one is shown, flowed. */
import { decodeHtml } from '../formats/html-charset.ts'
import { decodeText } from './mime-letters.ts'
import type { MimeEntity } from './mime-tree.ts'

/** What stands in one place of a mail: plain, as HTML, or both ways. */
export interface Words {
  readonly text: string
  readonly html: string
}

/** @param bytes of a text part, decoded. The charset that a page itself names counts where the mail names none. */
export const readWords = ({ type }: MimeEntity, bytes: Uint8Array): Words => {
  const charset = type.parameters.get('charset') ?? ''
  if (type.value === 'text/html')
    return { text: '', html: charset === '' ? decodeHtml(bytes).html : decodeText(bytes, charset) }
  const text = decodeText(bytes, charset).replace(/\r\n?/g, '\n')
  if (type.value !== 'text/plain') return { text: withoutMarks(text), html: '' }
  const flowed = type.parameters.get('format')?.toLowerCase() === 'flowed'
  return {
    text: flowed ? unflow(text, type.parameters.get('delsp')?.toLowerCase() === 'yes') : text,
    html: '',
  }
}

/** `text/enriched` (RFC 1896) and its like: marks in angle brackets. */
const withoutMarks = (text: string): string => text.replace(/<[^<>]{0,200}>/g, '')

/** RFC 3676: a line that ends in a space goes on in the next one; the signature's mark `-- ` does not. */
const unflow = (text: string, deletesSpace: boolean): string => {
  const out: string[] = []
  let open = false
  for (const line of text.split('\n')) {
    const own = line.startsWith(' ') ? line.slice(1) : line
    const isQuoted = own.startsWith('>')
    if (open && !isQuoted) out[out.length - 1] += own
    else out.push(own)
    open = own.endsWith(' ') && own !== '-- ' && !isQuoted
    if (open && deletesSpace) out[out.length - 1] = out.at(-1)!.slice(0, -1)
  }
  return out.join('\n')
}

/** One after the other. Where some are HTML, plain words between them become HTML too. */
export const joinWords = (all: readonly Words[]): Words => {
  const said = all.filter(one => one.text.trim() !== '' || one.html.trim() !== '')
  const isHtml = said.some(one => one.html !== '')
  return {
    text: said
      .map(one => one.text)
      .filter(text => text !== '')
      .join('\n'),
    html: isHtml ? said.map(one => one.html || htmlOf(one.text)).join('\n<br>\n') : '',
  }
}

/** Several ways to say the same (RFC 2046, 5.1.4). */
export const eitherOf = (all: readonly Words[]): Words => ({
  text:
    all.map(one => (one.html === '' ? one.text : '')).find(text => text.trim() !== '') ?? all[0]?.text ?? '',
  html: all.findLast(one => one.html.trim() !== '')?.html ?? '',
})

const htmlOf = (text: string): string => `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
