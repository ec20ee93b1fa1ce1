/**
 * The lines around a form's table: which unit they name, who signed, which letter and year the form answers. A line that
 * is none of what a form carries is residue: an error, for it may be a registration written outside the table.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { UnitEvidence } from '../../domain/unit.ts'
import { foldBare } from '../../text/fold.ts'
import { correctionFindings, isCorrectionMark } from './correction-words.ts'
import { claims, coverLines } from './cover.ts'
import type { TextItem } from './items.ts'
import {
  isByOrder,
  isClosingSentence,
  isConfirmation,
  isContactLine,
  isDateLine,
  isListed,
  isPageNumber,
  isPersonName,
  isRecipientsHeading,
  isReferenceNumber,
  isSum,
  officeIn,
} from './lines.ts'
import type { FormWords } from './words.ts'

export interface Surroundings {
  readonly evidence: readonly UnitEvidence[]
  readonly signer: string
  readonly findings: readonly Finding[]
  /** What speaks for its being this campaign's form. */
  readonly hasTitle: boolean
  readonly hasLetter: boolean
}

/** `(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 …)`. */
const letterReference = /(c[oô]ng\s*v[aă]n|cv|s[oố]|theo)\D{0,25}?(\d{1,5})\s*[-/]?\s*cv\s*[-/]\s*hu/iu
/** Lines of a letterhead are short; longer ones say something. */
const letterheadWords = 14

/**
 * @param before the lines up to the form's first block, in order
 * @param between those between its blocks
 * @param after those behind its last block
 */
export const readSurroundings = (
  before: readonly TextItem[],
  between: readonly TextItem[],
  after: readonly TextItem[],
  campaign: Campaign,
  words: FormWords,
): Surroundings => {
  const findings: Finding[] = []
  const evidence: UnitEvidence[] = []
  const residue: TextItem[] = []
  const title = titleLines(before, words)
  const firstTitle = Math.min(...title)
  const letterhead: TextItem[] = []
  let hasLetter = false
  let recipients = false
  const cover = coverLines(before, firstTitle, words)
  for (let at = 0; at < before.length; at++) {
    const item = before[at]!
    if (cover.has(at)) {
      if (claims(item.text, words)) residue.push(item)
      continue
    }
    findings.push(...correctionFindings([item.text]))
    const named = words.unitIn(item.text)
    const letter = letterReference.exec(item.text)
    if (/^kính gửi\s*:?/iu.test(item.text)) {
      recipients = true
      continue
    }
    // Whom a letter goes to is not whom it comes from.
    if (recipients && (isListed(item.text) || /^kính gửi\s*:?$/iu.test(before[at - 1]!.text))) continue
    recipients = false
    if (named !== undefined) {
      const next = before[at + 1]
      // `Đơn vị:` in one cell, the name in the next one.
      const beside =
        named === '' && next && next.group !== item.group && isName(next, words) ? next : undefined
      if (beside) at++
      const text = beside?.text ?? named
      if (text !== '') evidence.push({ kind: 'unit-line', text, role: 'own' })
    } else if (letter) {
      hasLetter = true
      if (!refersTo(item.text, letter[2]!, campaign))
        findings.push(finding('other-letter', { text: item.text }, item.source))
    } else if (title.has(at)) {
      const year = /n[aă]m\s*(20\d\d)/iu.exec(item.text)?.[1]
      if (year !== undefined && Number(year) !== campaign.year)
        findings.push(finding('other-letter', { text: item.text }, item.source))
    } else if (!isCorrectionMark(item.text) && !isKnown(item, words)) {
      if (item.text.split(' ').length <= letterheadWords && at < firstTitle) letterhead.push(item)
      else residue.push(item)
    }
  }
  evidence.push(...readLetterhead(letterhead))
  // Each block on a sheet of its own: the first one may be signed already.
  const signatures = [after, between].map(lines => readSignature(lines, words))
  for (const signature of signatures) {
    evidence.push(...signature.evidence)
    residue.push(...signature.residue)
  }
  const signer = signatures.find(one => one.signer !== '')?.signer ?? ''
  findings.push(...residue.map(item => finding('unread-residue', { text: item.text }, item.source)))
  return { evidence, signer, findings, hasTitle: title.size > 0, hasLetter }
}

const refersTo = (text: string, number: string, { letter }: Campaign): boolean => {
  if (Number(number) !== Number.parseInt(letter.number, 10)) return false
  const date = /(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(20\d\d)/iu.exec(text)
  if (!date) return true
  return letter.date === `${date[3]}-${date[2]!.padStart(2, '0')}-${date[1]!.padStart(2, '0')}`
}

/** The places of the title's lines: it may be broken over up to three, and come again on the form's second sheet. */
const titleLines = (before: readonly TextItem[], words: FormWords): ReadonlySet<number> => {
  const found = new Set<number>()
  for (let at = 0; at < before.length; at++)
    for (const count of [1, 2, 3]) {
      const lines = before.slice(at, at + count).map(item => item.text)
      if (lines.length < count || found.has(at) || !words.isTitleLine(lines.join(' '))) continue
      // A longer window only where its first and last line are needed for it.
      if (
        count > 1 &&
        (words.isTitleLine(lines.slice(1).join(' ')) || words.isTitleLine(lines.slice(0, -1).join(' ')))
      )
        continue
      if (lines.some(line => words.unitIn(line) !== undefined)) continue
      for (let line = at; line < at + count; line++) found.add(line)
    }
  for (const at of [...found])
    for (const beside of [at - 1, at + 1]) {
      const item = before[beside]
      if (item && !found.has(beside) && isTitlePart(item.text)) found.add(beside)
    }
  return found
}

const isTitlePart = (text: string): boolean =>
  /^(bieu mau|phieu|ban|danh sach)$|dan van kheo|^nam 20\d\d$/.test(foldBare(text)) &&
  text.split(' ').length <= letterheadWords

const isKnown = ({ text, margin }: TextItem, words: FormWords): boolean =>
  words.isFurniture(text) ||
  isDateLine(text) ||
  !/[\p{L}\p{N}]/u.test(text) ||
  isContactLine(text) ||
  (margin && isPageNumber(text)) ||
  isSum(text) ||
  isReferenceNumber(text)

/** `Trường Tiểu học Kim Thư - huyện Thanh Oai` at the foot of every page: read behind the form, it begins none. */
const isFootOffice = ({ text, margin }: TextItem, words: FormWords): boolean =>
  margin && words.isOffice(text) && text.split(' ').length <= letterheadWords && !claims(text, words)

const isName = (item: TextItem, words: FormWords): boolean =>
  /\p{L}{2}/u.test(item.text) && !isKnown(item, words) && !words.isTitle(item.text)

/** In each column of a letterhead the upper lines name the parent body, the last one the unit. */
const readLetterhead = (lines: readonly TextItem[]): UnitEvidence[] =>
  lines.map(({ text, group }, at) => ({
    kind: 'letterhead',
    text,
    role: lines.slice(at + 1).some(line => line.group === group) ? 'parent' : 'own',
  }))

/** The block under the table: whose signature, which office; `Nơi nhận` with its list. */
const readSignature = (
  after: readonly TextItem[],
  words: FormWords,
): { evidence: UnitEvidence[]; signer: string; residue: TextItem[] } => {
  const evidence: UnitEvidence[] = []
  const residue: TextItem[] = []
  let signer = ''
  /** Titles seen, less the persons that stand for them: a name without a title is not a signature. */
  let titles = 0
  let signed = false
  let recipients = false
  for (const item of after) {
    const { text } = item
    const office = officeIn(text) ?? words.officeBehindTitle(text)
    if (words.isSignatureTitle(text) || words.isStamp(text) || isByOrder(text) || isConfirmation(text)) {
      signed = true
      if (words.isSignatureTitle(text)) titles++
    } else if (office) {
      signed = true
      evidence.push({ kind: 'signature', text: office, role: 'own' })
    } else if (isRecipientsHeading(text)) recipients = true
    else if (recipients && isListed(text)) continue
    else if (isKnown(item, words) || isFootOffice(item, words)) continue
    else if (signed && isPersonName(text) && (signer === '' || titles > 0)) {
      titles--
      signer = text.replace(/^(?:đ\/c|đồng chí|ông|bà)\.?\s+/iu, '')
    } else if (!isClosingSentence(text) || claims(text, words)) residue.push(item)
  }
  return { evidence, signer, residue }
}
