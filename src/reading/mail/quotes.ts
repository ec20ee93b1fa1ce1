/**
 * A mail's own words, and the earlier mails that stand in it below: sent on (`Forwarded message`), which is a way in
 * which forms arrive, or only quoted under an answer, which is not. Told by the lines that mail programs write between them.
 */
import { foldBare } from '../../text/fold.ts'
import type { MailLine } from './mail-lines.ts'

export interface MailPassage {
  /** `quoted`: below an answer, or below a line that could be either. */
  readonly standing: 'own' | 'forwarded' | 'quoted'
  /** The name in its `From:` line; '' where there is none. */
  readonly sender: string
  readonly subject: string
  readonly lines: readonly MailLine[]
}

/** @param subject of the mail: `Fwd:` and `Re:` decide where the line between the mails does not */
export const passagesOf = (lines: readonly MailLine[], subject: string): MailPassage[] => {
  const passages: (MailPassage & { lines: MailLine[] })[] = []
  const begin = (passage: Omit<MailPassage, 'lines'>): void => {
    passages.push({ ...passage, lines: [] })
  }
  begin({ standing: 'own', sender: '', subject })
  /** What goes on where lines that begin with `>` end. */
  let around: MailPassage = passages[0]!
  for (let at = 0; at < lines.length; ) {
    const mark = markAt(lines, at)
    if (mark) {
      at += mark.lines
      // The answer goes on between such lines; the passage is theirs alone.
      if (mark.way === 'quoted' && isCited(lines[at])) continue
      const header = readHeader(lines, at)
      at += header.lines
      const way = mark.way === 'either' ? wayOf(around.subject || subject) : mark.way
      const isSent = way === 'forwarded' && around.standing !== 'quoted'
      begin({ ...header, standing: isSent ? 'forwarded' : 'quoted' })
      around = passages.at(-1)!
      continue
    }
    const line = lines[at++]!
    const last = passages.at(-1)!
    if (isCited(line) && last === around && around.standing !== 'quoted')
      begin({ standing: 'quoted', sender: '', subject: '' })
    else if (!isCited(line) && last !== around) {
      begin(around)
      around = passages.at(-1)!
    }
    passages.at(-1)!.lines.push(line)
  }
  return passages
}

/** RFC 3676, 4.5: each line of a quotation begins so. */
const isCited = (line: MailLine | undefined): boolean => line?.kind === 'text' && line.text.startsWith('>')

interface Mark {
  readonly way: 'forwarded' | 'quoted' | 'either'
  /** That it takes up, a header block not counted. */
  readonly lines: number
}

const forwards = new Set(
  [
    ...['forwarded message', 'begin forwarded message', 'thư chuyển tiếp', 'thư đã chuyển tiếp'],
    ...['thư được chuyển tiếp', 'thư đã được chuyển tiếp', 'bắt đầu thư được chuyển tiếp'],
    ...[
      'tin nhắn chuyển tiếp',
      'tin nhắn đã chuyển tiếp',
      'tin nhắn được chuyển tiếp',
      'nội dung chuyển tiếp',
    ],
    ...['email chuyển tiếp', 'email được chuyển tiếp', 'bắt đầu tin nhắn chuyển tiếp', 'mail chuyển tiếp'],
  ].map(foldBare),
)
const originals = new Set(
  ['original message', 'thư gốc', 'tin nhắn gốc', 'thông điệp gốc', 'thư ban đầu', 'tin nhắn ban đầu'].map(
    foldBare,
  ),
)
/** `Vào 08:00, 11/02/2022, Ban Dân vận <…> đã viết:`; programs break it over up to three lines. */
const attribution = /^(?:on|vào|ngày|lúc)\b.{5,300}(?:wrote|đã viết|viết)\s*:$/iu
const attributionBegin = /^(?:on|vào|ngày|lúc)\b.{5,}(?:\d{4}|\d:\d)/iu

const markAt = (lines: readonly MailLine[], at: number): Mark | undefined => {
  const text = textAt(lines, at)
  if (text === undefined || text.length > 400) return undefined
  const bare = foldBare(text)
  if (forwards.has(bare)) return { way: 'forwarded', lines: 1 }
  if (originals.has(bare)) return { way: 'either', lines: 1 }
  if (attributionBegin.test(text))
    for (const count of [1, 2, 3]) {
      const joined = lines.slice(at, at + count).map(line => (line.kind === 'text' ? line.text : ''))
      if (joined.length === count && attribution.test(joined.join(' ')))
        return { way: 'quoted', lines: count }
    }
  // Outlook writes nothing but the header of the mail below.
  return readHeader(lines, at).lines >= 2 ? { way: 'either', lines: 0 } : undefined
}

const from = /^(?:from|từ|người gửi)\s*:\s*(.*)$/iu
const about = /^(?:subject|chủ đề|tiêu đề)\s*:\s*(.*)$/iu
const other =
  /^(?:sent|date|to|cc|bcc|reply-to|importance|attachments?|đã gửi|gửi|ngày|thời gian|đến|tới|người nhận|đồng gửi|quan trọng|tệp đính kèm|đính kèm)\s*:/iu

/** @returns `lines`: 0 where no `From:` stands at the top */
const readHeader = (
  lines: readonly MailLine[],
  at: number,
): { lines: number; sender: string; subject: string } => {
  const sender = from.exec(textAt(lines, at) ?? '')?.[1]
  if (sender === undefined) return { lines: 0, sender: '', subject: '' }
  let subject = ''
  let end = at + 1
  for (; end < Math.min(lines.length, at + 12); end++) {
    const text = textAt(lines, end) ?? ''
    const found = about.exec(text)?.[1]
    if (found !== undefined) subject = found
    else if (!other.test(text)) break
  }
  return {
    lines: end - at,
    sender: sender
      .replace(/[<[].*$/u, '')
      .replaceAll('"', '')
      .trim(),
    subject,
  }
}

const textAt = (lines: readonly MailLine[], at: number): string | undefined => {
  const line = lines[at]
  return line?.kind === 'text' ? line.text.replace(/^[>\s]+/, '') : undefined
}

const wayOf = (subject: string): 'forwarded' | 'quoted' =>
  /^\s*(?:fwd?|chuyển tiếp|c\/?t|vc)\s*:/iu.test(subject) ? 'forwarded' : 'quoted'
