/**
 * Scans and photos that somebody types while looking at them: the parts themselves, and those that may be further pages
 * of the same form, since units send a page each over several mails.
 */
import { decisionShapes, lastOf } from '../../domain/decision.ts'
import type { FindingCode } from '../../domain/finding.ts'
import { messageAround } from '../../domain/identity.ts'
import type { KeptMessage, KeptPart } from '../../domain/ledger.ts'
import type { Desk } from '../desk.ts'

export interface Scan {
  readonly part: KeptPart
  readonly message: KeptMessage
  /** How many decisions there are about it. */
  readonly seen: number
  /** The entry as which somebody typed it already, and who did. */
  readonly typed: { readonly as: string; readonly by: string; readonly at: number } | undefined
}

/** In the order asked for; for a message what waits in it, ids of nothing are left out. */
export const findScans = async ({ app: { store } }: Desk, ids: readonly string[]): Promise<Scan[]> => {
  if (ids.length === 0) return []
  const { messages, parts, decisions } = await store.excerpt({
    messages: ids.map(messageAround),
  })
  const asked = ids.flatMap(id =>
    parts.filter(one => one.id === id || (one.messageId === id && one.standing === 'review')),
  )
  return [...new Set(asked)].flatMap(part => {
    const message = messages.find(one => one.id === part.messageId)
    if (!message) return []
    const own = decisions.filter(one => one.subject === part.id)
    const typed = lastOf(own, 'typed')?.decision
    return [
      {
        ...{ part, message, seen: own.length },
        typed: typed && { as: decisionShapes.typed.parse(typed.after).as, by: typed.by, at: typed.at },
      },
    ]
  })
}

/** A page that came so long before or after may be of the same form, whoever sent it. ms */
const near = 30 * 60_000
/** Of the same sender. ms */
const nearBySender = 3 * 24 * 3_600_000

const pictures: ReadonlySet<FindingCode> = new Set(['picture-not-read', 'text-from-ocr', 'form-unclear'])

/** Other pictures that wait, of the same sender or received about the same time; the nearest first. */
export const findFurtherPages = async (desk: Desk, scans: readonly Scan[]): Promise<Scan[]> => {
  const [first] = scans
  if (!first) return []
  const { items } = await desk.waiting()
  const taken = new Set(scans.map(one => one.part.id))
  const away = (message: KeptMessage): number => Math.abs(message.receivedAt - first.message.receivedAt)
  const isOfSender = ({ headers }: KeptMessage): boolean =>
    Boolean(headers?.fromAddress) && headers?.fromAddress === first.message.headers?.fromAddress
  const found = items.flatMap(({ kind, part, message, reasons }) =>
    kind === 'part' &&
    part &&
    message &&
    !taken.has(part.id) &&
    reasons.some(one => pictures.has(one.code)) &&
    away(message) <= (isOfSender(message) ? nearBySender : near)
      ? [{ id: part.id, away: away(message) - (isOfSender(message) ? nearBySender : 0) }]
      : [],
  )
  found.sort((a, b) => a.away - b.away)
  return findScans(
    desk,
    found.slice(0, 8).map(one => one.id),
  )
}

/** The unit whose address on the roster all of them came from; '': not known. Shown as chosen, for somebody to look at. */
export const unitOfSender = async ({ app }: Desk, scans: readonly Scan[]): Promise<string> => {
  const [address, ...others] = new Set(scans.map(one => one.message.headers?.fromAddress ?? ''))
  if (!address || others.length > 0) return ''
  const [unit, second] = (await app.roster.roster()).units.filter(one => one.addresses.includes(address))
  return unit && !second ? unit.id : ''
}
