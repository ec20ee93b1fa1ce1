/** Forms drawn in ways that offices have: column numbers, signature rows, tables broken in two, a column of units. */
import { collectiveHeading, type DrawnRow, drawn, individualHeading } from '../forms/drawn.ts'
import type { FilledForm, Grid } from '../forms/form.ts'
import { type CorpusCase, cn, registered, review, row, said, type Truth, tt } from './case.ts'
import { docx, make, xlsx } from './kit.ts'

const date = '2022-02-12'
const sectors = ['Kinh tế', 'Văn hóa-xã hội', 'An ninh quốc phòng', 'Xây dựng hệ thống chính trị'] as const
const of = (
  kind: string,
  about: CorpusCase['about'],
  unit: string,
  tables: readonly Grid[],
  truth: Truth,
  more: Partial<FilledForm> = {},
): CorpusCase => make(kind, about, docx({ unit, date, tables, ...more }), truth)
const flat: DrawnRow = ['TT', 'Tên tập thể thực hiện', ...sectors, 'Ghi chú']
const people: DrawnRow = ['TT', 'Tên cá nhân thực hiện', ...sectors, 'Ghi chú']
const held: Truth = { outcome: 'review', findings: [] }

const xlsxHead: FilledForm = {
  letterhead: { kind: 'state', parent: 'PHÒNG GD&ĐT THANH OAI', unit: 'TRƯỜNG THCS KIM BÀI' },
  date,
  signerTitle: 'HIỆU TRƯỞNG',
  signer: 'Quách Thị Thêu',
  collectives: [row('Tổ Tin - Công nghệ', { c: 'Sửa máy tính cũ tặng bạn' })],
}

export const hardLayoutCases = async (): Promise<CorpusCase[]> => [
  of(
    'layout/column-numbers',
    [
      'a row of column numbers under the headings: nothing registered',
      'an office that numbers its columns',
      'the models alone',
    ],
    'Phòng Y tế',
    [
      drawn(
        [
          flat,
          ['1', '2', '3', '4', '5', '6', '7'],
          ['1', 'Tổ Y tế dự phòng', '', 'Nhà vệ sinh ba sạch', '', '', ''],
        ],
        [0, 1],
      ),
    ],
    registered('phong-y-te', [tt('Tổ Y tế dự phòng', 'c', 'Nhà vệ sinh ba sạch')]),
  ),
  of(
    'layout/column-numbers-in-brackets',
    ['a row of column numbers (1) (2)', 'an office that numbers its columns', 'the models alone'],
    'Phòng Y tế',
    [
      drawn(
        [
          flat,
          ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
          ['1', 'Tổ Y tế dự phòng', '', 'Nhà vệ sinh ba sạch', '', '', ''],
        ],
        [0, 1],
      ),
    ],
    registered('phong-y-te', [tt('Tổ Y tế dự phòng', 'c', 'Nhà vệ sinh ba sạch')]),
  ),
  of(
    'layout/title-inside-table',
    ['the title as the table’s first row', 'a form drawn as one table', 'the form'],
    'Trường THCS Đỗ Động',
    [
      drawn(
        [
          ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022', '<', '<', '<', '<', '<', '<'],
          flat,
          ['1', 'Tổ Văn', '', 'Báo tường điện tử', '', '', ''],
        ],
        [0, 1],
      ),
    ],
    registered('truong-thcs-do-dong', [tt('Tổ Văn', 'c', 'Báo tường điện tử')]),
    {
      title: '',
      before: ['(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)'],
    },
  ),
  of(
    'layout/signature-in-table',
    [
      'the signature block in the table’s last row: never a registration',
      'a form drawn as one table',
      'the models alone',
    ],
    'Trường THCS Đỗ Động',
    [
      drawn(
        [
          flat,
          ['1', 'Tổ Văn', '', 'Báo tường điện tử', '', '', ''],
          ['', '', '', '', 'HIỆU TRƯỞNG\n(Ký, đóng dấu)\nNguyễn Thị Mây', '<', '<'],
        ],
        [0],
      ),
    ],
    registered('truong-thcs-do-dong', [tt('Tổ Văn', 'c', 'Báo tường điện tử')]),
  ),
  of(
    'layout/recipients-beside-signature',
    ['Nơi nhận beside the signature, in a borderless table', 'an office', 'the models alone'],
    'Thanh tra huyện',
    [
      drawn([flat, ['1', 'Chi bộ Thanh tra', '', '', '', 'Đối thoại trước khi kết luận', '']], [0]),
      drawn(
        [
          [
            'Nơi nhận:\n- Ban Dân vận Huyện ủy;\n- Lưu VT.',
            'CHÁNH THANH TRA\n(Ký, đóng dấu)\nDương Văn Tuyển',
          ],
        ],
        [],
      ),
    ],
    registered('thanh-tra-huyen', [tt('Chi bộ Thanh tra', 'p', 'Đối thoại trước khi kết luận')]),
  ),
  of(
    'layout/table-broken-in-two',
    [
      'the table broken in two, the second part without headings',
      'a typist who splits at the page’s end',
      'all rows, or the clerk is asked; none lost',
    ],
    'Hội Khuyến học huyện',
    [
      drawn([flat, ['1', 'Chi hội xã Bích Hòa', '', 'Học bổng cây bưởi', '', '', '']], [0]),
      drawn([['2', 'Chi hội xã Cự Khê', '', 'Tiếng trống học bài', '', '', '']], []),
    ],
    {
      ...registered('hoi-khuyen-hoc-huyen', [
        tt('Chi hội xã Bích Hòa', 'c', 'Học bổng cây bưởi'),
        tt('Chi hội xã Cự Khê', 'c', 'Tiếng trống học bài'),
      ]),
      mayReview: true,
    },
  ),
  of(
    'layout/two-tables-unlike',
    [
      'two separate tables, the second with other columns in another order',
      'a unit that draws them by hand',
      'each by its own headings',
    ],
    'Hội Luật gia huyện',
    [
      drawn([flat, ['1', 'Chi hội Luật gia xã Dân Hòa', '', '', '', 'Tủ luật trong quán nước', 'Mới']], [0]),
      drawn(
        [
          ['STT', 'Họ và tên', 'XDHTCT', 'QPAN', 'VHXH', 'KT'],
          ['1', 'Bà Trương Thị Lựu', '', 'Tư vấn luật qua điện thoại', '', ''],
        ],
        [0],
      ),
    ],
    registered('hoi-luat-gia-huyen', [
      tt('Chi hội Luật gia xã Dân Hòa', 'p', 'Tủ luật trong quán nước', 'Mới'),
      cn('Bà Trương Thị Lựu', 's', 'Tư vấn luật qua điện thoại'),
    ]),
  ),
  of(
    'layout/heading-over-lines',
    ['sector headings broken over lines', 'narrow columns', 'as in one line'],
    'Trường Mầm non Tân Ước',
    [
      drawn(
        [
          [
            'TT',
            'Tên tập thể\nthực hiện',
            'Kinh\ntế',
            'Văn hóa\n- xã hội',
            'An ninh\nquốc phòng',
            'Xây dựng\nhệ thống\nchính trị',
            'Ghi\nchú',
          ],
          ['1', 'Tổ Mầm non', '', 'Rối tay kể chuyện', '', '', 'x'],
        ],
        [0],
      ),
    ],
    {
      ...registered('truong-mam-non-tan-uoc', [tt('Tổ Mầm non', 'c', 'Rối tay kể chuyện', 'x')]),
      mayReview: true,
    },
  ),
  of(
    'layout/headings-numbered',
    ['sector headings with numbers in front', 'an office that numbers sectors', 'as without'],
    'Phòng Tài chính - Kế hoạch',
    [
      drawn(
        [
          [
            'TT',
            'Tên tập thể thực hiện',
            '1. Kinh tế',
            '2. Văn hóa - xã hội',
            '3. An ninh - quốc phòng',
            '4. Xây dựng hệ thống chính trị',
            'Ghi chú',
          ],
          ['1', 'Bộ phận Đăng ký kinh doanh', 'Hộ kinh doanh khởi sự nhanh', '', '', '', ''],
        ],
        [0],
      ),
    ],
    registered('phong-tai-chinh-ke-hoach', [
      tt('Bộ phận Đăng ký kinh doanh', 'e', 'Hộ kinh doanh khởi sự nhanh'),
    ]),
  ),
  of(
    'layout/headings-lower-and-upper',
    ['sector headings in capitals, other words for the same', 'a typist with Caps Lock', 'as the form’s'],
    'Trường Tiểu học Kim An',
    [
      drawn(
        [
          [
            'STT',
            'TÊN TẬP THỂ',
            'LĨNH VỰC KINH TẾ',
            'LĨNH VỰC VĂN HÓA - XÃ HỘI',
            'LĨNH VỰC QUỐC PHÒNG - AN NINH',
            'LĨNH VỰC XÂY DỰNG HỆ THỐNG CHÍNH TRỊ',
            'GHI CHÚ',
          ],
          ['1', 'Tổ Đội', '', 'Măng non chăm vườn rau', '', '', ''],
        ],
        [0],
      ),
    ],
    registered('truong-tieu-hoc-kim-an', [tt('Tổ Đội', 'c', 'Măng non chăm vườn rau')]),
  ),
  of(
    'layout/sectors-unnamed',
    ['the sector headings deleted', 'a typist who cleared a row', 'review: no sector'],
    'Trường Tiểu học Kim An',
    [
      drawn(
        [
          ['TT', 'Tên tập thể thực hiện', 'Lĩnh vực thực hiện (ghi cụ thể tên mô hình)', 'Ghi chú'],
          ['1', 'Tổ Đội', 'Măng non chăm vườn rau', ''],
        ],
        [0],
      ),
    ],
    held,
  ),
  of(
    'layout/ambiguous-sector',
    ['a heading that joins two sectors', 'an office with its own words', 'review: which of them'],
    'Phòng Nội vụ',
    [
      drawn(
        [
          [
            'TT',
            'Tên tập thể thực hiện',
            'Kinh tế - xã hội',
            'An ninh quốc phòng',
            'Xây dựng hệ thống chính trị',
            'Ghi chú',
          ],
          ['1', 'Bộ phận Tín ngưỡng', 'Chùa cảnh thu gom rác', '', '', ''],
        ],
        [0],
      ),
    ],
    held,
  ),
  of(
    'layout/column-of-units',
    ['a column of units: the department sends for all its schools', 'Phòng GD&ĐT', 'review: not one unit’s'],
    'Phòng Giáo dục và Đào tạo',
    [
      drawn(
        [
          ['TT', 'Đơn vị', 'Tên tập thể thực hiện', ...sectors, 'Ghi chú'],
          ['1', 'Trường THCS Cao Viên', 'Tổ Toán', '', 'Thẻ học vui', '', '', ''],
          ['2', 'Trường Mầm non Cao Viên', 'Tổ Lá', '', 'Bé tưới cây', '', '', ''],
        ],
        [0],
      ),
    ],
    held,
    { signerTitle: 'T/M PHÒNG GIÁO DỤC VÀ ĐÀO TẠO' },
  ),
  of(
    'layout/total-sentence',
    ['a sentence that sums up: never a registration', 'an office that sums up', 'the models alone'],
    'Hội Sinh vật cảnh huyện',
    [
      drawn(
        [
          ...collectiveHeading,
          ['1', 'Chi hội xã Cao Dương', '', 'Đường làng bonsai', '', '', ''],
          individualHeading,
          ['1', 'Ông Phó Đức Cảnh', 'Ghép đào phai cho người trẻ', '', '', '', ''],
          ['Tổng số: 01 tập thể, 01 cá nhân', '<', '<', '<', '<', '<', '<'],
        ],
        [0, 1, 3],
      ),
    ],
    registered('hoi-sinh-vat-canh-huyen', [
      tt('Chi hội xã Cao Dương', 'c', 'Đường làng bonsai'),
      cn('Ông Phó Đức Cảnh', 'e', 'Ghép đào phai cho người trẻ'),
    ]),
  ),
  of(
    'layout/columns-added-last',
    [
      'columns added at the end (Thời gian, Người phụ trách)',
      'an office that plans',
      'the models; the columns passed over',
    ],
    'Ban Tổ chức Huyện ủy',
    [
      drawn(
        [
          ['TT', 'Tên tập thể thực hiện', ...sectors, 'Ghi chú', 'Thời gian thực hiện', 'Người phụ trách'],
          ['1', 'Chi bộ Ban Tổ chức', '', '', '', 'Hồ sơ đảng viên số', '', 'Quý II', 'Đ/c Yến'],
        ],
        [0],
      ),
    ],
    registered(
      'ban-to-chuc-huyen-uy',
      [tt('Chi bộ Ban Tổ chức', 'p', 'Hồ sơ đảng viên số')],
      'column-passed-over',
    ),
  ),
  of(
    'layout/unknown-column-with-text',
    [
      'a column added that nobody knows',
      'an office with its own ideas',
      'nothing lost: review, or passed over with a warning',
    ],
    'Ban Tuyên giáo Huyện ủy',
    [
      drawn(
        [
          ['TT', 'Tên tập thể thực hiện', ...sectors, 'Kết quả dự kiến', 'Ghi chú'],
          ['1', 'Trung tâm Truyền thông', '', 'Loa thôn kể chuyện tốt', '', '', '52 số phát thanh', ''],
        ],
        [0],
      ),
    ],
    {
      ...registered(
        'ban-tuyen-giao-huyen-uy',
        [tt('Trung tâm Truyền thông', 'c', 'Loa thôn kể chuyện tốt')],
        'column-passed-over',
      ),
      mayReview: true,
    },
  ),
  of(
    'layout/empty-rows-between',
    ['blank rows between', 'a form with more rows than models', 'the models alone'],
    'Văn phòng Huyện ủy',
    [
      drawn(
        [
          flat,
          ['1', '', '', '', '', '', ''],
          ['2', 'Tổ Cơ yếu', '', '', 'Trực thông suốt ngày Tết', '', ''],
          ['3', '', '', '', '', '', ''],
          ['', '', '', '', '', '', ''],
          ['4', 'Tổ Lái xe', 'Chung xe, giảm xăng', '', '', '', ''],
          people,
          ['1', '', '', '', '', '', ''],
        ],
        [0, 6],
      ),
    ],
    registered('van-phong-huyen-uy', [
      tt('Tổ Cơ yếu', 's', 'Trực thông suốt ngày Tết'),
      tt('Tổ Lái xe', 'e', 'Chung xe, giảm xăng'),
    ]),
  ),
  of(
    'layout/collectives-under-persons',
    [
      'persons only, under the collective heading',
      'a unit that overlooks the second block',
      'as written, or the clerk is asked',
    ],
    'Ngân hàng Chính sách xã hội huyện',
    [
      drawn(
        [
          ...collectiveHeading,
          ['1', 'Đ/c Nguyễn Thu Hằng', 'Giao dịch tại xã không nghỉ trưa', '', '', '', ''],
          individualHeading,
          ['1', '', '', '', '', '', ''],
        ],
        [0, 1, 3],
      ),
    ],
    {
      ...registered('ngan-hang-chinh-sach-xa-hoi-huyen', [
        tt('Đ/c Nguyễn Thu Hằng', 'e', 'Giao dịch tại xã không nghỉ trưa'),
      ]),
      mayReview: true,
    },
  ),
  of(
    'layout/both-sections-one-heading',
    ['one heading for both, no labels', 'a unit that merges the blocks', 'review: tập thể or cá nhân'],
    'Bảo hiểm xã hội huyện',
    [
      drawn(
        [
          ['TT', 'Tên tập thể, cá nhân thực hiện', ...sectors, 'Ghi chú'],
          ['1', 'Tổ Thu', '', 'Đến từng nhà vận động', '', '', ''],
          ['2', 'Trần Thị Hồng Nhung', '', 'Bán bảo hiểm bằng thơ', '', '', ''],
        ],
        [0],
      ),
    ],
    review('section-unclear'),
  ),
  of(
    'layout/title-of-other-words',
    ['the title in other words', 'an office that types the form anew', 'the form'],
    'Trung tâm Chính trị huyện',
    [drawn([flat, ['1', 'Tổ Giảng viên', '', '', '', 'Bài giảng về với chi bộ', '']], [0])],
    registered('trung-tam-chinh-tri-huyen', [tt('Tổ Giảng viên', 'p', 'Bài giảng về với chi bộ')]),
    { title: 'PHIẾU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH DÂN VẬN KHÉO NĂM 2022' },
  ),
  make(
    'xlsx/letterhead',
    ['a letterhead in a sheet', 'a school that works in Excel', 'the lower line'],
    await xlsx(xlsxHead),
    registered('truong-thcs-kim-bai', said(xlsxHead)),
    { file: 'input.xlsx' },
  ),
  make(
    'xlsx/column-numbers',
    [
      'a row of column numbers in a sheet, as numbers',
      'an office that numbers its columns',
      'the models alone',
    ],
    await xlsx(
      {
        unit: 'Phòng Y tế',
        date,
        tables: [
          drawn(
            [
              flat,
              ['1', '2', '3', '4', '5', '6', '7'],
              ['1', 'Tổ Dân số', '', 'Gõ cửa nhà mới cưới', '', '', ''],
            ],
            [0, 1],
          ),
        ],
      },
      { typed: true },
    ),
    registered('phong-y-te', [tt('Tổ Dân số', 'c', 'Gõ cửa nhà mới cưới')]),
    { file: 'input.xlsx' },
  ),
]
