/**
 * The written words of a mail. The form's table pasted into them is read like any other; a cover note is nothing to
 * register; registrations typed as words, what is added to a form in words, or a bare link wait for the clerk.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import { sha256 } from '../domain/identity.ts'
import type { FormReading, PartReading } from '../domain/reading.ts'
import { foldBare } from '../text/fold.ts'
import { makeParagraph, plainLine } from './document/build.ts'
import { type Document, paragraphsOf, textOf } from './document/model.ts'
import { correctionFindings, joinWrapped } from './form/correction-words.ts'
import { isHeadingLike } from './form/items.ts'
import { type FormWords, makeFormWords } from './form/words.ts'
import { readHtmlText } from './formats/html.ts'
import type { DocumentReading } from './formats/reading.ts'
import { limits } from './limits.ts'
import { changesForm } from './mail/change-note.ts'
import { namesMovement, saysMore } from './mail/cover-note.ts'
import { type MailLine, mailLinesOf, textsOf } from './mail/mail-lines.ts'
import { type MailPassage, passagesOf } from './mail/quotes.ts'
import { knownOf, readPassage } from './mail/read-passage.ts'
import type { FoundBody } from './unpack/found.ts'

/** @param beside the other parts of the same mail */
export const readBody = async (
  body: FoundBody,
  beside: readonly PartReading[],
  campaign: Campaign,
): Promise<PartReading> => {
  const content = Buffer.from(body.text + body.html, 'utf8')
  const base = {
    path: body.path,
    name: '',
    format: body.html === '' ? 'text' : 'html',
    size: content.length,
    sha256: sha256(content),
  }
  const end = (standing: 'review' | 'not-a-form', ...findings: [Finding, ...Finding[]]): PartReading => ({
    ...base,
    standing,
    findings,
    forms: [],
  })
  if (body.automatic) return end('not-a-form', finding('body-read'))
  if (/^-----BEGIN PGP MESSAGE-----\s*$/m.test(body.text)) return end('review', finding('sealed-message'))
  const { value: document, findings } = await documentOf(body)
  if (!document) return end('review', findings[0] ?? finding('unreadable-part'))
  if (isTooLong(document))
    return end('review', finding('part-too-large', { limit: `${limits.mime.lines} lines` }))
  const words = makeFormWords(campaign)
  const passages = passagesOf(mailLinesOf(document, words), body.subject)
  const forms = formsOf(passages, document, beside, campaign, words)
  const doubts = findDoubts(
    body,
    passages,
    document,
    [...beside.flatMap(part => part.forms), ...forms],
    beside,
    words,
    campaign.office.name,
  )
  const said = correctionFindings([
    body.subject,
    ...passages
      .filter(one => one.standing === 'own')
      .flatMap(one => joinWrapped(one.lines.flatMap(ownWords))),
  ])
  const [doubt, ...more] = doubts
  const [first, ...others] = forms
  if (!first)
    return doubt ? end('review', doubt, ...more, ...said) : end('not-a-form', finding('body-read'), ...said)
  return {
    ...base,
    standing: 'forms',
    findings: [finding('form-read'), ...said],
    forms: [{ ...first, findings: [...first.findings, ...doubts] }, ...others],
  }
}

/** HTML says more than the plain text beside it: only there is a table one. */
export const documentOf = async (body: FoundBody): Promise<DocumentReading> => {
  const html = body.html === '' ? undefined : await readHtmlText(body.html)
  const isSaying =
    html?.value?.sections.some(section => !section.hidden && textOf(section.blocks).trim() !== '') ?? false
  if (html && (!html.value || isSaying || body.text.trim() === '')) return html
  if (body.text.length > limits.mime.characters)
    return { findings: [finding('part-too-large', { limit: `${limits.mime.characters} characters` })] }
  const blocks = body.text
    .split(/\r\n|\r|\n/)
    .map((line, paragraph) =>
      makeParagraph([plainLine(line)], { kind: 'paragraph', part: 'text', paragraph }),
    )
  return {
    value: {
      sections: [{ kind: 'body', name: 'text', hidden: false, blocks }],
      findings: [],
      ...(html?.value?.pictures && { pictures: html.value.pictures }),
    },
    findings: [],
  }
}

const isTooLong = ({ sections }: Document): boolean => {
  const lines = sections.flatMap(section => paragraphsOf(section.blocks).flatMap(one => one.lines))
  return (
    lines.length > limits.mime.lines ||
    lines.reduce((sum, line) => sum + line.text.length, 0) > limits.mime.characters
  )
}

/** A blank form beside a filled one is the Ban's own, sent back with the answer. */
const formsOf = (
  passages: readonly MailPassage[],
  document: Document,
  beside: readonly PartReading[],
  campaign: Campaign,
  words: FormWords,
): FormReading[] => {
  const all = passages.flatMap(passage => {
    const forms = readPassage(passage, document, campaign, words)
    return passage.standing === 'quoted' ? forms.filter(form => !isBlank(form)) : forms
  })
  const isFilled = [...beside.flatMap(part => part.forms), ...all].some(form => !isBlank(form))
  return (isFilled ? all.filter(form => !isBlank(form)) : all).map((form, place) => ({ ...form, place }))
}

const ownWords = (line: MailLine): string[] => (line.kind === 'text' ? [line.text] : [])

const isBlank = (form: FormReading): boolean => form.findings.some(one => one.code === 'blank-form')

const driveLink =
  /https?:\/\/(?:drive|docs)\.google\.com\/[^\s"'<>]+|https?:\/\/(?:1drv\.ms|onedrive\.live\.com|[\w.-]*sharepoint\.com|www\.dropbox\.com|www\.mediafire\.com|[\w.-]*fshare\.vn)\/[^\s"'<>]+/i

/** What waits for the clerk besides the forms that were read. */
const findDoubts = (
  body: FoundBody,
  passages: readonly MailPassage[],
  document: Document,
  forms: readonly FormReading[],
  beside: readonly PartReading[],
  words: FormWords,
  office: string,
): Finding[] => {
  const sent = passages.filter(one => one.standing !== 'quoted')
  const rest = passages.filter(one => one.standing === 'quoted')
  const lines = sent.flatMap(one => textsOf(one.lines, words))
  const doubts: Finding[] = []
  const pasted = passages.some(one => one.lines.some(line => line.kind === 'table' && line.isForm))
  const plain = body.text.split('\n')
  if (!pasted && (drawsForm(lines, words) || (sent.length === passages.length && drawsForm(plain, words))))
    return [finding('form-in-body')]
  // With a filled form in a file, the Ban's own mail below it brings only the Ban's blank form.
  const isAnswer = forms.some(form => !isBlank(form))
  const drawn = rest.find(
    one =>
      !(isAnswer && foldBare(one.sender).includes(foldBare(office))) &&
      drawsForm(textsOf(one.lines, words), words),
  )
  if (!pasted && drawn) return [finding('form-quoted', { sender: drawn.sender || '…' })]
  if (document.pictures?.some(size => size > limits.inlinePictureBytes))
    doubts.push(finding('picture-not-read'))
  const known = knownOf(forms)
  // `Xin rút đăng ký`, and nothing written below.
  if (forms.length > 0 && !isReply.test(body.subject) && changesForm(foldBare(body.subject)))
    return [...doubts, finding('body-adds', { text: body.subject })]
  if (!pasted && beside.some(part => part.standing !== 'not-a-form')) {
    const more = lines.find(line => saysMore(line, known, words))
    if (more !== undefined) doubts.push(finding('body-adds', { text: more }))
  }
  if (pasted || beside.some(part => part.standing !== 'not-a-form')) return doubts
  const link = driveLink.exec(body.text)?.[0] ?? driveLink.exec(body.html)?.[0]
  if (link !== undefined) return [...doubts, finding('link-in-body', { text: link })]
  const isAbout = speaksOfIt(body.subject, lines, words) || listsSections(lines, words)
  return isAbout ? [...doubts, finding('form-in-body')] : doubts
}

/** An answer keeps the subject of what it answers: `Re: Đăng ký …` with mere thanks says nothing. */
const speaksOfIt = (subject: string, lines: readonly string[], words: FormWords): boolean => {
  const speaks = (line: string): boolean => words.isTitle(line) || namesMovement(foldBare(line))
  if (lines.some(speaks)) return true
  return speaks(subject) && (!isReply.test(subject) || lines.some(line => handsOver.test(foldBare(line))))
}
/** `Tập thể: …, lĩnh vực văn hóa - xã hội`: typed, with no word of the movement. */
const listsSections = (lines: readonly string[], words: FormWords): boolean =>
  lines.some(line => /^[^\p{L}]*(?:tập thể|cá nhân)(?: thực hiện)?(?: \d+)?\s*:/iu.test(line)) &&
  lines.some(line => {
    const sector = /lĩnh vực\s*:?\s*([^.;:(),]+(?:, [^.;:(),]+)?)/iu.exec(line)?.[1]
    return sector !== undefined && words.sectorOf(sector) !== undefined
  })
const isReply = /^\s*(?:re|tl|trả lời|aw)\s*:/iu
const handsOver = /\b(?:dang ky|dinh kem|kem theo|bieu|file|tep|mo hinh|dien hinh)\b/

/** Headings of the form as lines, or cells drawn with tabs or bars: no table that could be read. */
const drawsForm = (lines: readonly string[], words: FormWords): boolean => {
  const cells = lines.flatMap(line => line.replace(/^[>\s]+/, '').split(/\t|\|/))
  const sectors = new Set(cells.flatMap(cell => words.sectorOf(cell.split(':')[0] ?? '') ?? []))
  return sectors.size >= 2 || cells.some(cell => isHeadingLike(cell, words))
}
