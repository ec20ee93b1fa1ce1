/**
 * What was put in at the desk as a message of the ledger, so that everything that is done with a mail is done with it:
 * archive, reading, balance, replay. The same entry gives the same bytes; two entries differ by their key. It has no
 * sender that could be answered (a group without members: RFC 6854), no way back, and nothing of now. The header below
 * names the entry and proves nothing, anyone can write it: what is an entry is known by the decision `enter`.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Campaign } from '../../domain/campaign.ts'
import type { EntryWay } from '../../domain/decision.ts'
import { sha256 } from '../../domain/identity.ts'
import { writtenDay } from '../../domain/zoned-time.ts'
import { escapeHtml } from '../../summary/mail-html.ts'
import type { DeskWords } from '../words.ts'
import { makeFormGrid } from './form-grid.ts'
import type { EntryRow } from './rows.ts'

export const entryHeader = 'X-Tonghop-Entry'

export interface EntryToCompose {
  /** Made with the page on which it was typed: sent twice, it is one entry. */
  readonly key: string
  readonly way: EntryWay
  /** When it came, as somebody says. Milliseconds. */
  readonly receivedAt: number
  /** Of the roster. */
  readonly unitName: string
  /** In the form's order, none of them blank; none where only files were dropped. */
  readonly rows: readonly EntryRow[]
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** RFC 5322 bytes. Text goes as base64 or quoted-printable, whatever it holds. */
export const composeEntry = (entry: EntryToCompose, campaign: Campaign, say: DeskWords): Promise<Buffer> => {
  const { key, way, receivedAt, unitName, rows, files } = entry
  const mark = sha256(Buffer.from(`${way} ${key}`)).slice(0, 32)
  return new MailComposer({
    from: `${say('enter.mail-from')}:;`,
    subject: say(`enter.mail-subject-${way}`, { unit: unitName }),
    messageId: `<${mark}@desk.invalid>`,
    date: new Date(receivedAt),
    headers: { [entryHeader]: `${way}; ${mark}` },
    baseBoundary: mark,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(rows.length > 0 && { html: writeForm(rows, formHeading(unitName, campaign, say), campaign) }),
    attachments: files.map(({ name, bytes }) => ({
      filename: name,
      content: Buffer.from(bytes),
      contentType: 'application/octet-stream',
      contentDisposition: 'attachment' as const,
    })),
  })
    .compile()
    .build()
}

/** The lines above the form's table, as the letter draws them. */
export const formHeading = (unitName: string, campaign: Campaign, say: DeskWords): string[] => {
  const { form, year, letter, office } = campaign
  return [
    office.party,
    say('enter.form-unit', { unit: unitName }),
    say('enter.form-title', { title: form.title[0]!.toUpperCase(), year }),
    say('enter.form-letter', {
      ...{ number: letter.number, day: writtenDay(letter.date), issuer: letter.issuer },
    }),
  ]
}

/** A named font tells that its letters are Unicode: a name that looks like one typed in an old font stays as it is. */
const writeForm = (rows: readonly EntryRow[], heading: readonly string[], { form }: Campaign): string => {
  const { cells } = makeFormGrid(form, rows)
  const lines = Map.groupBy(cells, cell => cell.row)
  const table = [...lines.values()].map(
    own =>
      `<tr>${own
        .map(({ text, rowSpan, columnSpan, isHeading }) => {
          const name = isHeading ? 'th' : 'td'
          return `<${name} rowspan="${rowSpan}" colspan="${columnSpan}">${escapeHtml(text)}</${name}>`
        })
        .join('')}</tr>`,
  )
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"></head>',
    '<body style="font-family:\'Times New Roman\'">',
    ...heading.map(line => `<p>${escapeHtml(line)}</p>`),
    `<table border="1">\n${table.join('\n')}\n</table>`,
    '</body></html>\n',
  ].join('\n')
}
