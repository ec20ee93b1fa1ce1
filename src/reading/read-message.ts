/**
 * A message's bytes to everything that is in it: the whole of reading, pure. Bad content is findings; what throws here
 * is a bug, or the child process at its limits.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import { sha256 } from '../domain/identity.ts'
import type { FormReading, MessageHeaders, MessageReading, PartReading } from '../domain/reading.ts'
import { foldBare } from '../text/fold.ts'
import { limits } from './limits.ts'
import { withSenders } from './mail/senders.ts'
import { readBody } from './read-body.ts'
import { readPart } from './read-part.ts'
import { openContainers, type Unpacked } from './unpack/containers.ts'
import type { FoundBody, FoundPart } from './unpack/found.ts'
import { MessageRefused } from './unpack/message-headers.ts'
import { type UnpackedMessage, unpackHeaders, unpackMessage } from './unpack/mime.ts'

export const readMessage = async (bytes: Uint8Array, campaign: Campaign): Promise<MessageReading> => {
  if (bytes.length > limits.messageBytes)
    return unreadable(bytes, finding('part-too-large', { limit: '64 MB' }))
  let message: UnpackedMessage
  try {
    message = await unpackMessage(bytes, campaign.receivedBy)
  } catch (error) {
    if (error instanceof MessageRefused) return unreadable(bytes, finding('unreadable-message'))
    throw error
  }
  const found = await openContainers(message.parts)
  const parts = await readParts(found.parts, campaign)
  const read = await withBodies([...message.bodies, ...found.bodies], parts, campaign)
  // Of the message itself, not of one that is sent on in it.
  const own = read.find(part => part.path === (message.bodies[0]?.path ?? '1/body'))
  return {
    headers: headersOf(message, found),
    parts: message.isReport ? read.map(part => asReturned(part, message.headers.fromName)) : read,
    findings: [
      ...(message.headers.authentication === 'fail'
        ? [finding('authentication-failed', { sender: message.headers.fromAddress })]
        : []),
      ...(message.headers.authentication === 'doubtful'
        ? [finding('authentication-doubtful', { sender: message.headers.fromAddress })]
        : []),
      ...saidOf(own?.findings ?? [], read),
    ],
  }
}

/** What the mail's words say of the form beside; of several, nobody can tell which one is meant. */
const saidOf = (findings: readonly Finding[], parts: readonly PartReading[]): Finding[] => {
  const isOne = new Set(parts.flatMap(part => part.forms.map(writtenForm))).size <= 1
  return findings.flatMap(one => {
    if (one.code === 'says-addition') return [one]
    if (one.code !== 'says-replacement') return []
    return [isOne ? one : finding('says-replacement-of-some', one.args)]
  })
}

/** The same form as .doc and as .pdf is one, if it names the same unit. */
const writtenForm = (form: FormReading): string =>
  JSON.stringify([
    writtenRegistrations(form),
    foldBare(form.evidence.find(one => one.kind === 'unit-line' && one.role === 'own')?.text ?? ''),
  ])

/** Only who sent it and when, for a message whose parts could not be read. */
export const readHeaders = async (bytes: Uint8Array, campaign: Campaign): Promise<MessageHeaders> =>
  await unpackHeaders(bytes, campaign.receivedBy)

/** One loose file, as if it had come alone in a mail without words. */
export const readFile = async (
  bytes: Uint8Array,
  name: string,
  campaign: Campaign,
): Promise<MessageReading> => {
  const found = await openContainers([{ path: '1', name, bytes, mediaType: '', inline: false }])
  const parts = await readParts(found.parts, campaign)
  // An Outlook message is a mail, as an .eml is.
  const headers = found.bodies.find(body => body.path === '1/body')?.headers ?? noHeaders
  return { headers, parts: await withBodies(found.bodies, parts, campaign), findings: [] }
}

/** A loose .msg comes wrapped in a message without a sender of its own: it is the mail. */
const headersOf = ({ headers, parts }: UnpackedMessage, { bodies }: Unpacked): MessageHeaders => {
  const isWrapped = headers.fromAddress === '' && headers.subject === '' && parts.length === 1
  return (isWrapped && bodies.find(body => body.path === '1/body')?.headers) || headers
}

/** Words first, as a mail shows them; what they mean depends on the files beside. */
const withBodies = async (
  bodies: readonly FoundBody[],
  files: readonly PartReading[],
  campaign: Campaign,
): Promise<PartReading[]> => {
  const read = async (body: FoundBody, beside: readonly PartReading[]): Promise<PartReading> =>
    withSenders(await readBody(body, beside, campaign), body.senders)
  const first: PartReading[] = []
  for (const body of bodies) first.push(await read(body, files))
  // A form in the words of a mail that was sent on stands beside the words of the mail around it.
  const forms = first.filter(part => part.forms.length > 0)
  const words: PartReading[] = []
  for (const [at, part] of first.entries())
    words.push(
      part.standing === 'review' && forms.length > 0 ? await read(bodies[at]!, [...files, ...forms]) : part,
    )
  return besideForm([...words, ...files])
}

/** The same bytes twice in one mail say nothing new; what could not be had has no bytes to compare. */
const readParts = async (found: readonly FoundPart[], campaign: Campaign): Promise<PartReading[]> => {
  const parts: PartReading[] = []
  const seen = new Set<string>()
  for (const part of found) {
    const key = sha256(part.bytes)
    if (seen.has(key) && part.bytes.length > 0) continue
    seen.add(key)
    parts.push(withSenders(await readPart(part, campaign), part.senders))
  }
  return parts
}

/** A scan in the same mail as the one form that was read without a doubt (twice, where its PDF came too) is its signed copy. */
const besideForm = (parts: readonly PartReading[]): PartReading[] => {
  const forms = parts.flatMap(part => part.forms)
  const isOne = new Set(forms.map(writtenRegistrations)).size === 1
  if (!isOne || forms.some(form => form.findings.some(isError))) return [...parts]
  return parts.map(part =>
    part.findings[0]?.code === 'picture-not-read'
      ? { ...part, standing: 'not-a-form', findings: [finding('scan-beside-form')] }
      : part,
  )
}

/** What a server sends back to us, we sent: nothing of it registers by itself; a filled form in it is shown, not booked. */
const asReturned = (part: PartReading, sender: string): PartReading => {
  if (part.standing === 'not-a-form') return part
  const forms = part.forms
    .filter(form => form.registrations.length > 0)
    .map(form => ({
      ...form,
      findings: [...form.findings, finding('form-quoted', { sender: sender || '…' })],
    }))
  return forms.length > 0
    ? { ...part, forms }
    : { ...part, standing: 'not-a-form', findings: [finding('technical-part')], forms: [] }
}

const writtenRegistrations = ({ registrations }: FormReading): string =>
  JSON.stringify(
    registrations.map(({ section, name, sector, model, note }) => [section, name, sector, model, note]),
  )

const noHeaders: MessageHeaders = {
  fromName: '',
  fromAddress: '',
  subject: '',
  messageId: '',
  date: null,
  authentication: 'none',
}

const unreadable = (bytes: Uint8Array, why: ReturnType<typeof finding>): MessageReading => ({
  headers: noHeaders,
  parts: [
    {
      path: 'body',
      name: '',
      format: 'message',
      size: bytes.length,
      sha256: sha256(bytes),
      standing: 'review',
      findings: [why],
      forms: [],
    },
  ],
  findings: [],
})
