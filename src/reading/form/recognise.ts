/**
 * `Document` to forms. A form is known by its headings (one of the two sections, two sectors at least) together with its
 * title or the letter it answers; where only some of that is there, the clerk is told what speaks for and against.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FormReading } from '../../domain/reading.ts'
import type { Source } from '../../domain/source.ts'
import { foldBare, foldTones } from '../../text/fold.ts'
import { type Document, paragraphsOf, textOf } from '../document/model.ts'
import { headingsOf } from './grid-cells.ts'
import { type BlockItem, type FormItem, isBlockItem, isHeadingLike, itemsOf, type TextItem } from './items.ts'
import { proposeSections } from './sections.ts'
import { struckInForms, withoutStruck } from './struck-out.ts'
import { readSurroundings } from './surroundings.ts'
import { type FormWords, makeFormWords } from './words.ts'

export interface Recognition {
  readonly standing: 'forms' | 'review' | 'not-a-form'
  /** Of the part; those of a form are in it. */
  readonly findings: readonly Finding[]
  readonly forms: readonly FormReading[]
}

/**
 * Pure; the same document gives the same forms. Findings of the document itself go to its first form, those of struck text
 * to the form where it stands: in a file without a form they say nothing.
 */
export const recogniseForms = (document: Document, campaign: Campaign): Recognition => {
  const words = makeFormWords(campaign)
  const { items, findings: all } = itemsOf(document, words)
  const { struck, others: findings } = withoutStruck(all)
  const texts = items.filter(item => !isBlockItem(item))
  if (isOwnTable(document, texts, campaign))
    return {
      standing: 'not-a-form',
      findings: [finding('own-letter'), ...withoutStruck(document.findings).others],
      forms: [],
    }
  if (!items.some(isBlockItem)) {
    const title =
      texts.find(item => words.isTitle(item.text) && item.text.split(' ').length < 40) ??
      texts.find(item => isHeadingLike(item.text, words))
    if (!title)
      return { standing: 'not-a-form', findings: [finding('no-form-words'), ...findings], forms: [] }
    return {
      standing: 'review',
      findings: [
        finding('form-unclear', { text: title.text }, title.source),
        ...headingsFound(firstRows(document)),
        ...findings,
        ...struck.slice(0, 1),
      ],
      forms: [],
    }
  }
  const groups = splitForms(items, words)
  const forms = readForms(groups, campaign, words)
  const [first, ...others] = forms
  if (first && others.length === 0 && isBlank(first) && isOwnLetter(texts, campaign))
    return { standing: 'not-a-form', findings: [finding('own-letter'), ...findings], forms: [] }
  return {
    standing: 'forms',
    findings: [],
    forms: struckInForms(struck, groups, placesOf).map((own, at) => {
      const form = forms[at]!
      return { ...form, findings: [...form.findings, ...(at === 0 ? findings : []), ...own] }
    }),
  }
}

const placesOf = ({ before, blocks, between, after }: FormItems): Source[] => [
  ...[...before, ...between, ...after].map(item => item.source),
  ...blocks.flatMap(({ cells }) =>
    cells.flatMap(cell => [cell.source, ...paragraphsOf(cell.blocks).map(one => one.source)]),
  ),
]

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
    if (!isBlockItem(item)) {
      lines.push(item)
      continue
    }
    const begins = lines.findIndex(line => words.isTitle(line.text) || words.unitIn(line.text) !== undefined)
    const again = current?.blocks.some(block => block.block.section === item.block.section) ?? true
    const rest = current ? lines.slice(headingStart(lines, begins, words)) : lines
    const isRepeatedHeading =
      lines.length === 0 && current?.blocks.at(-1)?.block.section === item.block.section
    if (current && (isRepeatedHeading || (!again && begins < 0))) {
      current.blocks.push(item)
      current.between.push(...lines)
    } else {
      current?.after.push(...lines.slice(0, lines.length - rest.length))
      // The other block on a sheet of its own, under the same unit's heading again.
      if (current && !again && sameUnit(current.before, rest, words)) {
        current.before.push(...rest)
        current.blocks.push(item)
      } else {
        current = { before: rest, blocks: [item], between: [], after: [] }
        forms.push(current)
      }
    }
    lines = []
  }
  current?.after.push(...lines)
  return forms
}

const sameUnit = (before: readonly TextItem[], again: readonly TextItem[], words: FormWords): boolean => {
  const units = (lines: readonly TextItem[]): string =>
    [...new Set(lines.flatMap(line => words.unitIn(line.text) ?? []).map(foldTones))]
      .filter(unit => unit !== '')
      .sort()
      .join('\n')
  return units(before) !== '' && units(before) === units(again)
}

/** The next form's letterhead stands above its title: everything behind the last signature line belongs to it. */
const headingStart = (lines: readonly TextItem[], begins: number, words: FormWords): number => {
  if (begins < 0) return lines.length
  const signature = lines.findLastIndex(
    (line, at) => at < begins && (words.isSignatureTitle(line.text) || words.isStamp(line.text)),
  )
  if (signature < 0) return 0
  const heading = lines.findIndex(
    ({ text }, at) =>
      at > signature && at <= begins && (words.isFurniture(text) || isLetterheadOffice(text, words)),
  )
  return heading < 0 ? begins : heading
}

/** `UBND HUYỆN THANH OAI` over the next school's name: in capitals, as only a letterhead writes an office. */
const isLetterheadOffice = (text: string, words: FormWords): boolean =>
  text === text.toUpperCase() && text.split(' ').length >= 3 && words.isOffice(text)

/** Title and letter stand for the forms behind them too: a commune writes them once above those of all its schools. */
const readForms = (groups: readonly FormItems[], campaign: Campaign, words: FormWords): FormReading[] => {
  let marked = false
  let otherLetter: Finding[] = []
  return groups.map((items, place) => {
    const around = readSurroundings(items.before, items.between, items.after, campaign, words)
    const blocks = items.blocks.map(item => item.block)
    const { registrations, findings: unclear } = proposeSections(blocks)
    const findings = [...blocks.flatMap(block => block.findings), ...around.findings]
    if (around.hasTitle || around.hasLetter) {
      marked = true
      otherLetter = around.findings.filter(one => one.code === 'other-letter')
    } else if (marked) findings.push(...otherLetter)
    else findings.push(finding('form-unmarked'), ...headingsFound(blocks.flatMap(block => block.headings)))
    if (registrations.length === 0)
      findings.push(finding(blocks.some(block => block.saidNothing) ? 'nothing-registered' : 'blank-form'))
    findings.push(...unclear)
    return { place, evidence: [...around.evidence], signer: around.signer, registrations, findings }
  })
}

/** What speaks for its being the form, where something speaks against it. */
const headingsFound = (texts: readonly string[]): Finding[] =>
  texts.length === 0 ? [] : [finding('form-headings', { text: [...new Set(texts)].join(' | ') })]

/** The first row of each table at the document's top level. */
const firstRows = (document: Document): string[] =>
  document.sections
    .filter(section => !section.hidden)
    .flatMap(section =>
      section.blocks.flatMap(block => (block.kind === 'table' ? headingsOf(block, 0, 1) : [])),
    )

const isBlank = (form: FormReading): boolean => form.findings.some(one => one.code === 'blank-form')

/** Our own tables sent back to us: their head names the office and sums up, or their rows carry our codes. */
const isOwnTable = (document: Document, texts: readonly TextItem[], { code, office }: Campaign): boolean => {
  const folded = texts.slice(0, 12).map(item => foldBare(item.text))
  const isCode = new RegExp(`^${code}-\\d{4,}$`, 'm')
  return (
    document.sections.some(section => isCode.test(textOf(section.blocks))) ||
    (folded.includes(foldBare(office.name)) && folded.some(text => text.includes('bieu tong hop')))
  )
}

/** The letter itself carries its number as a line of its own, and the blank form behind. */
const isOwnLetter = (texts: readonly TextItem[], { letter }: Campaign): boolean =>
  texts.some(
    item =>
      foldBare(item.text) === foldBare(`Số ${letter.number}`) ||
      foldBare(item.text).startsWith(foldBare(`Số ${letter.number} `)),
  )
