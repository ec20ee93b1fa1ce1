/** Cells at the edges of the guide's rules: what looks like several models and is one, what looks like a model and is none. */

import { strFromU8, unzipSync } from 'fflate'
import {
  cell,
  above as headOf,
  line,
  paragraph,
  docx as plainRaw,
  form as rawForm,
  run,
  row as tr,
} from '../../test/reading/raw-docx.ts'
import { collectiveHeading, drawn, individualHeading } from '../forms/drawn.ts'
import type { CellText } from '../forms/form.ts'
import { zipped } from '../forms/zip.ts'
import { type CorpusCase, cn, registered, review, row, type Truth, tt } from './case.ts'
import { docx, make, withColumns } from './kit.ts'

const raw: typeof plainRaw = (body, parts, relations) => plainRaw(withColumns(body), parts, relations)

const date = '2022-02-12'
const unit = 'Hội Nông dân huyện'
const id = 'hoi-nong-dan-huyen'
const name = 'Hội Nông dân xã Đỗ Động'

/** One cell under Văn hóa-xã hội, and what it is. */
const one = (
  kind: string,
  text: CellText,
  rule: string,
  who: string,
  must: string,
  truth: Truth,
  note?: string,
): CorpusCase =>
  make(
    `cell/${kind}`,
    [rule, who, must],
    docx({ unit, date, collectives: [row(name, { c: text }, note)] }),
    truth,
  )
const as = (...models: string[]): Truth =>
  registered(
    id,
    models.map(model => tt(name, 'c', model)),
  )
/** Not a model: whatever the reason given, it must not be registered as one. */
const held: Truth = { outcome: 'review', findings: [] }

/** Word draws the numbers and bullets of a list itself: they are not in the text. */
const numbering = (format: string, text: string): Readonly<Record<string, string>> => ({
  'numbering.xml': `<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
})
const listed = (text: string): string =>
  paragraph(run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
const list = (format: string, text: string): Uint8Array => {
  const files = unzipSync(
    raw(
      rawForm(
        [
          tr([
            '1',
            name,
            '',
            cell(listed('Cánh đồng không bao bì thuốc') + listed('Ngày Chủ nhật xanh')),
            '',
            '',
            '',
          ]),
        ],
        { above: [headOf[0]!, line(`Đơn vị: ${unit}`), ...headOf.slice(2)] },
      ),
      numbering(format, text),
      { rId3: 'numbering.xml' },
    ),
  )
  // Office programs go by the relation's type.
  const relations = 'word/_rels/document.xml.rels'
  const typed = strFromU8(files[relations]!).replace(
    'Type="x"',
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"',
  )
  return zipped({ ...files, [relations]: typed })
}

export const hardCellCases = (): CorpusCase[] => [
  one(
    'one-bullet',
    '- Tuyến mương nở hoa',
    'marks in front of a model are not part of it',
    'a typist who begins every cell with a dash',
    'the model without its dash',
    as('Tuyến mương nở hoa'),
  ),
  one(
    'numbered-with-numbers',
    ['1. 5 không 3 sạch', '2. 4 cùng trong sản xuất'],
    'a number counts as numbering only before . ) / in order',
    'a commune',
    'the list’s numbers removed, the models’ kept',
    as('5 không 3 sạch', '4 cùng trong sản xuất'),
  ),
  one(
    'starts-with-number',
    '20 hộ dân hiến đất mở đường',
    'a number that begins a name',
    'a commune',
    'the model as it is',
    as('20 hộ dân hiến đất mở đường'),
  ),
  one(
    'dash-inside',
    'Nông dân 3 không - 3 có',
    'a dash inside a name',
    'a commune',
    'one model',
    as('Nông dân 3 không - 3 có'),
  ),
  one(
    'and-inside',
    'Trồng hoa ven đường và thu gom vỏ chai',
    '"và" inside a name: one model',
    'a commune',
    'one model',
    as('Trồng hoa ven đường và thu gom vỏ chai'),
  ),
  one(
    'quoted',
    '“Dòng họ tự quản, không rác thải”',
    'quotation marks around a name',
    'a commune',
    'as written',
    as('“Dòng họ tự quản, không rác thải”'),
  ),
  one(
    'two-bullets-wrapped',
    ['- Tổ hợp tác thu gom rơm rạ,', 'không đốt đồng', '- Ao làng sạch'],
    'a bullet’s second line goes on',
    'a typist who breaks lines by hand',
    'two models',
    as('Tổ hợp tác thu gom rơm rạ, không đốt đồng', 'Ao làng sạch'),
  ),
  one(
    'blank-lines-between',
    ['- Thùng rác hai ngăn', '', '- Giỏ đi chợ tre nứa', ''],
    'blank paragraphs between pieces',
    'a typist who likes air',
    'two models',
    as('Thùng rác hai ngăn', 'Giỏ đi chợ tre nứa'),
  ),
  one(
    'two-bullet-kinds',
    ['+ Nhà lưới trồng rau', '- Sân phơi chung'],
    'anything else: review',
    'two people in one cell',
    'review',
    { outcome: 'review', findings: ['model-split-unclear'] },
  ),
  one(
    'long-name',
    'Vận động hội viên nông dân tham gia bảo vệ môi trường nông thôn, xây dựng cảnh quan sáng, xanh, sạch, đẹp gắn với phong trào toàn dân đoàn kết xây dựng nông thôn mới nâng cao',
    'a long name is a name',
    'a commune’s office',
    'one model',
    as(
      'Vận động hội viên nông dân tham gia bảo vệ môi trường nông thôn, xây dựng cảnh quan sáng, xanh, sạch, đẹp gắn với phong trào toàn dân đoàn kết xây dựng nông thôn mới nâng cao',
    ),
  ),
  one(
    'one-word-line',
    ['Camera', 'Tiếng kẻng an ninh thôn'],
    'lines of two words or more; else review',
    'a hasty typist',
    'review',
    { outcome: 'review', findings: ['model-split-unclear'] },
  ),
  one(
    'numbered-inline',
    '1. Vườn mẫu 2. Bếp sạch',
    'anything else: review',
    'a typist who saves lines',
    'review',
    { outcome: 'review', findings: ['model-split-unclear'] },
  ),
  one(
    'two-models-joined',
    'Mô hình đường hoa và mô hình nhà sạch',
    'anything else: review',
    'a commune',
    'review',
    { outcome: 'review', findings: ['model-split-unclear'] },
  ),
  one(
    'count-in-words',
    'Đăng ký 01 mô hình',
    'a count, never a model: review',
    'a unit that reports numbers',
    'review',
    { outcome: 'review', findings: ['count-as-model'] },
  ),
  one(
    'count-in-brackets',
    '(02)',
    'a count, never a model: review',
    'a unit that reports numbers',
    'review',
    { outcome: 'review', findings: ['count-as-model'] },
  ),
  one('tick', '✓', 'a tick, never a model: review', 'a unit that ticks', 'review', {
    outcome: 'review',
    findings: ['mark-as-model'],
  }),
  one(
    'tick-capital',
    'X',
    'an "x": review',
    'a unit that ticks',
    'review',
    { outcome: 'review', findings: ['mark-as-model'] },
    'Đường tranh bích họa',
  ),
  one(
    'not-yet',
    'Chưa có',
    '"Không", "chưa có": empty, not a model',
    'a unit still thinking',
    'review: no model',
    held,
  ),
  one('none-at-all', 'Không có mô hình', 'says nothing: not a model', 'a unit with none', 'review', held),
  one('abbreviated-no', 'Ko', 'says nothing: not a model', 'a young clerk', 'review', held),
  one(
    'see-attached',
    'Có kế hoạch kèm theo',
    'what names no model: review',
    'a unit that wrote a plan',
    'review',
    held,
  ),
  one('as-last-year', 'Như năm 2021', 'what names no model: review', 'a unit that goes on', 'review', held),
  one(
    'dotted-line',
    '……………………',
    '…: empty',
    'the blank’s dots left in',
    'review: a name without a model',
    held,
  ),
  one(
    'underscores',
    '_______',
    '…: empty',
    'the blank’s line left in',
    'review: a name without a model',
    held,
  ),
  one('phone-number', '0912 345 678', 'a number is no model', 'a slip of the column', 'review', held),
  one('day', '15/3/2022', 'a day is no model', 'a slip of the column', 'review', held),

  make(
    'cell/word-list-numbers',
    ['1. 2. drawn by the program: several', 'Word’s automatic numbering', 'two models'],
    list('decimal', '%1.'),
    as('Cánh đồng không bao bì thuốc', 'Ngày Chủ nhật xanh'),
  ),
  make(
    'cell/word-list-bullets',
    ['bullets drawn by the program: several', 'Word’s automatic bullets', 'two models'],
    list('bullet', '-'),
    as('Cánh đồng không bao bì thuốc', 'Ngày Chủ nhật xanh'),
  ),
  make(
    'cell/symbol-bullets',
    ['a bullet of the Symbol or Wingdings font', 'an old Word', 'two models'],
    raw(
      rawForm(
        [
          tr([
            '1',
            name,
            '',
            cell(
              paragraph(`<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>${run(' Mái nhà nông dân')}`) +
                paragraph(
                  `<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>${run(' Chợ phiên nông sản sạch')}`,
                ),
            ),
            '',
            '',
            '',
          ]),
        ],
        { above: [headOf[0]!, line(`Đơn vị: ${unit}`), ...headOf.slice(2)] },
      ),
    ),
    as('Mái nhà nông dân', 'Chợ phiên nông sản sạch'),
  ),
  make(
    'cell/ditto-other-sector',
    ['nt under an empty cell: review', 'a typist who means the row, not the column', 'review'],
    docx({
      unit,
      date,
      collectives: [
        row('Chi hội thôn Văn Khê', { c: 'Hàng rào râm bụt' }),
        row('Chi hội thôn Trình Xá', { e: 'nt' }),
      ],
    }),
    review('ditto-without-source'),
  ),
  make(
    'cell/ditto-of-several',
    ['nt under several models: all of them', 'a typist of old', 'each model again'],
    docx({
      unit,
      date,
      collectives: [
        row('Chi hội thôn Văn Khê', { c: ['- Hàng rào râm bụt', '- Sân nhà sạch gạch'] }),
        row('Chi hội thôn Trình Xá', { c: '-nt-' }),
      ],
    }),
    registered(
      id,
      ['Văn Khê', 'Trình Xá'].flatMap(thon => [
        tt(`Chi hội thôn ${thon}`, 'c', 'Hàng rào râm bụt'),
        tt(`Chi hội thôn ${thon}`, 'c', 'Sân nhà sạch gạch'),
      ]),
      'ditto-resolved',
    ),
  ),
  make(
    'cell/name-over-lines',
    ['a name broken over two lines is one', 'a narrow column', 'one name'],
    docx({ unit, date, collectives: [row(['Chi hội Nông dân', 'thôn Từ Châu'], { e: 'Ép dầu lạc sạch' })] }),
    registered(id, [tt('Chi hội Nông dân thôn Từ Châu', 'e', 'Ép dầu lạc sạch')]),
  ),
  make(
    'cell/person-with-office',
    ['names stay as written', 'a unit that says who somebody is', 'the name with all that stands there'],
    docx({
      unit,
      date,
      individuals: [
        row(
          'Ông Nguyễn Hữu Phước, sinh năm 1962, thôn Sinh Liên',
          { e: 'Máy bay phun thuốc dịch vụ' },
          'ĐT: 0987 000 111',
        ),
      ],
    }),
    registered(id, [
      cn(
        'Ông Nguyễn Hữu Phước, sinh năm 1962, thôn Sinh Liên',
        'e',
        'Máy bay phun thuốc dịch vụ',
        'ĐT: 0987 000 111',
      ),
    ]),
  ),
  make(
    'cell/note-merged-down',
    [
      'a row’s note goes to each; a note merged down goes to all its rows',
      'a typist who merges',
      'the note with both',
    ],
    docx({
      unit,
      date,
      tables: [
        drawn(
          [
            ...collectiveHeading,
            ['1', 'Chi hội thôn Hạ', 'Lò sấy nông sản chung', '', '', '', 'Vốn Quỹ hỗ trợ nông dân'],
            ['2', 'Chi hội thôn Thượng', 'Kho lạnh cộng đồng', '', '', '', '^'],
          ],
          [0, 1],
        ),
      ],
    }),
    registered(id, [
      tt('Chi hội thôn Hạ', 'e', 'Lò sấy nông sản chung', 'Vốn Quỹ hỗ trợ nông dân'),
      tt('Chi hội thôn Thượng', 'e', 'Kho lạnh cộng đồng', 'Vốn Quỹ hỗ trợ nông dân'),
    ]),
  ),
  make(
    'cell/no-individuals-said',
    ['"Không" under individuals says that there are none', 'a unit with collectives only', 'the collectives'],
    docx({
      unit,
      date,
      tables: [
        drawn(
          [
            ...collectiveHeading,
            ['1', 'Chi hội thôn Hạ', 'Hũ gạo tình thương', '', '', '', ''],
            individualHeading,
            ['Không có', '<', '<', '<', '<', '<', '<'],
          ],
          [0, 1, 3],
        ),
      ],
    }),
    registered(id, [tt('Chi hội thôn Hạ', 'e', 'Hũ gạo tình thương')]),
  ),
]
