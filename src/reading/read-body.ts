/**
 * The written words of a mail. A cover note is nothing to register; a table of the form pasted into it, registrations in
 * words, or a bare link to a file on a drive wait for the clerk. Reading the pasted table itself is not done here.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import { sha256 } from '../domain/identity.ts'
import type { PartReading } from '../domain/reading.ts'
import { foldBare, tidy } from '../text/fold.ts'
import { makeFormWords } from './form/words.ts'
import type { FoundBody } from './unpack/found.ts'

/** @param alone no file came with it */
export const readBody = (body: FoundBody, alone: boolean, campaign: Campaign): PartReading => {
  const lines = [...body.text.split('\n'), ...linesOfHtml(body.html)].map(tidy).filter(line => line !== '')
  const content = Buffer.from(body.text + body.html, 'utf8')
  const doubt = body.automatic ? undefined : findDoubt(lines, body.subject, alone, campaign)
  return {
    path: body.path,
    name: '',
    format: body.html === '' ? 'text' : 'html',
    size: content.length,
    sha256: sha256(content),
    standing: doubt ? 'review' : 'not-a-form',
    findings: [doubt ?? finding('body-read')],
    forms: [],
  }
}

const driveLink =
  /https?:\/\/(?:drive|docs)\.google\.com\/\S+|https?:\/\/(?:1drv\.ms|onedrive\.live\.com|[\w.-]*sharepoint\.com|www\.dropbox\.com|www\.mediafire\.com|[\w.-]*fshare\.vn)\/\S+/i

const findDoubt = (
  lines: readonly string[],
  subject: string,
  alone: boolean,
  campaign: Campaign,
): Finding | undefined => {
  const words = makeFormWords(campaign)
  const sectors = new Set(lines.flatMap(line => words.sectorOf(line.split(':')[0] ?? '') ?? []))
  const headings = lines.filter(
    line => words.sectionOf(line) !== undefined && foldBare(line).startsWith('ten '),
  )
  if (headings.length > 0 || sectors.size >= 2) return finding('form-in-body')
  if (!alone) return undefined
  const link = lines.map(line => driveLink.exec(line)?.[0]).find(one => one !== undefined)
  if (link !== undefined) return finding('link-in-body', { text: link })
  const about = [subject, ...lines].some(
    line => words.isTitle(line) || foldBare(line).includes('dan van kheo'),
  )
  return about ? finding('form-in-body') : undefined
}

/** The words of HTML, a line for each block or cell; tags and entities gone. Only looked at, never shown. */
const linesOfHtml = (html: string): string[] =>
  html
    .replace(/<(style|script)[\s>][\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<a\s[^>]*href="(https?:[^"]*)"[^>]*>/gi, ' $1 ')
    .replace(/<(br|\/p|\/div|\/t[dh]|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => codePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => codePoint(Number.parseInt(code, 16)))
    .replace(
      /&([AEIOUYaeiouy])(acute|grave|circ|tilde);/g,
      (_, letter: string, mark: string) => letter + (accents[mark] ?? ''),
    )
    .replace(/&amp;/g, '&')
    .split('\n')

const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
}
const codePoint = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
