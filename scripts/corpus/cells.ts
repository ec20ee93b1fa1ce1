/** When is a cell one model, when several? The guide's table, line by line; and cells that say "nothing" or "as above". */
import type { FilledForm } from '../forms/form.ts'
import { type CorpusCase, more, registered, review, row, said, tt } from './case.ts'
import { docx, make } from './kit.ts'

const date = '2022-02-10'

export const cellCases = (): CorpusCase[] => [
  make(
    'cell/bulleted',
    ['every piece marked by a bullet: several', 'a commune office that lists', 'three models, marks removed'],
    docx({
      unit: 'Đảng ủy xã Thanh Cao',
      date,
      collectives: [
        row('Chi bộ thôn Vân Đồng', {
          c: ['- Tuyến đường hoa tự quản', '- Thu gom rác thải tại nguồn', '- Nhà sạch, vườn đẹp'],
        }),
      ],
    }),
    registered('dang-uy-xa-thanh-cao', [
      tt('Chi bộ thôn Vân Đồng', 'c', 'Tuyến đường hoa tự quản'),
      tt('Chi bộ thôn Vân Đồng', 'c', 'Thu gom rác thải tại nguồn'),
      tt('Chi bộ thôn Vân Đồng', 'c', 'Nhà sạch, vườn đẹp'),
    ]),
  ),
  make(
    'cell/plus-signs',
    ['every piece marked (+): several', 'a commune office', 'two models'],
    docx({
      unit: 'UBND xã Cao Viên',
      date,
      collectives: [
        row('Ban Chỉ huy Quân sự xã Cao Viên', {
          s: ['+ Dân quân gắn bó với nhân dân', '+ Đội xung kích phòng chống thiên tai'],
        }),
      ],
    }),
    registered('ubnd-xa-cao-vien', [
      tt('Ban Chỉ huy Quân sự xã Cao Viên', 's', 'Dân quân gắn bó với nhân dân'),
      tt('Ban Chỉ huy Quân sự xã Cao Viên', 's', 'Đội xung kích phòng chống thiên tai'),
    ]),
  ),
  make(
    'cell/dots-as-bullets',
    ['every piece marked (•): several', 'a cell pasted from a web page', 'two models'],
    docx({
      unit: 'Trường THCS Tam Hưng',
      date,
      collectives: [
        row('Liên đội trường THCS Tam Hưng', { c: ['• Thư viện xanh', '• Giờ ra chơi không điện thoại'] }),
      ],
    }),
    registered('truong-thcs-tam-hung', [
      tt('Liên đội trường THCS Tam Hưng', 'c', 'Thư viện xanh'),
      tt('Liên đội trường THCS Tam Hưng', 'c', 'Giờ ra chơi không điện thoại'),
    ]),
  ),
  make(
    'cell/numbered',
    [
      '1. 2. 3. in order: several',
      'a Party committee that counts its models',
      'three models, numbers removed',
    ],
    docx({
      unit: 'Đảng ủy xã Bình Minh',
      date,
      collectives: [
        row('Hội Nông dân xã Bình Minh', {
          e: ['1. Cánh đồng một giống', '2. Liên kết tiêu thụ bưởi sạch', '3. Tổ vay vốn tiết kiệm'],
        }),
      ],
    }),
    registered('dang-uy-xa-binh-minh', [
      tt('Hội Nông dân xã Bình Minh', 'e', 'Cánh đồng một giống'),
      tt('Hội Nông dân xã Bình Minh', 'e', 'Liên kết tiêu thụ bưởi sạch'),
      tt('Hội Nông dân xã Bình Minh', 'e', 'Tổ vay vốn tiết kiệm'),
    ]),
  ),
  make(
    'cell/lettered',
    ['a) b) in order: several', 'a school’s clerk', 'two models, letters removed'],
    docx({
      unit: 'Trường Tiểu học Bình Minh',
      date,
      collectives: [
        row('Công đoàn trường Tiểu học Bình Minh', {
          p: ['a) Công đoàn viên gương mẫu', 'b) Hộp thư góp ý của nhà giáo'],
        }),
      ],
    }),
    registered('truong-tieu-hoc-binh-minh', [
      tt('Công đoàn trường Tiểu học Bình Minh', 'p', 'Công đoàn viên gương mẫu'),
      tt('Công đoàn trường Tiểu học Bình Minh', 'p', 'Hộp thư góp ý của nhà giáo'),
    ]),
  ),
  make(
    'cell/numbered-by-breaks',
    ['1/ 2/ by line breaks: several', 'somebody who presses Shift+Enter', 'two models'],
    docx(
      {
        unit: 'Trường THCS Cự Khê',
        date,
        collectives: [
          row('Tổ Khoa học tự nhiên', { c: ['1/ Đôi bạn cùng tiến', '2/ Câu lạc bộ STEM chiều thứ Năm'] }),
        ],
      },
      { lineBreaks: true },
    ),
    registered('truong-thcs-cu-khe', [
      tt('Tổ Khoa học tự nhiên', 'c', 'Đôi bạn cùng tiến'),
      tt('Tổ Khoa học tự nhiên', 'c', 'Câu lạc bộ STEM chiều thứ Năm'),
    ]),
  ),
  make(
    'cell/number-in-name',
    [
      '"5 không 3 sạch": a number counts only before . ) /',
      'a women’s union',
      'one model a cell, with its number',
    ],
    docx({
      unit: 'Hội Liên hiệp Phụ nữ huyện',
      date,
      collectives: [
        row('Hội LHPN xã Đỗ Động', { c: '5 không 3 sạch' }),
        row('Hội LHPN xã Kim An', { e: '4 cùng với hội viên phụ nữ nghèo' }),
      ],
    }),
    registered('hoi-lien-hiep-phu-nu-huyen', [
      tt('Hội LHPN xã Đỗ Động', 'c', '5 không 3 sạch'),
      tt('Hội LHPN xã Kim An', 'e', '4 cùng với hội viên phụ nữ nghèo'),
    ]),
  ),
  make(
    'cell/paragraphs',
    [
      'unmarked paragraphs, each with a capital and two words: several',
      'a ward of a commune that presses Enter',
      'two models, with split-by-line',
    ],
    docx({
      unit: 'Đảng ủy xã Cự Khê',
      date,
      collectives: [
        row('Ban công tác Mặt trận thôn Khê Tang', {
          s: ['Camera an ninh ngõ xóm', 'Tổ liên gia an toàn phòng cháy, chữa cháy'],
        }),
      ],
    }),
    registered(
      'dang-uy-xa-cu-khe',
      [
        tt('Ban công tác Mặt trận thôn Khê Tang', 's', 'Camera an ninh ngõ xóm'),
        tt('Ban công tác Mặt trận thôn Khê Tang', 's', 'Tổ liên gia an toàn phòng cháy, chữa cháy'),
      ],
      'split-by-line',
    ),
  ),
  make(
    'cell/line-breaks',
    ['unmarked line breaks: several', 'a clerk who presses Shift+Enter', 'two models, with split-by-line'],
    docx(
      {
        unit: 'UBND xã Tam Hưng',
        date,
        collectives: [
          row('Đoàn Thanh niên xã Tam Hưng', { c: ['Ngày thứ Bảy tình nguyện', 'Thắp sáng đường quê'] }),
        ],
      },
      { lineBreaks: true },
    ),
    registered(
      'ubnd-xa-tam-hung',
      [
        tt('Đoàn Thanh niên xã Tam Hưng', 'c', 'Ngày thứ Bảy tình nguyện'),
        tt('Đoàn Thanh niên xã Tam Hưng', 'c', 'Thắp sáng đường quê'),
      ],
      'split-by-line',
    ),
  ),
  make(
    'cell/wrapped-lower-case',
    ['a line that starts in lower case goes on', 'somebody who breaks lines by hand', 'one model'],
    docx({
      unit: 'Trường Mầm non Cự Khê',
      date,
      collectives: [
        row('Tổ nuôi trường Mầm non Cự Khê', { c: ['Vườn rau của bé, bếp ăn', 'sạch mỗi ngày'] }),
      ],
    }),
    registered('truong-mam-non-cu-khe', [
      tt('Tổ nuôi trường Mầm non Cự Khê', 'c', 'Vườn rau của bé, bếp ăn sạch mỗi ngày'),
    ]),
  ),
  make(
    'cell/wrapped-after-comma',
    [
      'after a comma or a connective the model goes on',
      'somebody who breaks lines by hand',
      'two rows, one model each',
    ],
    docx({
      unit: 'Hội Cựu chiến binh huyện',
      date,
      collectives: [
        row('Hội CCB xã Dân Hòa', { s: ['Giữ gìn an ninh trật tự,', 'An toàn giao thông nông thôn'] }),
        row('Hội CCB xã Tân Ước', { p: ['Cựu chiến binh nêu gương và', 'Tham gia giám sát cộng đồng'] }),
      ],
    }),
    registered('hoi-cuu-chien-binh-huyen', [
      tt('Hội CCB xã Dân Hòa', 's', 'Giữ gìn an ninh trật tự, An toàn giao thông nông thôn'),
      tt('Hội CCB xã Tân Ước', 'p', 'Cựu chiến binh nêu gương và Tham gia giám sát cộng đồng'),
    ]),
  ),
  make(
    'cell/semicolon',
    [
      '";" between pieces: one model as it stands, review',
      'a hurried commune office',
      'review, the split proposed',
    ],
    docx({
      unit: 'Đảng ủy xã Phương Trung',
      date,
      collectives: [
        row('Chi bộ thôn Chung', { c: 'Làng nghề nón lá xanh, sạch; Đám cưới văn minh, tiết kiệm' }),
      ],
    }),
    review('model-split-unclear', 'dang-uy-xa-phuong-trung', [
      tt('Chi bộ thôn Chung', 'c', 'Làng nghề nón lá xanh, sạch; Đám cưới văn minh, tiết kiệm'),
    ]),
  ),
  make(
    'cell/half-marked',
    ['anything else: one model as it stands, review', 'a list with its first mark forgotten', 'review'],
    docx({
      unit: 'UBND xã Thanh Mai',
      date,
      collectives: [
        row('Công an xã Thanh Mai', { s: ['Tiếng loa an ninh', '- Camera giám sát ngã ba chợ'] }),
      ],
    }),
    review('model-split-unclear'),
  ),
  make(
    'cell/numbers-out-of-order',
    ['1. 2. 3. in order; else review', 'a list cut out of a longer one', 'review'],
    docx({
      unit: 'UBND xã Kim An',
      date,
      collectives: [row('Hội LHPN xã Kim An', { c: ['3. Bếp ấm tình thương', '5. Đường hoa phụ nữ'] })],
    }),
    review('model-split-unclear'),
  ),
  make(
    'cell/count',
    [
      '"02 mô hình": a count, never a model: review',
      'a unit that reports numbers',
      'review, no model made of it',
    ],
    docx({
      unit: 'UBND xã Xuân Dương',
      date,
      collectives: [row('Hội Nông dân xã Xuân Dương', { e: '02 mô hình' })],
    }),
    review('count-as-model'),
  ),
  make(
    'cell/count-bare',
    ['"01": a count, never a model: review', 'a unit that reports numbers', 'review'],
    docx({
      unit: 'UBND xã Dân Hòa',
      date,
      collectives: [row('Đoàn Thanh niên xã Dân Hòa', { c: '01', s: '01' })],
    }),
    review('count-as-model'),
  ),
  make(
    'cell/tick-with-note',
    [
      'an "x" with the model in Ghi chú: review',
      'somebody who reads the columns as a questionnaire',
      'review',
    ],
    docx({
      unit: 'Trường Tiểu học Tam Hưng',
      date,
      collectives: [row('Tổ 4-5', { c: 'x' }, 'Mô hình: Lớp học không khoảng cách')],
    }),
    review('mark-as-model'),
  ),
  make(
    'cell/ditto-model',
    [
      'nt, -nt-, như trên: the cell above, with a warning',
      'a careful typist of old',
      'the model above, ditto-resolved',
    ],
    docx({
      unit: 'Hội Nông dân huyện',
      date,
      collectives: [
        row('Chi hội thôn Tràng Cát', { e: 'Sản xuất rau hữu cơ theo chuỗi' }),
        row('Chi hội thôn Kim Lâm', { e: 'nt' }),
        row('Chi hội thôn Ngô Đồng', { e: '-nt-' }),
        row('Chi hội thôn Cát Động', { e: 'Như trên' }),
      ],
    }),
    registered(
      'hoi-nong-dan-huyen',
      ['Tràng Cát', 'Kim Lâm', 'Ngô Đồng', 'Cát Động'].map(thon =>
        tt(`Chi hội thôn ${thon}`, 'e', 'Sản xuất rau hữu cơ theo chuỗi'),
      ),
      'ditto-resolved',
    ),
  ),
  make(
    'cell/ditto-name-and-note',
    ['nt in the name and the note', 'a typist of old', 'name and note of the row above'],
    docx({
      unit: 'Đảng ủy xã Đỗ Động',
      date,
      collectives: [
        row('Chi bộ thôn Cự Thần', { c: 'Nếp sống văn minh trong việc tang' }, 'Duy trì'),
        row('"', { s: 'Tự quản đường biên giới hành chính thôn' }, '"'),
      ],
    }),
    registered(
      'dang-uy-xa-do-dong',
      [
        tt('Chi bộ thôn Cự Thần', 'c', 'Nếp sống văn minh trong việc tang', 'Duy trì'),
        tt('Chi bộ thôn Cự Thần', 's', 'Tự quản đường biên giới hành chính thôn', 'Duy trì'),
      ],
      'ditto-resolved',
    ),
  ),
  make(
    'cell/ditto-nothing-above',
    ['nothing above: review', 'a row moved to the top', 'review, ditto-without-source'],
    docx({
      unit: 'UBND xã Kim Thư',
      date,
      collectives: [row('Chi hội Phụ nữ thôn Kim Châu', { c: 'nt' })],
    }),
    review('ditto-without-source'),
  ),
  make(
    'cell/says-nothing',
    ['Không, 0, /, …, -: empty', 'a school that leaves no cell blank', 'one registration, no model "Không"'],
    docx({
      unit: 'Trường Mầm non Bình Minh',
      date,
      collectives: [
        row('Trường Mầm non Bình Minh', { e: 'Không', c: 'Bé yêu dân ca quê mình', s: '/', p: '…' }, '-'),
      ],
      individuals: [row('Không', { e: '0', c: '0', s: '0', p: '0' })],
    }),
    registered('truong-mam-non-binh-minh', [tt('Trường Mầm non Bình Minh', 'c', 'Bé yêu dân ca quê mình')]),
  ),
  make(
    'cell/nothing-registered',
    [
      'when all says nothing, the unit "không đăng ký", the clerk confirms',
      'an office with no model',
      'review, no registration',
    ],
    docx({
      unit: 'Thanh tra huyện',
      date,
      collectives: [row('Không', { e: 'Không', c: 'Không', s: 'Không', p: 'Không' })],
      individuals: [row('Không', { e: 'Không', c: 'Không', s: 'Không', p: 'Không' })],
    }),
    review('nothing-registered', 'thanh-tra-huyen', []),
  ),
  make(
    'cell/merged-over-sectors',
    ['one model merged over several sectors: review', 'a unit whose model serves two sectors', 'review'],
    docx({
      unit: 'Trường THCS Bình Minh',
      date,
      collectives: [
        {
          name: 'Chi đoàn giáo viên',
          over: { sectors: ['culture-society', 'security-defence'], text: 'Cổng trường bình yên, văn minh' },
        },
      ],
    }),
    review('model-over-sectors', 'truong-thcs-binh-minh', [
      tt('Chi đoàn giáo viên', null, 'Cổng trường bình yên, văn minh'),
    ]),
  ),
  make(
    'cell/repeated-in-sectors',
    ['one model repeated in several sectors: review', 'a unit that wants to be sure', 'review'],
    docx({
      unit: 'Trường THPT Thanh Oai A',
      date,
      collectives: [
        row('Đoàn trường THPT Thanh Oai A', {
          c: 'Mỗi chi đoàn một việc làm tốt',
          p: 'Mỗi chi đoàn một việc làm tốt',
        }),
      ],
    }),
    review('model-repeated'),
  ),
  make(
    'cell/two-sectors',
    [
      'a row with models in two sectors is two registrations, each with the note',
      'a commune’s office',
      'two registrations',
    ],
    docx(twoSectors),
    registered('ubnd-thi-tran-kim-bai', said(twoSectors)),
  ),
  make(
    'cell/whole-plan',
    [
      'a whole plan in a cell: review, its first or quoted clause proposed',
      'a unit that pastes its plan',
      'review',
    ],
    docx({
      unit: 'Chi cục Thuế huyện',
      date,
      collectives: [
        row('Chi bộ Chi cục Thuế', {
          p: 'Xây dựng mô hình "Nụ cười công chức thuế". Chi bộ chỉ đạo các đội thuế niêm yết công khai thủ tục, bố trí cán bộ hướng dẫn người nộp thuế tại bộ phận một cửa, tổ chức đối thoại với hộ kinh doanh mỗi quý một lần, tiếp nhận và trả lời ý kiến trong hai ngày làm việc, cuối năm lấy phiếu hài lòng của người dân, doanh nghiệp để đánh giá đảng viên.',
        }),
      ],
    }),
    review('model-too-long'),
  ),
  make(
    'cell/name-without-model',
    ['a name with no model: review', 'a unit still thinking', 'review, the row with no model'],
    docx({
      unit: 'Hội Chữ thập đỏ huyện',
      date,
      collectives: [
        row('Hội Chữ thập đỏ xã Liên Châu', { c: 'Ngân hàng bò' }),
        row('Hội Chữ thập đỏ xã Tân Ước', {}),
      ],
    }),
    review('no-model'),
  ),
  make(
    'cell/model-without-name',
    ['a model with no name: review', 'a unit that takes itself for granted', 'review'],
    docx({
      unit: 'Phòng Tư pháp',
      date,
      collectives: [row('', { p: 'Hòa giải ở cơ sở, không để kiện vượt cấp' })],
    }),
    review('no-name', 'phong-tu-phap', [tt('', 'p', 'Hòa giải ở cơ sở, không để kiện vượt cấp')]),
  ),
  make(
    'cell/names-as-written',
    ['names stay as written', 'a Party committee with titles in front of names', 'titles kept'],
    docx(asWritten),
    registered('dang-uy-xa-thanh-van', said(asWritten)),
  ),
  make(
    'cell/name-merged-down',
    [
      'name and TT merged down over several rows',
      'a mass organisation with three models',
      'three registrations of one name',
    ],
    docx(mergedDown),
    registered('huyen-doan', said(mergedDown)),
  ),
  make(
    'cell/ordinal-inside-name',
    ['TT inside the name ("1. Chi bộ thôn …")', 'a typist who numbers names', 'names without the number'],
    docx({
      unit: 'Đảng ủy xã Liên Châu',
      date,
      collectives: [
        { ...row('1. Chi bộ thôn Từ Châu', { c: 'Bích họa trên tường làng' }), ordinal: '' },
        { ...row('2. Chi bộ thôn Châu Mai', { e: 'Nuôi cá trên ruộng trũng' }), ordinal: '' },
      ],
    }),
    registered('dang-uy-xa-lien-chau', [
      tt('Chi bộ thôn Từ Châu', 'c', 'Bích họa trên tường làng'),
      tt('Chi bộ thôn Châu Mai', 'e', 'Nuôi cá trên ruộng trũng'),
    ]),
  ),
]

const twoSectors: FilledForm = {
  unit: 'UBND thị trấn Kim Bài',
  date,
  collectives: [
    row(
      'Hội LHPN thị trấn Kim Bài',
      { c: 'Tuyến phố xanh, sạch, đẹp, văn minh', s: 'Đoạn đường phụ nữ tự quản về an toàn giao thông' },
      'Hai mô hình mới',
    ),
  ],
}
const asWritten: FilledForm = {
  unit: 'Đảng ủy xã Thanh Văn',
  date,
  collectives: [row('Tập thể Chi bộ thôn Bạch Nao', { p: 'Chi bộ 4 tốt, dân tin Đảng' })],
  individuals: [
    row('Đ/c Lê Quang Tùng', { p: 'Bí thư chi bộ gần dân, trọng dân' }),
    row('Trần Văn Bốn - Trưởng thôn', { c: 'Vận động hiến đất mở rộng ngõ' }),
    row('Bà Nguyễn Thị Lụa (Chi hội trưởng)', { e: 'Giúp hội viên làm giò chả sạch' }),
  ],
}
const mergedDown: FilledForm = {
  unit: 'Huyện đoàn',
  date,
  collectives: [
    row('Ban Thường vụ Huyện đoàn', { e: 'Quỹ khởi nghiệp thanh niên nông thôn' }),
    more({ c: 'Áo trắng học đường' }),
    more({ s: 'Hành trình theo chân cảnh sát khu vực' }, 'Phối hợp Công an huyện'),
  ],
  individuals: [row('Đ/c Vũ Đức Thịnh', { c: 'Thầy thuốc trẻ về làng' })],
}
