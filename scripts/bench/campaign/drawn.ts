/** Layouts of the form that units draw themselves, as grids for `FilledForm.tables`, filled with the same rows. */
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { Grid, GridCell } from '../../forms/form.ts'
import type { Row } from './fill.ts'

const cell = (text: string, more: Partial<GridCell> = {}): GridCell => ({
  lines: text === '' ? [] : [text],
  columns: 1,
  rows: 1,
  heading: false,
  ...more,
})
const heading = (text: string): GridCell => cell(text, { heading: true })

const nameHeading = (campaign: Campaign, section: string): string =>
  campaign.form.sections.find(one => one.id === section)!.nameHeading
const sectorName = (campaign: Campaign, id: string): string =>
  campaign.form.sectors.find(one => one.id === id)!.name

const bySection = (rows: readonly Row[]): [string, Row[]][] =>
  ['collective', 'individual'].flatMap((section): [string, Row[]][] => {
    const own = rows.filter(row => row[0] === section)
    return own.length > 0 ? [[section, own]] : []
  })

/** `TT | Tên tập thể | Lĩnh vực | Tên mô hình | Ghi chú`, a line for each model. */
export const sectorColumn = (campaign: Campaign, rows: readonly Row[]): Grid[] => [
  bySection(rows).flatMap(([section, own]) => [
    ['TT', nameHeading(campaign, section), 'Lĩnh vực', 'Tên mô hình', 'Ghi chú'].map(heading),
    ...own.map(([, name, sector, model, note], at) =>
      [String(at + 1), name, sectorName(campaign, sector), model, note].map(text => cell(text)),
    ),
  ]),
]

/** `I. Kinh tế` as rows of their own, one column for the models. */
export const sectorRows = (campaign: Campaign, rows: readonly Row[]): Grid[] => [
  bySection(rows).flatMap(([section, own]) => [
    ['TT', nameHeading(campaign, section), 'Tên mô hình', 'Ghi chú'].map(heading),
    ...campaign.form.sectors.flatMap(({ id, name }) => {
      const inside = own.filter(row => row[2] === id)
      if (inside.length === 0) return []
      return [
        ['', name, '', ''].map(text => cell(text)),
        ...inside.map(([, who, , model, note], at) =>
          [String(at + 1), who, model, note].map(text => cell(text)),
        ),
      ]
    }),
  ]),
]

/** The letter's columns with one more: `Địa chỉ`. A line for each model. */
export const withAddress = (campaign: Campaign, rows: readonly Row[]): Grid[] => [
  bySection(rows).flatMap(([section, own]) => [
    [
      'TT',
      nameHeading(campaign, section),
      'Địa chỉ',
      ...campaign.form.sectors.map(one => one.name),
      'Ghi chú',
    ].map(heading),
    ...own.map(([, name, sector, model, note], at) =>
      [
        String(at + 1),
        name,
        'Thôn Đoài',
        ...campaign.form.sectors.map(one => (one.id === sector ? model : '')),
        note,
      ].map(text => cell(text)),
    ),
  ]),
]
