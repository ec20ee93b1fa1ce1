/**
 * Identity (design, "What never bends" 2): a message is its bytes; what is in it is named by its place. All ids are
 * computed, so that reading a message again finds the same rows, and decisions keep hanging on them.
 */
import { createHash } from 'node:crypto'
import type { SettledRegistration } from './decision.ts'
import type { FormReading, RegistrationReading } from './reading.ts'
import { sourceKey } from './source.ts'

/** Lower-case hex SHA-256 of the raw bytes: the id of a message, the name of its file in the archive. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * In place of UIDVALIDITY where messages are files: one that was saved again under its name is another message, and the
 * two were not seen in one place.
 */
export const fileValidity = (bytes: Uint8Array): string => sha256(bytes).slice(0, 16)

export const partId = (message: string, path: string): string => `${message}/${path}`
/** The part itself and those that it lies in (`2/1`, `2`), outermost first: what is decided of a container is of all in it. */
export const partsAround = (message: string, path: string): string[] =>
  path.split('/').map((_, at, names) => partId(message, names.slice(0, at + 1).join('/')))
/** The message that a part or a form, by its id, lies in; a message's own id is that. */
export const messageAround = (id: string): string => id.split('/')[0] ?? ''
export const submissionId = (message: string, path: string, place: number): string =>
  `${partId(message, path)}#${place}`
export const registrationId = (submission: string, one: RegistrationReading): string =>
  `${submission} ${one.section} ${sourceKey(one.source)} ${one.place}`

/** The registrations of a form as read, each with the id that its code and decisions hang on. */
export const asRead = (submission: string, form: FormReading): SettledRegistration[] =>
  form.registrations.map(one => ({ id: registrationId(submission, one), ...one }))

/** `DVK22-0137`: a registration's lasting code. Four digits, more where there are more. */
export const writtenCode = (prefix: string, number: number): string =>
  `${prefix}-${String(number).padStart(4, '0')}`

/** `summary 2022-02-11`: a daily mail of ours, by its kind and the day it is for. */
export const mailId = (kind: string, day: string): string => `${kind} ${day}`

/** The beginning of a message's hash: enough for people to find it by, the same in every sheet, line and mail. */
export const shortCode = (messageId: string): string => messageId.slice(0, 10)
