/**
 * A plain text file to `Document`, a paragraph a line, letters decided by the line. It has no tables and tells no fonts.
 * Only Unicode: of other bytes nobody can say that they are a text at all.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { makeParagraph } from '../document/build.ts'
import { limits } from '../limits.ts'
import { type FontRun, linesOfRuns, noFont } from './lettering.ts'
import { asUtf8, decodeText, isUtf16 } from './plain-text.ts'
import { attempt, type DocumentReading, Refused, tooLarge } from './reading.ts'

/** Control characters that no text has, and what any text has. */
const strange = /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/
const words = /\p{L}{2}[^\p{L}]+\p{L}{2}/u

export const readProse = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(() => {
    const { characters, lines } = limits.prose
    const text = (isUtf16(bytes) ? decodeText(bytes) : asUtf8(bytes))?.replace(/^\ufeff/, '')
    if (text === undefined || strange.test(text) || !words.test(text))
      throw new Refused(finding('format-not-read', { format: 'text' }))
    if (text.length > characters) throw tooLarge(`${characters} characters`)
    const written = text.split(/\r\n|\r|\n/)
    if (written.length > lines) throw tooLarge(`${lines} lines`)
    const findings: Finding[] = []
    const blocks = written.map((line, paragraph) => {
      const source = { kind: 'paragraph', part: 'text', paragraph } as const
      const runs: FontRun[] = [{ text: line, font: noFont }]
      return makeParagraph(
        linesOfRuns(runs, source, one => findings.push(one)),
        source,
      )
    })
    return { sections: [{ kind: 'body', name: 'text', hidden: false, blocks }], findings }
  })
