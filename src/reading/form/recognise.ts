/**
 * `Document` to forms. A form is known by its headings (one of the two sections, two sectors at least) together with its
 * title or the letter it answers; where only some of that is there, the clerk is told what speaks for and against.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FormReading, RegistrationReading } from '../../domain/reading.ts'
import { foldBare } from '../../text/fold.ts'
import type { Document } from '../document/model.ts'
import { type BlockItem, type FormItem, isGridBlock, itemsOf, type TextItem } from './items.ts'
import { readSurroundings } from './surroundings.ts'
import { type FormWords, makeFormWords } from './words.ts'

export interface Recognition {
  readonly standing: 'forms' | 'review' | 'not-a-form'
  /** Of the part; those of a form are in it. */
  readonly findings: readonly Finding[]
  readonly forms: readonly FormReading[]
}

/** Pure; the same document gives the same forms. Findings of the document itself go to its first form. */
export const recogniseForms = (document: Document, campaign: Campaign): Recognition => {
  const words = makeFormWords(campaign)
  const { items, findings: passedOver } = itemsOf(document, words)
  const findings = [...document.findings, ...passedOver]
  const texts = items.filter(item => !isGridBlock(item))
  if (isOwnTable(texts, campaign))
    return { standing: 'not-a-form', findings: [finding('own-letter'), ...findings], forms: [] }
  if (!items.some(isGridBlock)) {
    const title = texts.find(item => words.isTitle(item.text) && item.text.split(' ').length < 40)
    if (!title)
      return { standing: 'not-a-form', findings: [finding('no-form-words'), ...findings], forms: [] }
    return {
      standing: 'review',
      findings: [finding('form-unclear', { text: title.text }, title.source), ...findings],
      forms: [],
    }
  }
  const groups = splitForms(items, words)
  const forms = groups.map((group, place) => readForm(group, place, campaign, words))
  const [first, ...others] = forms
  if (first && others.length === 0 && isBlank(first) && isOwnLetter(texts, campaign))
    return { standing: 'not-a-form', findings: [finding('own-letter'), ...findings], forms: [] }
  return {
    standing: 'forms',
    findings: [],
    forms: [{ ...first!, findings: [...first!.findings, ...findings] }, ...others],
  }
}

interface FormItems {
  readonly before: TextItem[]
  readonly blocks: BlockItem[]
  readonly between: TextItem[]
  readonly after: TextItem[]
}

/**
 * A section that comes again begins another form; so does a heading (title, unit, letter) behind a block. What stands
 * between is the end of the one or the beginning of the other, by its first heading line.
 */
const splitForms = (items: readonly FormItem[], words: FormWords): FormItems[] => {
  const forms: FormItems[] = []
  let lines: TextItem[] = []
  let current: FormItems | undefined
  for (const item of items) {
    if (!isGridBlock(item)) {
      lines.push(item)
      continue
    }
    const begins = lines.findIndex(line => words.isTitle(line.text) || words.unitIn(line.text) !== undefined)
    const again = current?.blocks.some(block => block.block.section === item.block.section) ?? true
    if (!current || again || begins >= 0) {
      if (current) current.after.push(...lines.splice(0, headingStart(lines, begins, words)))
      current = { before: lines, blocks: [item], between: [], after: [] }
      forms.push(current)
    } else {
      current.blocks.push(item)
      current.between.push(...lines)
    }
    lines = []
  }
  current?.after.push(...lines)
  return forms
}

/** The next form's letterhead stands above its title: everything behind the last signature line belongs to it. */
const headingStart = (lines: readonly TextItem[], begins: number, words: FormWords): number => {
  if (begins < 0) return lines.length
  const signature = lines.findLastIndex(
    (line, at) => at < begins && (words.isSignatureTitle(line.text) || words.isStamp(line.text)),
  )
  if (signature < 0) return 0
  const heading = lines.findIndex(
    (line, at) => at > signature && at <= begins && words.isFurniture(line.text),
  )
  return heading < 0 ? begins : heading
}

const readForm = (items: FormItems, place: number, campaign: Campaign, words: FormWords): FormReading => {
  const around = readSurroundings(items.before, items.between, items.after, campaign, words)
  const blocks = items.blocks.map(item => item.block)
  const registrations = blocks.flatMap(block => block.registrations)
  const findings = [...blocks.flatMap(block => block.findings), ...around.findings]
  if (!around.hasTitle && !around.hasLetter) findings.push(finding('form-unmarked'))
  if (registrations.length === 0)
    findings.push(finding(blocks.some(block => block.saidNothing) ? 'nothing-registered' : 'blank-form'))
  findings.push(...unclearSections(blocks, registrations))
  return { place, evidence: [...around.evidence], signer: around.signer, registrations, findings }
}

/** Without a second heading, people among the collectives are a sign that it was typed over. */
const unclearSections = (
  blocks: readonly BlockItem['block'][],
  registrations: readonly RegistrationReading[],
): Finding[] => {
  if (blocks.some(block => block.section === 'individual')) return []
  const person = registrations.find(one =>
    /^(đ\/c|đồng chí|ông|bà|thầy|cô giáo|cô|anh|chị)[\s.:]/iu.test(one.name),
  )
  return person ? [finding('section-unclear', { text: person.name }, person.source)] : []
}

const isBlank = (form: FormReading): boolean => form.findings.some(one => one.code === 'blank-form')

/** Our own tables sent back to us: their head names the office, their title sums up. */
const isOwnTable = (texts: readonly TextItem[], { office }: Campaign): boolean => {
  const folded = texts.slice(0, 12).map(item => foldBare(item.text))
  return (
    folded.includes(foldBare(office.name)) &&
    folded.some(text => text.includes('bieu tong hop') || text.includes('tep theo doi'))
  )
}

/** The letter itself carries its number as a line of its own, and the blank form behind. */
const isOwnLetter = (texts: readonly TextItem[], { letter }: Campaign): boolean =>
  texts.some(
    item =>
      foldBare(item.text) === foldBare(`Số ${letter.number}`) ||
      foldBare(item.text).startsWith(foldBare(`Số ${letter.number} `)),
  )
