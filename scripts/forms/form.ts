/**
 * The letter's form as it is filled: words around the table, and the table as a grid that both writers (`form-docx.ts`,
 * `form-xlsx.ts`) draw. Follows letter 454-CV/HU: two blocks in one table, the second heading row in the table itself.
 * Knows no file format, and nothing of how the form is read.
 */
import type { Campaign } from '../../src/domain/campaign.ts'

/** Lines are paragraphs of a cell, or line breaks in a sheet. */
export type CellText = string | readonly string[]

/** One numbered row. */
export interface Entry {
  /** Undefined: the row's number. */
  readonly ordinal?: string
  readonly name?: CellText
  /** By sector id. */
  readonly models?: Readonly<Record<string, CellText>>
  readonly note?: CellText
  /** TT and name are merged with the row above. */
  readonly continued?: boolean
  /** One cell drawn over several neighbouring sectors, from the first of them. */
  readonly over?: { readonly sectors: readonly string[]; readonly text: CellText }
}

export interface FilledForm {
  /** After "Đơn vị:"; empty leaves it blank. Not there at all when a letterhead stands instead. */
  readonly unit?: string
  readonly letterhead?: {
    readonly kind: 'state' | 'party'
    readonly parent: string
    readonly unit: string
  }
  /** As written; empty leaves the form's dots. */
  readonly date?: string
  readonly place?: string
  readonly collectives?: readonly Entry[]
  readonly individuals?: readonly Entry[]
  /** The person, and the title above. */
  readonly signer?: string
  readonly signerTitle?: string
  /** Lines above everything: a letter that has the form as its appendix. */
  readonly lead?: readonly Line[]
  /** Paragraphs before and after the table, beside the form's own. */
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  /** Another letter than the campaign's: last year's form. */
  readonly letter?: { readonly number: string; readonly date: string; readonly year: number }
  /** Numbered rows of a block, blank ones added. The letter's: four and three. */
  readonly rows?: readonly [number, number]
  /** The two blocks as two tables, each with its whole heading. */
  readonly twoTables?: boolean
  /** Instead of all rows above: the tables as somebody drew them, see `drawn.ts`. */
  readonly tables?: readonly Grid[]
  /** Another title than the letter's; '' leaves it out, and the letter's line with it. */
  readonly title?: string
}

/** How a text is stored where the font decides what its letters mean: pieces, each with the font that it needs. */
export type Lettering = (text: string) => readonly { readonly text: string; readonly font: string }[]

/** A place of the table. `columns`, `rows`: how far it reaches. A place under or beside a reaching cell is null. */
export interface GridCell {
  readonly lines: readonly string[]
  readonly columns: number
  readonly rows: number
  readonly heading: boolean
}
export type Grid = readonly (readonly (GridCell | null)[])[]

/** A line of text around the table. */
export interface Line {
  readonly text: string
  readonly align: 'left' | 'center' | 'right'
  readonly bold?: boolean
  readonly italic?: boolean
}

const linesOf = (text: CellText | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : typeof text === 'string' ? [text] : text
const cell = (text: CellText | undefined, more: Partial<GridCell> = {}): GridCell => ({
  lines: linesOf(text),
  columns: 1,
  rows: 1,
  heading: false,
  ...more,
})

const writtenDay = (day: string): string => day.split('-').reverse().join('/')
/** `2022-02-11` as letters write it. */
const longDay = (day: string): string => {
  const [year, month, date] = day.split('-')
  return `ngày ${date} tháng ${month} năm ${year}`
}

/** The lines above the table. With a letterhead its two columns come first, drawn by the writers. */
export const linesAbove = (campaign: Campaign, form: FilledForm): Line[] => {
  const letter = form.letter ?? { ...campaign.letter, year: campaign.year }
  const lines: Line[] = [...(form.lead ?? [])]
  if (!form.letterhead) {
    lines.push({ text: campaign.office.party, align: 'right', bold: true })
    lines.push({ text: `Đơn vị: ${form.unit ?? ''}`, align: 'left', bold: true })
    lines.push({ text: dateLine(campaign, form), align: 'right', italic: true })
  }
  const title =
    form.title ?? `BIỂU MẪU ${campaign.form.title[0]?.toUpperCase()} "DÂN VẬN KHÉO" NĂM ${letter.year}`
  if (title !== '') {
    lines.push({ text: title, align: 'center', bold: true })
    lines.push({
      text: `(Kèm theo Công văn số ${letter.number}, ngày ${writtenDay(letter.date)} của ${campaign.letter.issuer})`,
      align: 'center',
      italic: true,
    })
  }
  for (const text of form.before ?? []) lines.push({ text, align: 'left' })
  return lines
}

/** `Thanh Oai, ngày 11 tháng 02 năm 2022`, or the form's dots. */
export const dateLine = (campaign: Campaign, form: FilledForm): string =>
  form.date
    ? `${form.place ?? campaign.office.place}, ${longDay(form.date)}`
    : `....., ngày      tháng      năm ${(form.letter ?? campaign).year}`

/** Two columns, line by line: the body the unit belongs to and the unit; the motto or the Party, and the date. */
export const letterheadLines = (
  campaign: Campaign,
  form: FilledForm,
): { left: Line[]; right: Line[] } | undefined => {
  if (!form.letterhead) return undefined
  const { kind, parent, unit } = form.letterhead
  const center = (text: string, bold = false, italic = false): Line => ({
    text,
    align: 'center',
    bold,
    italic,
  })
  const date = center(dateLine(campaign, form), false, true)
  return {
    left: [center(parent), center(unit, true), ...(kind === 'party' ? [center('*')] : [])],
    right:
      kind === 'party'
        ? [center(campaign.office.party, true), date]
        : [
            center('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true),
            center('Độc lập - Tự do - Hạnh phúc', true),
            date,
          ],
  }
}

/** The lines below the table. */
export const linesBelow = (form: FilledForm): Line[] => [
  ...(form.after ?? []).map((text): Line => ({ text, align: 'left' })),
  { text: form.signerTitle ?? 'THỦ TRƯỞNG ĐƠN VỊ', align: 'right', bold: true },
  { text: '(Ký, đóng dấu)', align: 'right', italic: true },
  ...(form.signer ? [{ text: form.signer, align: 'right', bold: true } as const] : []),
]

/** The table, or the two. Seven columns: TT, name, the campaign's sectors, Ghi chú. */
export const grids = (campaign: Campaign, form: FilledForm): Grid[] => {
  if (form.tables) return [...form.tables]
  const [collective, individual] = campaign.form.sections
  const [collectiveRows, individualRows] = form.rows ?? [4, 3]
  const first = [
    ...headingRows(campaign, collective!.nameHeading),
    ...block(campaign, form.collectives ?? [], collectiveRows),
  ]
  const entries = block(campaign, form.individuals ?? [], individualRows)
  if (form.twoTables) return [first, [...headingRows(campaign, individual!.nameHeading), ...entries]]
  const again = [
    cell('', { heading: true }),
    cell(individual!.nameHeading, { heading: true }),
    ...sectorHeadings(campaign),
    cell('', { heading: true }),
  ]
  return [[...first, again, ...entries]]
}

const sectorHeadings = (campaign: Campaign): GridCell[] =>
  campaign.form.sectors.map(sector => cell(sector.name, { heading: true }))

const headingRows = (campaign: Campaign, nameHeading: string): (GridCell | null)[][] => {
  const tall = { heading: true, rows: 2 }
  const sectors = campaign.form.sectors.length
  const over = 'Lĩnh vực thực hiện (ghi cụ thể tên mô hình)'
  return [
    [
      cell('TT', tall),
      cell(nameHeading, tall),
      cell(over, { heading: true, columns: sectors }),
      ...Array<null>(sectors - 1).fill(null),
      cell('Ghi chú', tall),
    ],
    [null, null, ...sectorHeadings(campaign), null],
  ]
}

const block = (campaign: Campaign, entries: readonly Entry[], rows: number): (GridCell | null)[][] => {
  const all = [...entries, ...Array.from({ length: Math.max(0, rows - entries.length) }, () => ({}) as Entry)]
  let number = 0
  return all.map((entry, at) => {
    if (!entry.continued) number++
    let reach = 1
    while (all[at + reach]?.continued) reach++
    const lead = entry.continued
      ? [null, null]
      : [cell(entry.ordinal ?? String(number), { rows: reach }), cell(entry.name, { rows: reach })]
    const sectors = campaign.form.sectors.map(({ id }): GridCell | null => {
      const place = entry.over?.sectors.indexOf(id) ?? -1
      if (!entry.over || place < 0) return cell(entry.models?.[id])
      return place === 0 ? cell(entry.over.text, { columns: entry.over.sectors.length }) : null
    })
    return [...lead, ...sectors, cell(entry.note)]
  })
}
