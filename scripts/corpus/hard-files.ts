/** Files as other programs write them: another namespace, another part's name, another prefix; and text that hides. */
import { strFromU8, unzipSync } from 'fflate'
import {
  cell,
  collectiveHeading,
  above as headOf,
  individualHeading,
  line,
  paragraph,
  docx as raw,
  run,
  signature,
  table,
  row as tr,
} from '../../test/reading/raw-docx.ts'
import { grid, xlsx as rawXlsx, text } from '../../test/reading/raw-xlsx.ts'
import type { FilledForm } from '../forms/form.ts'
import { zipped } from '../forms/zip.ts'
import { type CorpusCase, registered, row, said, tt } from './case.ts'
import { docx, heading, make, xlsx } from './kit.ts'

const filled: FilledForm = {
  unit: 'Trường Tiểu học Đỗ Động',
  date: '2022-02-12',
  collectives: [row('Tổ Nghệ thuật', { c: 'Tiếng sáo sân trường' }, 'Mới')],
  individuals: [row('Cô giáo Thạch Thị Mơ', { c: 'Hộp bút tình bạn' })],
}
const id = 'truong-tieu-hoc-do-dong'
const truth = registered(id, said(filled))

/** Every entry as text through `change`, under the name that `rename` gives. */
const rewritten = (
  bytes: Uint8Array,
  change: (xml: string, name: string) => string,
  rename = (name: string): string => name,
): Uint8Array =>
  zipped(
    Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, content]) => [
        rename(name),
        change(strFromU8(content), name),
      ]),
    ),
  )

const strict = (xml: string): string =>
  xml
    .replaceAll(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    )
    .replaceAll(
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      'http://purl.oclc.org/ooxml/officeDocument/relationships',
    )

const head = (unit: string): string[] => [headOf[0]!, line(`Đơn vị: ${unit}`), ...headOf.slice(2)]
const unit = 'Trường Tiểu học Đỗ Động'
const body = (rows: readonly string[]): string =>
  [...head(unit), table([...collectiveHeading, ...rows]), ...signature].join('')
const w = 'w:id="3" w:author="Van thu" w:date="2022-02-10T08:00:00Z"'

const sheetHead = [
  ['Đơn vị: Trường Tiểu học Đỗ Động'],
  ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022'],
  ['(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)'],
]
const rows = [...sheetHead, heading, ['1', 'Tổ Nghệ thuật', '', 'Tiếng sáo sân trường', '', '', 'Mới']]
const sheetTruth = registered(id, [tt('Tổ Nghệ thuật', 'c', 'Tiếng sáo sân trường', 'Mới')])

/** WPS Office writes every element with a prefix. */
const prefixed = (bytes: Uint8Array): Uint8Array =>
  rewritten(bytes, (xml, name) =>
    /^xl\/(workbook|worksheets\/sheet1)\.xml$/.test(name)
      ? xml.replace(/<(\/?)(?![?!])([a-zA-Z]+)/g, '<$1x:$2').replace('xmlns="http', 'xmlns:x="http')
      : xml,
  )

export const hardFileCases = async (): Promise<CorpusCase[]> => [
  make(
    'docx/strict',
    ['.docx in the strict form of the standard', 'an office that saves "Strict Open XML"', 'the form'],
    rewritten(docx(filled), strict),
    truth,
  ),
  make(
    'docx/other-main-part',
    ['.docx whose main part has another name', 'Office 365', 'the form'],
    rewritten(
      docx(filled),
      xml => xml.replaceAll('word/document.xml', 'word/document2.xml'),
      name => name.replace('word/document.xml', 'word/document2.xml'),
    ),
    truth,
  ),
  make(
    'docx/utf-16',
    ['.docx whose XML is in UTF-16', 'a strange converter', 'the form, or a clear reason'],
    zipped(
      Object.fromEntries(
        Object.entries(unzipSync(docx(filled))).map(([name, content]) => [
          name,
          name === 'word/document.xml'
            ? Buffer.concat([
                Buffer.of(0xff, 0xfe),
                Buffer.from(strFromU8(content).replace('UTF-8', 'UTF-16'), 'utf16le'),
              ])
            : content,
        ]),
      ),
    ),
    { ...truth, mayReview: true },
  ),
  make(
    'docx/alt-chunk',
    [
      '.docx whose words are a page of HTML embedded whole (altChunk)',
      'a web site’s export',
      'review at least: never taken for nothing',
    ],
    zipped({
      ...unzipSync(raw('<w:altChunk r:id="rId5"/>', {}, { rId5: 'afchunk.html' })),
      'word/afchunk.html': `<html><body><p>Đơn vị: ${unit}</p><p>BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022</p></body></html>`,
    }),
    { outcome: 'review', findings: [] },
  ),
  make(
    'docx/moved-text',
    [
      'tracked changes: text moved from one cell to another',
      'a head teacher who drags',
      'where it was moved to',
    ],
    raw(
      body([
        tr([
          '1',
          'Tổ Nghệ thuật',
          cell(paragraph(`<w:moveFrom ${w}>${run('Tiếng sáo sân trường')}</w:moveFrom>`)),
          cell(paragraph(`<w:moveTo ${w}>${run('Tiếng sáo sân trường')}</w:moveTo>`)),
          '',
          '',
          'Mới',
        ]),
      ]),
    ),
    sheetTruth,
  ),
  make(
    'docx/table-in-text-box',
    ['the whole form inside a text box', 'an office that draws', 'the form'],
    raw(
      `${headOf[0]}${paragraph(`<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${head(unit).slice(1).join('')}${table([...collectiveHeading, tr(['1', 'Tổ Nghệ thuật', '', 'Tiếng sáo sân trường', '', '', 'Mới'])])}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`)}${signature.join('')}`,
    ),
    { ...sheetTruth, mayReview: true },
  ),
  make(
    'docx/page-numbers',
    ['page numbers and file paths in the footer', 'an office’s template', 'the form'],
    raw(
      `${body([tr(['1', 'Tổ Nghệ thuật', '', 'Tiếng sáo sân trường', '', '', 'Mới'])])}<w:sectPr><w:footerReference r:id="rId8" w:type="default"/></w:sectPr>`,
      {
        'footer1.xml': `<w:ftr>${paragraph(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('1')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`)}</w:ftr>`,
      },
      { rId8: 'footer1.xml' },
    ),
    sheetTruth,
  ),
  make(
    'docx/row-before-and-after',
    [
      'rows shifted by w:gridBefore and cut by w:gridAfter',
      'a table dragged about',
      'each model in its own sector',
    ],
    raw(
      [
        ...head(unit),
        table(
          [
            ...collectiveHeading,
            tr(
              [cell('Tổ Nghệ thuật'), '', 'Tiếng sáo sân trường', '', ''],
              '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>',
            ),
            individualHeading,
            tr(
              ['Cô giáo Thạch Thị Mơ', '', 'Hộp bút tình bạn'],
              '<w:gridBefore w:val="1"/><w:gridAfter w:val="3"/>',
            ),
          ],
          [600, 3000, 2000, 2000, 2000, 2000, 1500],
        ),
        ...signature,
      ].join(''),
    ),
    registered(id, [
      tt('Tổ Nghệ thuật', 'c', 'Tiếng sáo sân trường'),
      { ...tt('Cô giáo Thạch Thị Mơ', 'c', 'Hộp bút tình bạn'), section: 'individual' },
    ]),
  ),
  make(
    'docx/dirty-spans',
    [
      'a row whose spans do not add up',
      'a table split and merged by hand',
      'nothing lost: the model in its sector, or review',
    ],
    raw(
      body([
        tr([
          cell('1'),
          cell('Tổ Nghệ thuật'),
          cell('', '<w:gridSpan w:val="2"/>'),
          cell('Tiếng sáo sân trường'),
          cell(''),
          cell(''),
        ]),
      ]),
    ),
    {
      outcome: 'registered',
      mayReview: true,
      findings: [],
      forms: [{ unit: id, registrations: [tt('Tổ Nghệ thuật', 's', 'Tiếng sáo sân trường')] }],
    },
  ),
  make(
    'xlsx/prefixed-xml',
    ['.xlsx of WPS: every element with a prefix', 'a school with WPS Office', 'the form'],
    prefixed(rawXlsx([{ data: grid(rows) }])),
    sheetTruth,
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/backslash-paths',
    ['.xlsx whose entries are named with backslashes', 'an old .NET program', 'the form'],
    rewritten(
      await xlsx(filled),
      xml => xml,
      name => name.replaceAll('/', '\\'),
    ),
    truth,
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/hidden-column',
    [
      'a hidden column with words',
      'a clerk who hides what is not asked',
      'the form; the hidden words leave a finding',
    ],
    rawXlsx([
      {
        data: grid([
          ...sheetHead,
          [...heading, 'Nháp'],
          ['1', 'Tổ Nghệ thuật', '', 'Tiếng sáo sân trường', '', '', 'Mới', 'ghi chú riêng'],
        ]),
        columns: '<cols><col min="8" max="8" hidden="1" width="0"/></cols>',
      },
    ]),
    {
      outcome: 'registered',
      mayReview: true,
      findings: ['hidden-passed-over'],
      forms: [{ unit: id, registrations: [tt('Tổ Nghệ thuật', 'c', 'Tiếng sáo sân trường', 'Mới')] }],
    },
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/very-hidden-sheet',
    ['a sheet hidden so that Excel does not offer it', 'an add-in', 'the form, the sheet passed over'],
    rawXlsx([
      { data: grid(rows) },
      {
        name: 'cfg',
        state: 'veryHidden',
        data: text('A1', 'x') === '' ? '' : `<row r="1">${text('A1', 'cấu hình')}</row>`,
      },
    ]),
    registered(id, [tt('Tổ Nghệ thuật', 'c', 'Tiếng sáo sân trường', 'Mới')], 'hidden-passed-over'),
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/far-down',
    ['data far down and to the right', 'a clerk who scrolls', 'the form'],
    await xlsx(filled, { offset: { columns: 12, rows: 180 } }),
    truth,
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/merged-across',
    ['cells merged across for looks', 'a clerk who centres', 'the form'],
    rawXlsx([
      {
        data: grid([
          ...sheetHead,
          [
            'TT',
            'Tên tập thể thực hiện',
            '',
            'Kinh tế',
            'Văn hóa-xã hội',
            'An ninh quốc phòng',
            'Xây dựng hệ thống chính trị',
            'Ghi chú',
          ],
          ['1', 'Tổ Nghệ thuật', '', '', 'Tiếng sáo sân trường', '', '', 'Mới'],
        ]),
        merges: ['B4:C4', 'B5:C5', 'A1:H1'],
      },
    ]),
    sheetTruth,
    { file: 'input.xlsx' },
  ),
]
