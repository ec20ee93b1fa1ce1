/**
 * Messages out of an mbox file (RFC 4155; the mboxo and mboxrd dialects), one at a time, however large the file. The
 * container's own marks are undone, always in the same way, so that the same file gives the same bytes: one `>` before
 * `>From `, the blank line at a message's end, and bare line feeds become CRLF where the file uses them (a mail's own
 * line ends, RFC 5322 2.3; the same mail fetched by IMAP then has the same bytes). It reads no header.
 */
import { createReadStream } from 'node:fs'

/** `From ` with an asctime date, as every dialect writes it; some put a zone before the year. */
const separator =
  /^From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +\d{1,2}:\d\d(?::\d\d)?(?: +\S+)? +\d{4}/
const header = /^[!-9;-~]+:/

/** @param start the first bytes of a file, a few lines of it */
export const isMbox = (start: Uint8Array): boolean => {
  const [first = '', second = ''] = latin1(start).split(/\r?\n/)
  return separator.test(first) || (first.startsWith('From ') && header.test(second))
}

/** @returns each message's bytes, in the file's order. @throws what reading the file throws */
export async function* readMbox(file: string): AsyncGenerator<Uint8Array> {
  let lines: Buffer[] | undefined
  let blankBefore = true
  let isCrlf: boolean | undefined
  /** A `From ` line without a date: it separates only where a header follows. */
  let doubtful: Buffer | undefined
  for await (const line of linesOf(file)) {
    isCrlf ??= line.at(-2) === carriageReturn
    const text = latin1(line.subarray(0, 998))
    if (doubtful) {
      if (header.test(text)) {
        yield* written(lines, isCrlf)
        lines = []
      } else lines?.push(doubtful)
      doubtful = undefined
    }
    if (separator.test(text)) {
      yield* written(lines, isCrlf)
      lines = []
      blankBefore = false
    } else if (blankBefore && text.startsWith('From ')) {
      doubtful = line
      blankBefore = false
    } else {
      lines?.push(/^>+From /.test(text) ? line.subarray(1) : line)
      blankBefore = text.trim() === ''
    }
  }
  if (doubtful) lines?.push(doubtful)
  yield* written(lines, isCrlf ?? true)
}

const lineFeed = 10
const carriageReturn = 13

function* written(lines: readonly Buffer[] | undefined, isCrlf: boolean): Generator<Buffer> {
  if (!lines || lines.length === 0) return
  const last = latin1(lines.at(-1)!)
  const own = last === '\n' || last === '\r\n' ? lines.slice(0, -1) : lines
  if (own.length > 0) yield Buffer.concat(isCrlf ? own : own.map(withCrlf))
}

const withCrlf = (line: Buffer): Buffer =>
  line.at(-1) === lineFeed && line.at(-2) !== carriageReturn
    ? Buffer.concat([line.subarray(0, -1), Buffer.from('\r\n')])
    : line

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end + 1)])
      rest = []
      from = end + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
