/** What Word puts into a .docx besides text: shifts, revisions, content controls, nested tables, fields, boxes, headers. */
import {
  cell,
  collectiveHeading,
  form,
  above as headOf,
  individualHeading,
  line,
  paragraph,
  docx as plainRaw,
  run,
  signature,
  table,
  top,
  row as tr,
  wide,
} from '../../test/reading/raw-docx.ts'
import { type CorpusCase, cn, registered, review, row, said, tt } from './case.ts'
import { docx, make, withColumns } from './kit.ts'

const raw: typeof plainRaw = (body, parts, relations) => plainRaw(withColumns(body), parts, relations)

const unitLine = (unit: string): string => line(`Đơn vị: ${unit}`)
/** The form's head with this line (XML) where the unit stands. */
const head = (unit: string): string[] => [headOf[0]!, unit, ...headOf.slice(2)]
const filled = (
  unit: string,
  rows: readonly string[],
  around: { head?: string[]; after?: string[] } = {},
): Uint8Array =>
  raw(
    form(rows, { above: around.head ?? head(unitLine(unit)), ...(around.after && { after: around.after }) }),
  )
const r = (...cells: string[]): string => tr(cells)
const who = 'w:id="1" w:author="Van thu" w:date="2022-02-10T08:00:00Z"'
const del = (text: string): string =>
  `<w:del ${who}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`
const ins = (text: string): string => `<w:ins ${who}>${run(text)}</w:ins>`
const sdt = (content: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="o"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`

const shifted = {
  unit: 'Trường Tiểu học Thanh Cao',
  date: '2022-02-10',
  collectives: [
    row('Tổ Đội', { c: 'Trống hội khai trường' }),
    row('Tổ Văn phòng', { p: 'Tiếp dân bằng nụ cười' }),
  ],
  individuals: [row('Cô giáo Lã Thị Minh', { c: 'Dạy múa sạp cho phụ huynh' })],
}

export const wordXmlCases = (): CorpusCase[] => [
  make(
    'docx/grid-before',
    ['rows shifted by w:gridBefore', 'a clerk who dragged a border', 'each model in its own sector'],
    docx(shifted, { gridBefore: true }),
    registered('truong-tieu-hoc-thanh-cao', said(shifted)),
  ),
  make(
    'docx/split-runs',
    ['text cut into runs', 'Word after a spell check', 'whole words'],
    docx(shifted, { runLength: 3 }),
    registered('truong-tieu-hoc-thanh-cao', said(shifted)),
  ),
  make(
    'docx/nfd',
    ['Unicode NFD', 'a Mac', 'the same letters, NFC'],
    docx(shifted, { decomposed: true }),
    registered('truong-tieu-hoc-thanh-cao', said(shifted)),
  ),
  make(
    'docx/tracked-changes',
    [
      'tracked changes: deleted text must vanish, inserted stays',
      'a head teacher who corrected the clerk',
      'the corrected form',
    ],
    filled('Trường Mầm non Bích Hòa', [
      r(
        '1',
        cell(paragraph(del('Tổ Lá') + ins('Tổ Mẫu giáo lớn'))),
        '',
        cell(paragraph(run('Tiếng hát ') + del('ban trưa') + ins('sau giờ ngủ'))),
        '',
        '',
        '',
      ),
      r('2', 'Tổ Nuôi dưỡng', cell(paragraph(del('Bán rau sạch'))), 'Thực đơn theo mùa', '', '', ''),
    ]),
    registered('truong-mam-non-bich-hoa', [
      tt('Tổ Mẫu giáo lớn', 'c', 'Tiếng hát sau giờ ngủ'),
      tt('Tổ Nuôi dưỡng', 'c', 'Thực đơn theo mùa'),
    ]),
  ),
  make(
    'docx/tracked-row',
    ['tracked changes: a deleted row', 'a head teacher who struck a row', 'the row that stays'],
    filled('Trường Mầm non Đỗ Động', [
      r('1', 'Tổ Nhà trẻ', '', 'Bàn chải nhỏ xinh', '', '', ''),
      tr(
        [
          '2',
          cell(paragraph(del('Tổ Bảo vệ'))),
          '',
          '',
          cell(paragraph(del('Đèn đường ba giờ sáng'))),
          '',
          '',
        ],
        `<w:del ${who}/>`,
      ),
    ]),
    registered('truong-mam-non-do-dong', [tt('Tổ Nhà trẻ', 'c', 'Bàn chải nhỏ xinh')]),
  ),
  make(
    'docx/content-controls',
    ['content controls', 'an office with its own template', 'what stands in them'],
    filled(
      '',
      [
        tr([
          cell('1'),
          sdt(cell('Chi đoàn Kho bạc')),
          cell(''),
          cell(sdt(paragraph(run('Hiến máu nhân đạo mỗi quý')))),
          cell(''),
          cell(''),
          cell(''),
        ]),
        sdt(
          r(
            '2',
            'Phòng Giao dịch',
            '',
            '',
            '',
            cell(paragraph(sdt(run('Xếp hàng lấy số qua điện thoại')))),
            '',
          ),
        ),
      ],
      { head: head(paragraph(run('Đơn vị: ') + sdt(run('Kho bạc Nhà nước huyện')))) },
    ),
    registered('kho-bac-nha-nuoc-huyen', [
      tt('Chi đoàn Kho bạc', 'c', 'Hiến máu nhân đạo mỗi quý'),
      tt('Phòng Giao dịch', 'p', 'Xếp hàng lấy số qua điện thoại'),
    ]),
  ),
  make(
    'docx/layout-table',
    ['the form inside a layout table', 'a template drawn as one big cell', 'the form'],
    raw(
      table(
        [
          tr([
            cell(
              [
                ...head(unitLine('Trường THCS Hồng Dương')),
                table([
                  ...collectiveHeading,
                  r('1', 'Tổ Âm nhạc', '', 'Hát xẩm sân trường', '', '', ''),
                  individualHeading,
                  r('1', 'Cô giáo Giang Thị Út', '', '', 'Đưa em qua đường', '', ''),
                ]),
                ...signature,
              ].join(''),
            ),
          ]),
        ],
        [14_500],
      ),
    ),
    registered('truong-thcs-hong-duong', [
      tt('Tổ Âm nhạc', 'c', 'Hát xẩm sân trường'),
      cn('Cô giáo Giang Thị Út', 's', 'Đưa em qua đường'),
    ]),
  ),
  make(
    'docx/model-in-nested-table',
    ['nested tables: a table inside a model’s cell', 'somebody who pasted a table', 'review: one or several'],
    filled('Trường THCS Thanh Thùy', [
      r(
        '1',
        'Tổ Hóa - Sinh',
        '',
        cell(`${table([tr(['Phân loại rác tại lớp', 'Chai nhựa đổi cây'])])}<w:p/>`),
        '',
        '',
        '',
      ),
    ]),
    review('model-split-unclear'),
  ),
  make(
    'docx/fields',
    ['fields: what they show', 'a mail merge', 'the shown words'],
    filled('Bảo hiểm xã hội huyện', [
      r(
        '1',
        cell(paragraph(`<w:fldSimple w:instr=" MERGEFIELD Ten ">${run('Tổ Một cửa BHXH')}</w:fldSimple>`)),
        '',
        cell(
          paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD MoHinh </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
              run('Sổ bảo hiểm trên điện thoại') +
              '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
          ),
        ),
        '',
        '',
        '',
      ),
    ]),
    registered('bao-hiem-xa-hoi-huyen', [tt('Tổ Một cửa BHXH', 'c', 'Sổ bảo hiểm trên điện thoại')]),
  ),
  make(
    'docx/soft-hyphens',
    ['soft hyphens, no-break hyphens and spaces', 'a text pasted from a web page', 'plain words'],
    filled('Hội Người mù huyện', [
      r(
        '1',
        'Chi\u00a0hội Người mù số\u00a01',
        cell(paragraph(`${run('Tẩm quất cổ')}<w:r><w:softHyphen/></w:r>${run('\u00a0truyền')}`)),
        '',
        '',
        '',
        '',
      ),
    ]),
    registered('hoi-nguoi-mu-huyen', [tt('Chi hội Người mù số 1', 'e', 'Tẩm quất cổ truyền')]),
  ),
  make(
    'docx/text-box-letterhead',
    [
      'the letterhead in a text box, stored twice (AlternateContent)',
      'an office with a drawn head',
      'the unit, once',
    ],
    raw(
      [
        paragraph(`<w:r>${twice(['ĐẢNG BỘ HUYỆN THANH OAI', 'ĐẢNG ỦY XÃ TAM HƯNG', '*'])}</w:r>`),
        ...head('').filter(one => one !== ''),
        table([...collectiveHeading, r('1', 'Chi bộ thôn Tê Quả', '', 'Lễ hội làng không rác', '', '', '')]),
        ...signature,
      ].join(''),
    ),
    registered('dang-uy-xa-tam-hung', [tt('Chi bộ thôn Tê Quả', 'c', 'Lễ hội làng không rác')]),
  ),
  make(
    'docx/header-letterhead',
    ['the letterhead in the page header', 'an office with its own paper', 'the unit'],
    raw(
      [
        ...head('').filter(one => one !== ''),
        table([...collectiveHeading, r('1', 'Khoa Khám bệnh', '', 'Bữa cháo không đồng', '', '', '')]),
        ...signature,
        '<w:sectPr><w:headerReference r:id="rId7" w:type="default"/></w:sectPr>',
      ].join(''),
      {
        'header1.xml': `<w:hdr>${table([tr([cell('UBND HUYỆN THANH OAI\nTRUNG TÂM Y TẾ HUYỆN'), cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc')])])}<w:p/></w:hdr>`,
      },
      { rId7: 'header1.xml' },
    ),
    registered('trung-tam-y-te-huyen', [tt('Khoa Khám bệnh', 'c', 'Bữa cháo không đồng')]),
  ),
  make(
    'docx/unit-in-next-cell',
    ['`Đơn vị:` and the name in the next cell', 'a template drawn as a table', 'the unit'],
    raw(
      [
        headOf[0]!,
        table([tr(['Đơn vị:', 'Chi cục Thi hành án dân sự huyện'])], [1500, 8000]),
        ...headOf.slice(2),
        table([
          ...collectiveHeading,
          r('1', 'Chi bộ Thi hành án', '', '', '', 'Thuyết phục trước, cưỡng chế sau', ''),
        ]),
        ...signature,
      ].join(''),
    ),
    registered('chi-cuc-thi-hanh-an-dan-su-huyen', [
      tt('Chi bộ Thi hành án', 'p', 'Thuyết phục trước, cưỡng chế sau'),
    ]),
  ),
  make(
    'docx/unit-and-date-by-tab',
    ['unit and date on one line, set apart by a tab', 'an old template', 'the unit alone'],
    filled('', [r('1', 'Tổ Quản lý trật tự', '', '', 'Vỉa hè cho người đi bộ', '', '')], {
      head: [
        headOf[0]!,
        paragraph(run('Đơn vị: Phòng Quản lý đô thị\tThanh Oai, ngày 12 tháng 02 năm 2022')),
        ...headOf.slice(3),
      ],
    }),
    registered('phong-quan-ly-do-thi', [tt('Tổ Quản lý trật tự', 's', 'Vỉa hè cho người đi bộ')]),
  ),
  make(
    'docx/title-over-lines',
    ['the title broken over lines', 'a narrow page', 'a form like any other'],
    filled('', [r('1', 'Ban Quản lý chợ Kim Bài', 'Chợ văn minh, giá niêm yết', '', '', '', '')], {
      head: [
        headOf[0]!,
        unitLine('UBND thị trấn Kim Bài'),
        headOf[2]!,
        line('BIỂU MẪU'),
        line('ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH'),
        line('"DÂN VẬN KHÉO" NĂM 2022'),
        headOf[4]!,
      ],
    }),
    registered('ubnd-thi-tran-kim-bai', [tt('Ban Quản lý chợ Kim Bài', 'e', 'Chợ văn minh, giá niêm yết')]),
  ),
  make(
    'docx/hidden-text',
    [
      'hidden text leaves a finding',
      'a template with notes for the typist',
      'the shown words; review or a warning for the hidden ones',
    ],
    filled('Hội Nạn nhân chất độc da cam/dioxin huyện', [
      r(
        '1',
        'Chi hội xã Bình Minh',
        '',
        cell(paragraph(run('Xuân ấm da cam') + run(' ghi tên mô hình vào đây', '<w:vanish/>'))),
        '',
        '',
        '',
      ),
    ]),
    {
      ...registered(
        'hoi-nan-nhan-chat-doc-da-cam-dioxin-huyen',
        [tt('Chi hội xã Bình Minh', 'c', 'Xuân ấm da cam')],
        'hidden-passed-over',
      ),
      mayReview: true,
    },
  ),
  make(
    'docx/hyperlinks-and-comments',
    ['hyperlinks, smart tags and comments around words', 'Word with its helpers on', 'the words, no comment'],
    filled('Trung tâm GDNN - GDTX huyện', [
      r(
        '1',
        cell(paragraph(`<w:smartTag w:element="place">${run('Tổ Nghề')}</w:smartTag>`)),
        '',
        cell(
          paragraph(
            `<w:commentRangeStart w:id="0"/><w:hyperlink w:anchor="x">${run('Dạy nghề may tại thôn')}</w:hyperlink><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
          ),
        ),
        '',
        '',
        '',
      ),
    ]),
    registered('trung-tam-gdnn-gdtx-huyen', [tt('Tổ Nghề', 'c', 'Dạy nghề may tại thôn')]),
  ),
  make(
    'docx/merged-heading',
    [
      'headings merged over rows and columns; TT merged down',
      'a form drawn in Word',
      'both models of one name',
    ],
    filled('Trung tâm Phát triển quỹ đất huyện', [
      tr([
        cell('1', top),
        cell('Tổ Giải phóng mặt bằng', top),
        '',
        '',
        '',
        'Bàn giao đất trước thời hạn',
        '',
      ]),
      tr([cell('', '<w:vMerge/>'), cell('', '<w:vMerge/>'), 'Tái định cư, an cư', '', '', '', '']),
      tr([cell('Cộng', wide(2)), '1', '', '', '1', '']),
    ]),
    registered('trung-tam-phat-trien-quy-dat-huyen', [
      tt('Tổ Giải phóng mặt bằng', 'p', 'Bàn giao đất trước thời hạn'),
      tt('Tổ Giải phóng mặt bằng', 'e', 'Tái định cư, an cư'),
    ]),
  ),
]

/** A text box as Word 2010 and later store it: the drawing, and the same words again for older ones. */
function twice(lines: readonly string[]): string {
  const content = `<w:txbxContent>${lines.map(line).join('')}</w:txbxContent>`
  const extent = 'cx="3600000" cy="900000"'
  const shape = `<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp>`
  const drawing = `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent ${extent}/><wp:docPr id="1" name="Text Box 1"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">${shape}</a:graphicData></a:graphic></wp:inline></w:drawing>`
  return `<mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback><w:pict><v:shape style="width:283pt;height:71pt"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`
}
