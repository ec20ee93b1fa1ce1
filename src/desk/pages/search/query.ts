/**
 * What is asked for, as it stands in the address of the page: the same words give the same page, its downloads and its
 * links. Whatever is not understood asks for nothing.
 */
import { type FindingCode, findingCodes, isError } from '../../../domain/finding.ts'
import { type Section, sections } from '../../../domain/reading.ts'
import type { Roster } from '../../../domain/unit.ts'
import {
  type RegistrationOrder,
  type RegistrationWish,
  type WishedState,
  wishedStates,
} from '../../../domain/wishes.ts'
import { addDays, isDay, startOfDay } from '../../../domain/zoned-time.ts'
import { foldBare } from '../../../text/fold.ts'

/** Letters; a search is a few words. */
const longest = 200
const mostTerms = 12

export const orders = ['code', 'unit', 'sector'] as const satisfies readonly RegistrationOrder['by'][]

/** '' where nothing is asked. */
export interface SearchQuery {
  readonly text: string
  readonly unit: string
  readonly block: string
  readonly section: Section | ''
  /** A sector's id, or `khong`: none. */
  readonly sector: string
  readonly state: WishedState
  readonly mark: FindingCode | ''
  /** Days. */
  readonly from: string
  readonly to: string
  readonly order: RegistrationOrder['by']
  /** 1-based. */
  readonly page: number
}

export const noSector = 'khong'

/** What a form may be marked with, and still be read: those that somebody may look for. */
export const searchedMarks: readonly FindingCode[] = (
  [
    ...['late', 'on-due-day', 'awaiting-paper', 'sender-new', 'sender-differs', 'unit-from-file-name'],
    ...['split-by-line', 'ditto-resolved', 'repeated-row', 'column-passed-over', 'hidden-passed-over'],
    ...['scan-beside-form', 'table-repaired'],
  ] as FindingCode[]
).filter(code => findingCodes.includes(code) && !isError({ code, args: {} }))

const among = <T extends string>(list: readonly T[], text: string | undefined): T | undefined =>
  list.find(one => one === text)
const dayOf = (text: string | undefined): string => (text !== undefined && isDay(text) ? text : '')

/** @param typed the address' values, as the browser sends them */
export const readQuery = (typed: Readonly<Record<string, string>>): SearchQuery => ({
  text: (typed.tim ?? '').slice(0, longest).trim(),
  unit: typed['don-vi'] ?? '',
  block: typed.khoi ?? '',
  section: among(sections, typed.phan) ?? '',
  sector: typed['linh-vuc'] ?? '',
  state: among(wishedStates, typed['trang-thai']) ?? 'standing',
  mark: among(searchedMarks, typed.dau) ?? '',
  from: dayOf(typed.tu),
  to: dayOf(typed.den),
  order: among(orders, typed.xep) ?? 'code',
  page: Math.min(Math.max(1, Math.trunc(Number(typed.trang)) || 1), 1_000_000),
})

/** `?tim=dan+van&khoi=…`; only what is asked; '' where that is nothing. */
export const writeQuery = (query: SearchQuery): string => {
  const search = new URLSearchParams()
  const put = (name: string, value: string): void => {
    if (value !== '') search.set(name, value)
  }
  put('tim', query.text)
  put('don-vi', query.unit)
  put('khoi', query.block)
  put('phan', query.section)
  put('linh-vuc', query.sector)
  put('trang-thai', query.state === 'standing' ? '' : query.state)
  put('dau', query.mark)
  put('tu', query.from)
  put('den', query.to)
  put('xep', query.order === 'code' ? '' : query.order)
  put('trang', query.page === 1 ? '' : String(query.page))
  return search.size > 0 ? `?${search}` : ''
}

/** `DVK22-0137`, `dvk22 137` or `137` is a code and nothing else. @returns its number */
export const readCode = (text: string, prefix: string): number | undefined => {
  const [, own, digits = ''] = /^([a-z0-9]*[a-z][a-z0-9]*)?[\s–-]*(\d{1,9})$/iu.exec(text.trim()) ?? []
  if (digits === '' || (own !== undefined && own.toLowerCase() !== prefix.toLowerCase())) return undefined
  return Number(digits) || undefined
}

/** Words, each by itself; what stands in quotes, as it stands there. Folded, none twice. */
export const readTerms = (text: string): string[] => {
  const phrases: string[] = []
  const rest = text.normalize('NFC').replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/gu, (_, phrase: string) => {
    phrases.push(foldBare(phrase))
    return ' '
  })
  return [...new Set([...phrases, ...foldBare(rest).split(' ')])].filter(Boolean).slice(0, mostTerms)
}

/** What the ledger is asked. */
export const wishOf = (query: SearchQuery, roster: Roster, timeZone: string): RegistrationWish => {
  const names = roster.units.map(unit => ({
    id: unit.id,
    folded: [unit.name, ...unit.aliases].map(name => ` ${foldBare(name)}`),
  }))
  const ofBlock = roster.units.filter(unit => unit.block === query.block).map(unit => unit.id)
  const wanted = query.block === '' ? [query.unit] : ofBlock.filter(id => !query.unit || id === query.unit)
  return {
    terms: readTerms(query.text).map(text => ({
      text,
      units: names.filter(one => one.folded.some(name => name.includes(` ${text}`))).map(one => one.id),
    })),
    units: query.block === '' && query.unit === '' ? undefined : wanted,
    section: query.section || undefined,
    sector: query.sector === '' ? undefined : query.sector === noSector ? null : query.sector,
    state: query.state,
    marks: query.mark === '' ? undefined : [query.mark],
    since: query.from === '' ? undefined : startOfDay(query.from, timeZone),
    before: query.to === '' ? undefined : startOfDay(addDays(query.to, 1), timeZone),
  }
}
