/**
 * Text struck out by hand, as people delete on paper, in each format that can tell; and remarks beside the form, which hold
 * nothing. Those of other formats are made by LibreOffice from our .docx and .xlsx (see `make-office.ts`).
 */
import {
  cell,
  collectiveHeading,
  above as headOf,
  line,
  paragraph,
  docx as raw,
  run,
  signature,
  table,
  row as tr,
} from '../../test/reading/raw-docx.ts'
import { xlsx as rawXlsx, text } from '../../test/reading/raw-xlsx.ts'
import { type CorpusCase, type OfficeKind, registered, review, tt } from './case.ts'
import { heading, make } from './kit.ts'

const unit = 'Trường Tiểu học Đỗ Động'
const stands = ['1', 'Tổ Nghệ thuật', '', 'Tiếng sáo sân trường', '', '', 'Mới']
const struck = ['2', 'Tổ Thể dục', '', 'Bóng đá mini sau giờ học', '', '', '']

const wordForm = (rows: readonly string[]): string =>
  [
    headOf[0]!,
    line(`Đơn vị: ${unit}`),
    ...headOf.slice(2),
    table([...collectiveHeading, ...rows], [600, 3000, 2000, 2000, 2000, 2000, 1500]),
    ...signature,
  ].join('')
const word = raw(
  wordForm([
    tr(stands),
    tr(
      struck.map((words, at) =>
        at === 0 || words === '' ? words : cell(paragraph(run(words, '<w:strike/>'))),
      ),
    ),
  ]),
)
const withRemark = raw(
  wordForm([
    tr(
      stands.map(words =>
        words === 'Mới'
          ? cell(
              paragraph(
                `<w:commentRangeStart w:id="0"/>${run(words)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
              ),
            )
          : words,
      ),
    ),
  ]),
  {
    'comments.xml': `<w:comments><w:comment w:id="0" w:author="Hiệu trưởng">${paragraph(run('Xem lại ') + run('ghi chú này'))}</w:comment></w:comments>`,
  },
)

const head = [
  [`Đơn vị: ${unit}`],
  ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022'],
  ['(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)'],
  heading,
]
/** Rows of the sheet; @param styleOf of the cells in a row, 0-based */
const rows = (all: readonly (readonly string[])[], styleOf: (row: number) => number): string =>
  all
    .map(
      (cells, at) =>
        `<row r="${at + 1}">${cells
          .map(
            (words, column) =>
              words && text(`${String.fromCharCode(65 + column)}${at + 1}`, words, styleOf(at)),
          )
          .join('')}</row>`,
    )
    .join('')
const sheet = rawXlsx([{ data: rows([...head, stands, struck], at => (at === 5 ? 1 : 0)) }], {
  'xl/styles.xml':
    '<styleSheet><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><strike/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
})

const about: CorpusCase['about'] = [
  'text struck out by hand: deleted, as people delete on paper',
  'a clerk who strikes a row',
  'review: never registered as if it stood, never left out in silence',
]
const office = (to: OfficeKind, from: Uint8Array, fromKind: 'docx' | 'xlsx'): CorpusCase =>
  make(`${to}/struck-out`, about, { from, fromKind, to }, review('struck-out'), { file: `input.${to}` })

export const struckOutCases = (): CorpusCase[] => [
  make('docx/struck-out', about, word, review('struck-out')),
  office('doc', word, 'docx'),
  office('rtf', word, 'docx'),
  office('odt', word, 'docx'),
  office('pdf', word, 'docx'),
  make('xlsx/struck-out', about, sheet, review('struck-out'), { file: 'input.xlsx' }),
  office('xls', sheet, 'xlsx'),
  office('ods', sheet, 'xlsx'),
  make(
    'docx/comment',
    [
      'a remark in the margin',
      'a head teacher who reads over the clerk’s shoulder',
      'the form; the remark leaves a finding',
    ],
    withRemark,
    registered(
      'truong-tieu-hoc-do-dong',
      [tt('Tổ Nghệ thuật', 'c', 'Tiếng sáo sân trường', 'Mới')],
      'hidden-passed-over',
    ),
  ),
]
