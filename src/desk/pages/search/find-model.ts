/** One registration with all that hangs on it: its form, its mail, the unit's other forms, and what was decided of them. */
import type { Decision } from '../../../domain/decision.ts'
import { partsAround } from '../../../domain/identity.ts'
import type {
  Excerpt,
  KeptMessage,
  KeptPart,
  KeptRegistration,
  KeptSubmission,
} from '../../../domain/ledger.ts'
import type { Desk } from '../../desk.ts'

export interface FoundModel {
  readonly id: string
  /** Undefined: its row is not there any more; its code stays. */
  readonly registration: KeptRegistration | undefined
  readonly form: KeptSubmission
  readonly message: KeptMessage
  readonly part: KeptPart | undefined
  /** About the form, its parts and its message, oldest first. */
  readonly decisions: readonly Decision[]
  /** Its messages; of a unit, all of its messages. */
  readonly excerpt: Excerpt
}

/** @param id of the registration. @returns undefined where nothing of it is in the ledger any more */
export const findModel = async ({ app: { store } }: Desk, id: string): Promise<FoundModel | undefined> => {
  // An id begins with the form's, which begins with the message's; neither a hash nor a path has a space.
  const [formId = ''] = id.split(' ')
  const [messageId = ''] = formId.split('/')
  const own = await store.excerpt({ messages: [messageId] })
  const unit = own.submissions.find(one => one.id === formId)?.unitId
  const excerpt = unit ? await store.excerpt({ unit }) : own
  const form = excerpt.submissions.find(one => one.id === formId)
  const message = excerpt.messages.find(one => one.id === messageId)
  if (!form || !message) return undefined
  const about = new Set([formId, messageId, ...partsAround(messageId, form.partPath)])
  return {
    ...{ id, form, message, excerpt },
    registration: excerpt.registrations.find(one => one.id === id),
    part: excerpt.parts.find(one => one.messageId === messageId && one.path === form.partPath),
    decisions: excerpt.decisions.filter(one => about.has(one.subject)),
  }
}
