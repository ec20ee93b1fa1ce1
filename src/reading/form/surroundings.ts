/**
 * The lines around a form's table: which unit they name, who signed, which letter and year the form answers. A line that
 * is none of what a form carries is residue: an error, for it may be a registration written outside the table.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { UnitEvidence } from '../../domain/unit.ts'
import { foldBare } from '../../text/fold.ts'
import type { TextItem } from './items.ts'
import type { FormWords } from './words.ts'

export interface Surroundings {
  readonly evidence: readonly UnitEvidence[]
  readonly signer: string
  readonly findings: readonly Finding[]
  /** What speaks for its being this campaign's form. */
  readonly hasTitle: boolean
  readonly hasLetter: boolean
}

/** A date line: `Thanh Oai, ngày 14 tháng 02 năm 2022`, also with the blanks left in. */
const dateLine = /ng[aà]y\s*[\d.…_\s]*\s*th[aá]ng\s*[\d.…_\s]*\s*n[aă]m/iu
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
  const title = before.findIndex(item => words.isTitle(item.text))
  const letterhead: TextItem[] = []
  let hasLetter = false
  for (let at = 0; at < before.length; at++) {
    const item = before[at]!
    const named = words.unitIn(item.text)
    if (named !== undefined) {
      const next = before[at + 1]
      // `Đơn vị:` in one cell, the name in the next one.
      const beside =
        named === '' && next && next.group !== item.group && isName(next.text, words) ? next : undefined
      if (beside) at++
      const text = beside?.text ?? named
      if (text !== '') evidence.push({ kind: 'unit-line', text, role: 'own' })
      continue
    }
    const letter = letterReference.exec(item.text)
    if (letter) {
      hasLetter = true
      if (!refersTo(item.text, letter[2]!, campaign))
        findings.push(finding('other-letter', { text: item.text }, item.source))
    } else if (words.isTitle(item.text) || isTitleRest(before, at, title)) {
      const year = /n[aă]m\s*(20\d\d)/iu.exec(item.text)?.[1]
      if (year !== undefined && Number(year) !== campaign.year)
        findings.push(finding('other-letter', { text: item.text }, item.source))
    } else if (!isKnown(item.text, words)) {
      if (item.text.split(' ').length <= letterheadWords && (title < 0 || at < title)) letterhead.push(item)
      else residue.push(item)
    }
  }
  evidence.push(...readLetterhead(letterhead))
  residue.push(...between.filter(item => !isKnown(item.text, words)))
  const signature = readSignature(after, words)
  evidence.push(...signature.evidence)
  residue.push(...signature.residue)
  findings.push(...residue.map(item => finding('unread-residue', { text: item.text }, item.source)))
  return { evidence, signer: signature.signer, findings, hasTitle: title >= 0, hasLetter }
}

const refersTo = (text: string, number: string, { letter }: Campaign): boolean => {
  if (Number(number) !== Number.parseInt(letter.number, 10)) return false
  const date = /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d\d)/.exec(text)
  if (!date) return true
  return letter.date === `${date[3]}-${date[2]!.padStart(2, '0')}-${date[1]!.padStart(2, '0')}`
}

/** A title broken over two lines: what follows it up to the next known line is still the title. */
const isTitleRest = (before: readonly TextItem[], at: number, title: number): boolean =>
  title >= 0 &&
  Math.abs(at - title) === 1 &&
  /(dan van kheo|bieu mau|nam 20\d\d)/.test(foldBare(before[at]!.text))

const isKnown = (text: string, words: FormWords): boolean =>
  words.isFurniture(text) ||
  dateLine.test(text) ||
  !/[\p{L}\p{N}]/u.test(text) ||
  /^(s[oố]|kính gửi)\s*:/iu.test(text)

const isName = (text: string, words: FormWords): boolean =>
  /\p{L}{2}/u.test(text) && !isKnown(text, words) && !words.isTitle(text)

/** In each column of a letterhead the upper lines name the parent body, the last one the unit. */
const readLetterhead = (lines: readonly TextItem[]): UnitEvidence[] =>
  lines.map(({ text, group }, at) => ({
    kind: 'letterhead',
    text,
    role: lines[at + 1]?.group === group ? 'parent' : 'own',
  }))

const personName =
  /^(?:(?:đ\/c|đồng chí|ông|bà|thầy|cô)\.?\s+)?\p{Lu}[\p{L}'.]*(?:\s+\p{Lu}[\p{L}'.]*){1,5}$/u

/** The block under the table: whose signature, which office; `Nơi nhận` with its list. */
const readSignature = (
  after: readonly TextItem[],
  words: FormWords,
): { evidence: UnitEvidence[]; signer: string; residue: TextItem[] } => {
  const evidence: UnitEvidence[] = []
  const residue: TextItem[] = []
  let signer = ''
  let signed = false
  let recipients = false
  for (const item of after) {
    const { text } = item
    const office = /^(?:t\s*\/\s*m|tm|thay mặt)[.:]?\s+(.+)$/iu.exec(text)
    if (words.isSignatureTitle(text) || words.isStamp(text)) signed = true
    else if (office) {
      signed = true
      evidence.push({ kind: 'signature', text: office[1]!, role: 'own' })
    } else if (/^nơi nhận\s*:?$/iu.test(text)) recipients = true
    else if (recipients && /^[-–+•]/u.test(text)) continue
    else if (isKnown(text, words)) continue
    else if (signed && personName.test(text)) signer = text.replace(/^(?:đ\/c|đồng chí|ông|bà)\.?\s+/iu, '')
    else if (signed && /^(kt|tl|tuq|q)\.?\s/iu.test(text)) continue
    else residue.push(item)
  }
  return { evidence, signer, residue }
}
