/**
 * The campaign's words, ready to be compared: folded once. What a heading, a label or an empty cell looks like is data in
 * `campaign.yaml`; this file only knows how to compare.
 */
import type { Campaign } from '../../domain/campaign.ts'
import type { Section } from '../../domain/reading.ts'
import { foldBare, tidy } from '../../text/fold.ts'

export interface FormWords {
  sectionOf(text: string): Section | undefined
  /** `Tên tập thể, cá nhân thực hiện`: one heading for both. */
  namesBothSections(text: string): boolean
  sectorOf(text: string): string | undefined
  isOrdinalHeading(text: string): boolean
  isSectorGroup(text: string): boolean
  isNoteHeading(text: string): boolean
  /** `Tên mô hình`, over one column for every sector's. */
  isModelHeading(text: string): boolean
  /** `Địa chỉ`: over a column that units add, and that registers nothing. */
  isAsideHeading(text: string): boolean
  /** Holds the title's words somewhere: what speaks of a form. */
  isTitle(text: string): boolean
  /** Is the title, and nothing besides: a sentence that registers something is none. */
  isTitleLine(text: string): boolean
  /** The name in `Đơn vị: …` (may be ''); undefined where the line is none. */
  unitIn(text: string): string | undefined
  isFurniture(text: string): boolean
  isSignatureTitle(text: string): boolean
  /** `HIỆU TRƯỞNG TRƯỜNG MẦM NON KIM THƯ`: the office behind the title; undefined where none stands there. */
  officeBehindTitle(text: string): string | undefined
  /** Begins as the names of offices do: `UBND …`, `Trường …`. */
  isOffice(text: string): boolean
  isStamp(text: string): boolean
  isTotal(text: string): boolean
  /** Says "nothing": `Không`, `/`, `…`. Never true of ''. */
  isEmptyWord(text: string): boolean
  isDitto(text: string): boolean
  isMark(text: string): boolean
}

/** Once for a campaign: a child reads hundreds of parts in one. */
const known = new WeakMap<Campaign['form'], FormWords>()

export const makeFormWords = ({ form }: Pick<Campaign, 'form'>): FormWords => {
  const made = known.get(form) ?? wordsOf(form)
  known.set(form, made)
  return made
}

const wordsOf = (form: Campaign['form']): FormWords => {
  const set = (words: readonly string[]): ReadonlySet<string> =>
    new Set(words.map(foldBare).filter(word => word !== ''))
  const sections = form.sections.map(one => ({ id: one.id, words: set(one.heading) }))
  const sectors = new Map(
    form.sectors.flatMap(one => [...set(one.words)].map(word => [word, one.id] as const)),
  )
  const ordinal = set(form.columns.ordinal)
  const group = set(form.columns.sectorGroup)
  const note = set(form.columns.note)
  const model = set(form.columns.model)
  const aside = set(form.columns.aside)
  const title = [...set(form.title)]
  const furniture = set(form.furniture)
  const titles = set(form.signature.titles)
  const stamps = set(form.signature.stamps)
  const totals = set(form.totals)
  const unitLabels = [...set(form.unitLabels)].sort((a, b) => b.length - a.length)
  const literal = (words: readonly string[]): ReadonlySet<string> =>
    new Set(words.map(word => bareMark(word)))
  const empty = literal(form.empty)
  const ditto = literal(form.ditto)
  const marks = literal(form.marks)
  return {
    sectionOf(text) {
      const folded = foldBare(text)
      return sections.find(
        one =>
          one.words.has(folded) ||
          [...one.words].some(
            word =>
              /^(?:ten|ho va ten|ho ten) (?:tap the|ca nhan)/.test(word) && folded.startsWith(`${word} `),
          ),
      )?.id
    },
    namesBothSections: text =>
      sections.every(one =>
        [...one.words].some(word => !word.startsWith('ho ') && ` ${foldBare(text)} `.includes(` ${word} `)),
      ),
    sectorOf: text =>
      sectors.get(
        foldBare(text.replace(/^\s*(\d+|[IVX]+|[a-d])\s*[.)/-]\s*/i, '').replace(/\s*\([^)]*\)\s*$/, '')),
      ),
    isOrdinalHeading: text => ordinal.has(foldBare(text)),
    isSectorGroup: text => group.has(foldBare(text)),
    isNoteHeading: text => note.has(foldBare(text)),
    isModelHeading: text => model.has(foldBare(text)),
    isAsideHeading: text => aside.has(foldBare(text)),
    isTitle: text => title.some(word => foldBare(text).includes(word)),
    isTitleLine(text) {
      const folded = foldBare(text)
      const word = title.find(one => folded.includes(one))
      if (word === undefined) return false
      const at = folded.indexOf(word)
      const rest = folded
        .slice(at + word.length)
        .replace(titleEnd, '')
        .trim()
      return (
        titleBegin.test(folded.slice(0, at)) &&
        (rest === '' || (/^cua( \p{L}+){1,8}$/u.test(rest) && !text.includes(':')))
      )
    },
    unitIn(text) {
      const line = tidy(text)
      const colon = line.indexOf(':')
      if (colon < 0 || !unitLabels.includes(foldBare(line.slice(0, colon)))) return undefined
      return line.slice(colon + 1).replace(/^[\s.…_]+|[\s.…_]+$/g, '')
    },
    isFurniture: text => furniture.has(foldBare(text)),
    isSignatureTitle: text => titles.has(foldBare(text)),
    officeBehindTitle(text) {
      const all = tidy(text).split(' ')
      // A person's name is no office; the shortest office that is one has three words (`UBND XÃ …`).
      const count = [1, 2, 3].find(
        words =>
          titles.has(foldBare(all.slice(0, words).join(' '))) &&
          office.test(foldBare(all.slice(words).join(' '))),
      )
      return count === undefined || all.length - count < 3 ? undefined : all.slice(count).join(' ')
    },
    isOffice: text => office.test(foldBare(text)),
    isStamp: text => stamps.has(foldBare(text)),
    isTotal: text => totals.has(foldBare(text.replace(counts, ''))),
    isEmptyWord: text => {
      const bare = bareMark(text)
      return bare !== '' && (empty.has(bare) || /^[.…_\-–—/\\]+$/.test(bare))
    },
    isDitto: text => ditto.has(bareMark(text)),
    isMark: text => marks.has(bareMark(text)),
  }
}

/** What a row that adds up counts: `: 01 tập thể, 02 cá nhân`. */
const counts =
  /[\s:]*\d{1,4}(?!\d)(?:\s*(?:mô hình|điển hình|tập thể|cá nhân)[\s,;]*(?:và\s+)?(?:\d{1,4}(?!\d))?)*\.?$/iu

/** What leads a title's words, and what may follow them, folded. */
const titleBegin = /^(?:(?:phu luc|so|\d+|bieu|mau|ban|bang|phieu|to|danh|sach|noi dung|v v|tong hop) ?)*$/
const titleEnd =
  /\b(?:mo hinh|dien hinh|dan van kheo|nam 20\d\d|giai doan|20\d\d|cac|va|tap the|ca nhan|phong trao|thi dua|tien tien)\b/g

/** How the names of offices begin, folded. */
const office =
  /^(?:truong|ubnd|uy ban|dang uy|dang bo|chi bo|hoi|phong|ban|trung tam|cong an|mttq|doan|huyen|lien doan|chi cuc|thanh tra|toa an|vien)\b/

/** Marks are compared as they are, but for case, spaces and a final full stop. */
const bareMark = (text: string): string => {
  const one = tidy(text).toLowerCase()
  return one.length > 1 ? one.replace(/(?<=\p{L})\.$/u, '') : one
}
