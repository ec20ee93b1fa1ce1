/**
 * Units the letter addresses, and the roster that lists them. The roster is the clerk's; a unit that the clerk has not
 * confirmed counts neither in the denominator nor as missing.
 */
import { z } from 'zod'
import { isDay } from './zoned-time.ts'

export const Unit = z.object({
  /** Kebab-case, lasting: decisions and submissions name it. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  /** Khối đơn vị: the heading it stands under in the tables. */
  block: z.string().min(1),
  /** Đầu mối: units of one group usually send one form, and one satisfies the group. Empty: none. */
  group: z.string().default(''),
  aliases: z.array(z.string().min(1)).default([]),
  confirmed: z.boolean().default(false),
  /** The person to call, and the number; empty where not known. */
  contact: z.string().default(''),
  phone: z.string().default(''),
  /** E-mail addresses that the clerk knows to be the unit's, in lower case: a correction from one of them is believed. */
  addresses: z.array(z.email()).default([]),
  /** The last day on which its form is in time, where it was given longer than the others; empty: as for all. */
  extendedTo: z.union([z.literal(''), z.string().refine(isDay)]).default(''),
})
export type Unit = z.infer<typeof Unit>

export const isAddress = (text: string): boolean => z.email().safeParse(text).success

/** In the order in which blocks and units are printed. Ids are unique. */
export interface Roster {
  readonly units: readonly Unit[]
}

/** Something in a message that says which unit a form is from. */
export const evidenceKinds = ['unit-line', 'letterhead', 'signature', 'file-name', 'sender'] as const
export const UnitEvidence = z.object({
  kind: z.enum(evidenceKinds),
  text: z.string(),
  /** In a letterhead, the line of the parent body is above the unit's own. */
  role: z.enum(['own', 'parent']).default('own'),
})
export type UnitEvidence = z.infer<typeof UnitEvidence>
