/** What is looked for among the mails, as the address of the page says it; and that address. */
import { isAtLeast } from '../../../domain/account.ts'
import type { MessageWish } from '../../../domain/message-wish.ts'
import { outcomes, type Standing } from '../../../domain/outcome.ts'
import { foldBare } from '../../../text/fold.ts'
import type { DeskContext } from '../../desk.ts'

export interface ListQuery {
  readonly words: string
  /** undefined: all that one may see. */
  readonly standing: Standing | undefined
  /** From 1. */
  readonly page: number
}

export const pageSize = 50

export const readListQuery = (c: DeskContext): ListQuery => {
  const { tim = '', 'ket-qua': asked, trang } = c.req.query()
  return {
    words: tim.slice(0, 200).trim(),
    standing: visibleStandings(c).find(one => one === asked),
    page: Math.min(1_000_000, Math.max(1, Math.trunc(Number(trang)) || 1)),
  }
}

/** What is no form is the Ban's other business: a clerk's to see, and nobody else's. */
export const visibleStandings = (c: DeskContext): readonly Standing[] =>
  isAtLeast(c.get('person').role, 'clerk')
    ? [...outcomes, 'in-progress']
    : ['registered', 'review', 'duplicate']

export const wishOf = (c: DeskContext, { words, standing, page }: ListQuery): MessageWish => {
  // `1a2b3c4d5e`: a mail's code, as sheets and mails of ours name it.
  const code = /^[0-9a-f]{8,64}$/.test(words) && /\d/.test(words) ? words : undefined
  return {
    terms: code === undefined ? foldBare(words).split(' ').filter(Boolean) : [],
    code,
    standings: standing ? [standing] : visibleStandings(c),
    from: (page - 1) * pageSize,
    count: pageSize,
  }
}

export const listPath = ({ words, standing, page }: ListQuery): string => {
  const search = new URLSearchParams()
  if (words !== '') search.set('tim', words)
  if (standing) search.set('ket-qua', standing)
  if (page > 1) search.set('trang', String(page))
  return search.size === 0 ? '/thu' : `/thu?${search}`
}
