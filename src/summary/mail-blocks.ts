/**
 * What a mail says, piece by piece, and the same pieces as plain text and as HTML, so that neither says more than the
 * other. Nothing is worded here.
 */
import { htmlHeading, htmlItem, htmlList, htmlPage, htmlQuote, htmlSaid, htmlTable } from './mail-html.ts'

export type MailBlock =
  | { readonly kind: 'said'; readonly text: string; readonly strong?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  /** One of a list: its number and name, then what is said of it. */
  | { readonly kind: 'item'; readonly title: string; readonly lines: readonly string[] }
  /** Under the block before it. */
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly lines: readonly string[] }
  /** The first cell of a row is its name; in plain text a row is a sentence: `Thư: đã nhận 5; trùng 1`. */
  | {
      readonly kind: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export const said = (text: string, strong = false): MailBlock => ({ kind: 'said', text, strong })
/** None where nothing is in it. */
export const list = (items: readonly string[]): MailBlock[] =>
  items.length > 0 ? [{ kind: 'list', items }] : []
export const heading = (text: string): MailBlock => ({ kind: 'heading', text })

export const renderBlocks = (
  subject: string,
  blocks: readonly MailBlock[],
): { subject: string; text: string; html: string } => ({
  subject,
  // No-break spaces are for columns that a plain text has not.
  text: `${blocks.map(behind).join('')}\n`.replaceAll('\u00a0', ' '),
  html: htmlPage(subject, blocks.map(asHtml)),
})

const behind = (block: MailBlock, at: number): string =>
  `${at === 0 ? '' : block.kind === 'list' ? '\n' : '\n\n'}${asText(block)}`

const asText = (block: MailBlock): string => {
  switch (block.kind) {
    case 'said':
      return block.text
    case 'heading':
      return block.text.toLocaleUpperCase('vi')
    case 'item':
      return [block.title, ...block.lines.map(line => `   ${line}`)].join('\n')
    case 'list':
      return block.items.map(item => `- ${item}`).join('\n')
    case 'quote':
      return block.lines.map(line => `   ${line}`).join('\n\n')
    case 'table': {
      const names = block.columns.slice(1)
      return block.rows
        .map(
          ([first, ...cells]) =>
            `${first}: ${cells.map((cell, at) => `${names[at]?.toLocaleLowerCase('vi')} ${cell}`).join('; ')}`,
        )
        .join('\n')
    }
  }
}

const asHtml = (block: MailBlock): string => {
  switch (block.kind) {
    case 'said':
      return htmlSaid(block.text, block.strong ? 'font-weight:bold' : '')
    case 'heading':
      return htmlHeading(block.text)
    case 'item':
      return htmlItem(block.title, block.lines)
    case 'list':
      return htmlList(block.items)
    case 'quote':
      return htmlQuote(block.lines)
    case 'table':
      return htmlTable(block.rows, { columns: block.columns })
  }
}
