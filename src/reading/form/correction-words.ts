/**
 * Words by which a unit says that what it sends takes the place of what it sent before, or comes on top of it: in a mail's
 * subject, in its own text, in the heading of a form; never in the cells of a table. What follows from them is for
 * `validation/` to say. A sentence that only offers, asks, refuses, announces or tells says neither: a form taken out of
 * the totals by a misread word would be missed by nobody, one that is asked about costs the clerk a click.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { foldBare } from '../../text/fold.ts'
import {
  adds,
  asks,
  isAskedOfOthers,
  isNoAct,
  isOpen,
  leavesOut,
  replaces,
  sendsAgain,
} from './correction-phrases.ts'
import { readWords, type Words } from './phrase.ts'

/** Longer, it is no sentence of a cover note. */
const sentenceLength = 1_000

export interface Said {
  readonly kind: 'replaces' | 'adds'
  /** The sentence that says so. */
  readonly text: string
}

/** Sentence by sentence; those that say nothing of the kind are not in it. */
export const findCorrections = (text: string): Said[] =>
  isReply.test(text)
    ? []
    : sentencesOf(text).flatMap(sentence => {
        const kind = kindOf(sentence)
        return kind ? [{ kind, text: sentence }] : []
      })

/** The subject is the other's: `Re: Đề nghị gửi lại biểu`. */
const isReply =
  /^\s*(?:(?:fwd?|chuyển tiếp|vc)\s*:\s*)*(?:re|tl|aw|trả lời|hồi âm|phản hồi)\s*(?:\[\d+\])?\s*:/iu

const kindOf = (sentence: string): 'replaces' | 'adds' | undefined => {
  if (sentence.endsWith('?')) return undefined
  let open = false
  let asked = false
  let found: 'replaces' | 'adds' | undefined
  for (const part of partsOf(sentence)) {
    const words = readWords(part)
    if (isOpen(words)) open = true
    if (asks(words)) asked = true
    if (open) continue
    if (adds(words) && !isNoAct(words)) return 'adds'
    if (saysIt(words, asked)) found = 'replaces'
  }
  return found
}

const saysIt = (words: Words, asked: boolean): boolean =>
  leavesOut(words) ||
  (!isNoAct(words) && (replaces(words) || (sendsAgain(words) && !asked && !isAskedOfOthers(words))))

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.;!?…])\s+|[\r\n]+/u)
    .filter(sentence => sentence.length <= sentenceLength)
    .map(sentence => sentence.replace(/[.;!…\s]+$/u, '').trim())
    .filter(sentence => sentence !== '')

const partsOf = (sentence: string): string[] =>
  sentence
    .replace(quoted, ' ')
    .split(/[,:()[\]{}"“”|_]+|\s+[-–—]+\s+/u)
    .flatMap(withoutReason)
    .filter(part => part.trim() !== '')

/** A model's name, the form's title. */
const quoted = /["“”«][^"“”»]*["”»]/gu

/** `Vì … chưa đúng nên trường gửi lại`, `gửi lại do … không mở được`: what the reason denies is not the act. */
const withoutReason = (part: string): string[] => {
  const [, before, act] = /^((?:.*\s)?(?:do|vì|vi)\s.*)\s(?:nên|nen)\s(.*)$/iu.exec(part) ?? []
  if (before !== undefined && act !== undefined) return [before, act]
  const [, done, why] =
    /^(.*(?:gửi|gởi|nộp|gui|goi|nop) (?:lại|lai).*?)\s((?:do|vì|vi)\s.*)$/iu.exec(part) ?? []
  return done !== undefined && why !== undefined ? [done, why] : [part]
}

/** `(Bản thay thế)`, `BIỂU ĐÍNH CHÍNH LẦN 2`: a line of a form's heading that says that, and nothing else. */
export const isCorrectionMark = (text: string): boolean =>
  /^(?:(?:ban|bieu|bieu mau|mau|phieu|dang ky|nay) )*(?:gui lai|thay the|dinh chinh|chinh thuc|(?:da )?(?:chinh sua|sua lai|sua doi|sua|dieu chinh))(?: (?:cho|lan|ban|bieu|mau|dang ky|truoc|cu|da|gui|ngay|\d+))*$/.test(
    foldBare(text),
  )

/** At most one of each kind. @param texts what the sender wrote, line by line */
export const correctionFindings = (texts: readonly string[]): Finding[] => {
  const said = texts.flatMap(findCorrections)
  return (['replaces', 'adds'] as const).flatMap(kind => {
    const one = said.find(found => found.kind === kind)
    return one ? [finding(kind === 'adds' ? 'says-addition' : 'says-replacement', { text: one.text })] : []
  })
}

/** Mail programs break lines where they are full, writers before a list: a sentence goes on in the next one. */
export const joinWrapped = (lines: readonly string[]): string[] => {
  const joined: string[][] = []
  for (const [at, line] of lines.entries()) {
    const last = (lines[at - 1] ?? '').trimEnd()
    const goesOn =
      at > 0 &&
      !/[.;!?…]$/u.test(last.slice(-1)) &&
      (/^\s*(?:\p{Ll}|[-–+•*])/u.test(line) || last.endsWith(':') || last.length >= fullLine)
    if (goesOn) joined.at(-1)!.push(line)
    else joined.push([line])
  }
  return joined.map(one => one.join(' '))
}
/** Characters; RFC 3676 breaks before the 78th. */
const fullLine = 60
