/** TCVN3 and VNI by the font of each run, through styles and defaults; both in one file; and Unicode that only looks old. */

import {
  cell,
  collectiveHeading,
  font,
  above as headOf,
  paragraph,
  docx as plainRaw,
  run,
  signature,
  table,
  row as tr,
} from '../../test/reading/raw-docx.ts'
import { encodeTcvn3, encodeVni } from '../../test/text/encode.ts'
import { type CorpusCase, cn, registered, tt } from './case.ts'
import { heading, make, tcvn3, withColumns } from './kit.ts'

const raw: typeof plainRaw = (body, parts, relations) => plainRaw(withColumns(body), parts, relations)

type Say = (text: string) => string
const vnTime: Say = text =>
  tcvn3(text)
    .map(piece => run(piece.text, font(piece.font)))
    .join('')
/** The font draws small letters as capitals. */
const vnTimeH: Say = text => run(encodeTcvn3(text.toLowerCase()), font('.VnTimeH'))
const vni: Say = text => run(encodeVni(text), font('VNI-Times'))
const plain: Say = text => run(text, font('Times New Roman'))

const titles = [
  'ĐẢNG CỘNG SẢN VIỆT NAM',
  'Thanh Oai, ngày 11 tháng 02 năm 2022',
  'BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
  '(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)',
]
const persons = ['', 'Tên cá nhân thực hiện', ...heading.slice(2, 6), '']

/** A whole form; `title` says capital lines, `text` the others. A row's `null`-free cells, '' blank. */
const lettered = (
  title: Say,
  text: Say,
  unit: string,
  collectives: readonly string[][],
  individuals: readonly string[][] = [],
): string => {
  const cells = (row: readonly string[]): string =>
    tr(row.map(one => cell(paragraph(one === '' ? '' : text(one)))))
  return [
    paragraph(title(titles[0]!)),
    paragraph(text(`Đơn vị: ${unit}`)),
    paragraph(text(titles[1]!)),
    paragraph(title(titles[2]!)),
    paragraph(text(titles[3]!)),
    table([heading, ...collectives, ...(individuals.length > 0 ? [persons, ...individuals] : [])].map(cells)),
    paragraph(title('THỦ TRƯỞNG ĐƠN VỊ')),
    paragraph(text('(Ký, đóng dấu)')),
  ].join('')
}

export const letteringCases = (): CorpusCase[] => [
  make(
    'docx/tcvn3',
    ['TCVN3 by the font of each run (.VnTime, .VnTimeH)', 'an office with Windows 98’s habits', 'Unicode'],
    raw(
      lettered(
        vnTimeH,
        vnTime,
        'Trường THCS Liên Châu',
        [
          ['1', 'Tổ Toán - Lý', '', 'Đố vui có thưởng dưới cờ', '', '', 'Thường xuyên'],
          ['2', 'Chi bộ trường THCS Liên Châu', '', '', '', 'Ưu tiên việc khó, nhường việc dễ', ''],
        ],
        [['1', 'Thầy giáo Ứng Quốc Cường', '', '', 'Võ cổ truyền giờ ngoại khóa', '', '']],
      ),
    ),
    registered('truong-thcs-lien-chau', [
      tt('Tổ Toán - Lý', 'c', 'Đố vui có thưởng dưới cờ', 'Thường xuyên'),
      tt('Chi bộ trường THCS Liên Châu', 'p', 'Ưu tiên việc khó, nhường việc dễ'),
      cn('Thầy giáo Ứng Quốc Cường', 's', 'Võ cổ truyền giờ ngoại khóa'),
    ]),
  ),
  make(
    'docx/vni',
    ['VNI by the font of each run (VNI-Times)', 'an office with a computer from the south', 'Unicode'],
    raw(
      lettered(vni, vni, 'Hội Cựu thanh niên xung phong huyện', [
        ['1', 'Hội Cựu TNXP xã Phương Trung', 'Đồng đội giúp nhau giống vốn', '', '', '', ''],
        ['2', 'Hội Cựu TNXP xã Dân Hòa', '', 'Kể chuyện đường Trường Sơn', '', '', 'Phối hợp nhà trường'],
      ]),
    ),
    registered('hoi-cuu-thanh-nien-xung-phong-huyen', [
      tt('Hội Cựu TNXP xã Phương Trung', 'e', 'Đồng đội giúp nhau giống vốn'),
      tt('Hội Cựu TNXP xã Dân Hòa', 'c', 'Kể chuyện đường Trường Sơn', 'Phối hợp nhà trường'),
    ]),
  ),
  make(
    'docx/tcvn3-by-style',
    ['the font of a run comes from its style', 'an old template', 'Unicode'],
    raw(
      lettered(
        text => run(encodeTcvn3(text)),
        text => run(encodeTcvn3(text)),
        'Trường Tiểu học Bích Hòa',
        [['1', 'Tổ Mĩ thuật', '', 'Vẽ tranh trên nón lá', '', '', '']],
      ),
      {
        'styles.xml': `<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>${font('.VnTime')}</w:rPr></w:style></w:styles>`,
      },
      { rId1: 'styles.xml' },
    ),
    registered('truong-tieu-hoc-bich-hoa', [tt('Tổ Mĩ thuật', 'c', 'Vẽ tranh trên nón lá')]),
  ),
  make(
    'docx/tcvn3-by-defaults',
    ['the font of a run comes from the document’s defaults', 'an old template', 'Unicode'],
    raw(
      lettered(
        text => run(encodeTcvn3(text)),
        text => run(encodeTcvn3(text)),
        'Trường Tiểu học Dân Hòa',
        [['1', 'Tổ Thể dục', '', 'Nhảy dây nghìn lượt', '', '', '']],
      ),
      {
        'styles.xml': `<w:styles><w:docDefaults><w:rPrDefault><w:rPr>${font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
      },
      { rId1: 'styles.xml' },
    ),
    registered('truong-tieu-hoc-dan-hoa', [tt('Tổ Thể dục', 'c', 'Nhảy dây nghìn lượt')]),
  ),
  make(
    'docx/mixed-letters',
    [
      'one file can mix encodings: decide by run',
      'an old form filled in on a new computer',
      'Unicode from both',
    ],
    raw(
      [
        ...headOf.slice(0, 1),
        paragraph(vnTime('Đơn vị: ') + plain('Trường Mầm non Kim An')),
        ...headOf.slice(2),
        table([
          ...collectiveHeading,
          tr([
            '1',
            cell(paragraph(vnTime('Tổ mẫu giáo ') + plain('nhỡ'))),
            '',
            cell(paragraph(plain('Bé làm ') + vnTime('đầu bếp nhí'))),
            '',
            '',
            '',
          ]),
          tr([
            '2',
            cell(paragraph(plain('Công đoàn trường'))),
            '',
            cell(paragraph(vni('Áo dài trao tay'))),
            '',
            '',
            '',
          ]),
        ]),
        ...signature,
      ].join(''),
    ),
    registered('truong-mam-non-kim-an', [
      tt('Tổ mẫu giáo nhỡ', 'c', 'Bé làm đầu bếp nhí'),
      tt('Công đoàn trường', 'c', 'Áo dài trao tay'),
    ]),
  ),
  make(
    'docx/unicode-in-old-font',
    [
      'never a change to text that already is Unicode',
      'a new text in a document whose font is still .VnTime',
      'the text as it is',
    ],
    raw(
      lettered(
        text => run(text, font('.VnTime')),
        text => run(text, font('.VnTime')),
        'Trường Mầm non Mỹ Hưng',
        [['1', 'Tổ 3 tuổi', '', 'Chậu hoa từ vỏ sữa chua', '', '', 'Tiếp tục']],
      ),
    ),
    {
      ...registered('truong-mam-non-my-hung', [tt('Tổ 3 tuổi', 'c', 'Chậu hoa từ vỏ sữa chua', 'Tiếp tục')]),
      mayReview: true,
    },
  ),
  make(
    'docx/tcvn3-font-lost',
    [
      'old letters whose font was changed: noise on the screen, doubt goes to the clerk',
      'somebody who set the whole text in Times New Roman',
      'Unicode, or review; never noise registered',
    ],
    raw(
      lettered(
        text => run(encodeTcvn3(text), font('Times New Roman')),
        text => run(encodeTcvn3(text), font('Times New Roman')),
        'Trường Tiểu học Tam Hưng',
        [['1', 'Tổ Sao nhi', '', 'Hòm thư điều em muốn nói', '', '', '']],
      ),
    ),
    {
      ...registered('truong-tieu-hoc-tam-hung', [tt('Tổ Sao nhi', 'c', 'Hòm thư điều em muốn nói')]),
      mayReview: true,
    },
  ),
  make(
    'csv/tcvn3',
    [
      'without a font (csv) decide by line, and doubt goes to the clerk',
      'an export of an old program',
      'Unicode, or review; never noise registered',
    ],
    Buffer.from(
      [
        'Đơn vị: Trường Tiểu học Tam Hưng;;;;;;',
        'Biểu mẫu đăng ký mô hình, điển hình Dân vận khéo năm 2022;;;;;;',
        'Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022;;;;;;',
        heading.join(';'),
        '1;Tổ Sao nhi;;Hòm thư điều em muốn nói;;;',
      ]
        .map(encodeTcvn3)
        .join('\r\n'),
      'latin1',
    ),
    {
      ...registered('truong-tieu-hoc-tam-hung', [tt('Tổ Sao nhi', 'c', 'Hòm thư điều em muốn nói')]),
      mayReview: true,
    },
    { file: 'DVK.csv' },
  ),
]
