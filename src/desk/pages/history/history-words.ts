/** The words of the history: what was decided, about what, and where one can look at that. Of the page's decisions alone. */
import { makeDecisionWords } from '../../../consolidation/written-decision.ts'
import { makeSubjects } from '../../../consolidation/written-subject.ts'
import { campaignSubject, type DecisionKind } from '../../../domain/decision.ts'
import { mailKinds } from '../../../domain/ledger.ts'
import type { PastDecision } from '../../../domain/wishes.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import { sheetWordsOf } from '../../sheet-words.ts'
import { when } from '../../when.ts'
import { mailPath } from '../reports/mail-words.ts'

export interface About {
  readonly name: string
  /** Undefined: nothing to look at. */
  readonly href: string | undefined
  /** Of its mail; '' where it is about none. */
  readonly code: string
}
export interface HistoryWords {
  kind(kind: DecisionKind): string
  moment(at: number): string
  said(kind: DecisionKind, value: unknown): string
  aboutOf(one: PastDecision): About
  /** Of any subject, whether on the page or not. */
  about(subject: string): Promise<About>
}

const hash = /\b[0-9a-f]{64}\b/g

export const makeHistoryWords = async (desk: Desk, rows: readonly PastDecision[]): Promise<HistoryWords> => {
  const { store } = desk.app
  const roster = await desk.app.roster.roster()
  // What it is about, and what it names; a purge names every mail that went.
  const named = rows.flatMap(one => [
    ...(one.subject.match(hash) ?? []),
    ...(one.kind === 'purge' ? [] : (JSON.stringify([one.before, one.after]).match(hash) ?? [])),
  ])
  const excerpt = await store.excerpt({ messages: [...new Set(named)] })
  const sheet = sheetWordsOf(desk, excerpt, roster)
  const subjects = makeSubjects(sheet)
  const words = makeDecisionWords(sheet)
  const about = (subject: string, kind?: DecisionKind, subjectsOf = subjects): About => {
    const { name, messageCode } = subjectsOf({ subject })
    return {
      name: mailName(desk, subject) ?? (name || messageCode || subject),
      href: hrefOf(subject, kind),
      code: messageCode,
    }
  }
  return {
    kind: kind => sheet.phrase(`tracking.decision-${kind}`),
    moment: at => when(desk, at),
    said: words,
    aboutOf: one => about(one.subject, one.kind),
    about: async subject => {
      const messages = subject.match(hash) ?? []
      return about(
        subject,
        undefined,
        makeSubjects(sheetWordsOf(desk, await store.excerpt({ messages }), roster)),
      )
    },
  }
}

/** `summary 2022-02-14`, as people call it. */
const mailName = ({ say }: Desk, subject: string): string | undefined => {
  const [, kind, day] = /^(\w+) (\d{4}-\d{2}-\d{2})/.exec(subject) ?? []
  const known = mailKinds.find(one => one === kind)
  return known && day ? say(`reports.title-${known}`, { day: writtenDay(day) }) : undefined
}

const hrefOf = (subject: string, kind: DecisionKind | undefined): string | undefined => {
  const [message] = subject.match(/^[0-9a-f]{64}/) ?? []
  if (message) return `/thu/${message}`
  if (subject === campaignSubject) return '/bao-cao'
  const [word = '', ...rest] = subject.split(' ')
  const name = rest.join(' ')
  if (word === 'unit') return `/don-vi/${encodeURIComponent(name)}`
  if (word === 'account') return `/nhat-ky?${new URLSearchParams({ muc: subject })}`
  // A mail that is held may not be there yet.
  if (mailKinds.some(one => one === word)) return kind === 'send-again' ? mailPath(subject) : '/bao-cao'
  return undefined
}
