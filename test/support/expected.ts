/** What must become of each mail of `fixtures/mailbox`, with types; checked on the way in. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type FindingCode, findingCodes } from '../../src/domain/finding.ts'
import { Outcome } from '../../src/domain/outcome.ts'
import { Section } from '../../src/domain/reading.ts'

/** The folder of the mails: absolute. */
export const mailboxFolder = path.resolve(import.meta.dirname, '../../fixtures/mailbox')

const ExpectedMail = z.strictObject({
  file: z.string(),
  about: z.string(),
  outcome: Outcome,
  /** Must be among the findings of the message, its parts and its forms. */
  findings: z.array(z.enum(findingCodes as [FindingCode, ...FindingCode[]])),
  /** All that the mail registers, in no order. */
  registrations: z.array(
    z.strictObject({
      unit: z.string(),
      section: Section,
      name: z.string(),
      sector: z.string(),
      model: z.string(),
      note: z.string(),
    }),
  ),
  later: z.string().optional(),
})
export type ExpectedMail = z.infer<typeof ExpectedMail>

/** In order of receipt. */
export const readExpected = (): readonly ExpectedMail[] =>
  z
    .strictObject({ mails: z.array(ExpectedMail) })
    .parse(JSON.parse(readFileSync(path.join(mailboxFolder, 'expected.json'), 'utf8'))).mails
