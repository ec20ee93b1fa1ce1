/** Which unit is it from? Names as they are written, letterheads instead of `Đơn vị:`, signatures, and names that must not match. */
import type { FilledForm } from '../forms/form.ts'
import { type CorpusCase, registered, review, row, said, tt } from './case.ts'
import { docx, make } from './kit.ts'

const date = '2022-02-09'

/** One form with one model; only what names the unit changes. */
const form = (
  about: Partial<FilledForm>,
  name: string,
  model: string,
  sector: 'e' | 'c' | 's' | 'p' = 'c',
): FilledForm => ({
  date,
  collectives: [row(name, { [sector]: model })],
  ...about,
})

/** The unit's line written in some way, and the unit of the roster that it is. */
const written = (
  kind: string,
  line: string,
  how: CorpusCase['about'],
  id: string,
  name: string,
  model: string,
): CorpusCase => {
  const filled = form({ unit: line }, name, model)
  return make(`unit/${kind}`, how, docx(filled), registered(id, said(filled)))
}

export const unitCases = (): CorpusCase[] => [
  written(
    'district-at-end',
    'Phòng Nội vụ huyện Thanh Oai',
    ['"huyện Thanh Oai" at the end is folded', 'an office of the district', 'the unit'],
    'phong-noi-vu',
    'Bộ phận Tôn giáo',
    'Nghe chức sắc nói, nói chức sắc nghe',
  ),
  written(
    'tone-mark-style',
    'Đảng uỷ xã Thanh Thuỳ',
    ['both tone-mark styles (thuỷ / thủy)', 'a typist of the other school', 'the unit'],
    'dang-uy-xa-thanh-thuy',
    'Chi bộ thôn Từ Am',
    'Tranh khảm trai trên phố đi bộ',
  ),
  written(
    'capitals',
    'ĐẢNG ỦY XÃ DÂN HÒA',
    ['case is folded', 'a typist with Caps Lock', 'the unit'],
    'dang-uy-xa-dan-hoa',
    'Chi bộ thôn Vũ Lăng',
    'Tượng gỗ, nghề cha truyền con nối',
  ),
  written(
    'kindergarten-short',
    'Trường MN Tân Ước',
    ['MN / Mầm non', 'a kindergarten', 'the unit'],
    'truong-mam-non-tan-uoc',
    'Tổ nhà trẻ',
    'Cháo ngon mỗi sáng',
  ),
  written(
    'primary-short',
    'TH Hồng Dương',
    ['TH / Tiểu học', 'a primary school', 'the unit'],
    'truong-tieu-hoc-hong-duong',
    'Tổ 4',
    'Bàn tay nặn bột',
  ),
  written(
    'town-short',
    'UBND TT Kim Bài',
    ['TT / thị trấn', 'the town’s office', 'the unit'],
    'ubnd-thi-tran-kim-bai',
    'Tổ dân phố số 2',
    'Phố không rác giờ cao điểm',
  ),
  written(
    'cell-of-school',
    'Chi bộ trường THCS Liên Châu',
    ['"Chi bộ trường …" is the school', 'a school’s Party cell', 'the unit'],
    'truong-thcs-lien-chau',
    'Chi bộ trường THCS Liên Châu',
    'Mỗi đảng viên một học trò',
  ),
  written(
    'long-name',
    'Trường Trung học cơ sở Phương Trung',
    ['Trung học cơ sở / THCS', 'a school that writes itself out', 'the unit'],
    'truong-thcs-phuong-trung',
    'Tổ Lịch sử - Địa lý',
    'Em kể chuyện làng nón',
  ),
  written(
    'committee-long',
    'Ủy ban nhân dân xã Đỗ Động',
    ['Ủy ban nhân dân / UBND', 'a commune’s office', 'the unit'],
    'ubnd-xa-do-dong',
    'Trạm Y tế xã Đỗ Động',
    'Bác sĩ gia đình gõ từng nhà',
  ),
  written(
    'party-committee-as-body',
    'Đảng bộ xã Kim Thư',
    ['an alias of the roster', 'a Party committee', 'the unit'],
    'dang-uy-xa-kim-thu',
    'Chi bộ thôn Kim Châu',
    'Ao làng thành công viên',
  ),
  written(
    'full-stop-and-dots',
    'Trường Mầm non Xuân Dương.........',
    ['what the blank’s dots leave behind', 'a clerk who types over dots', 'the unit'],
    'truong-mam-non-xuan-duong',
    'Tổ 5 tuổi',
    'Bé vào lớp một tự tin',
  ),
  written(
    'high-school-letter',
    'Trường THPT Thanh Oai B',
    ['a letter tells units apart (A/B)', 'a high school', 'B, never A'],
    'truong-thpt-thanh-oai-b',
    'Câu lạc bộ Truyền thông',
    'Bản tin tử tế',
  ),

  make(
    'unit/letterhead-state',
    ['a State letterhead, two columns of a borderless table', 'a school', 'the lower line'],
    docx(stateHead),
    registered('truong-tieu-hoc-my-hung', said(stateHead)),
  ),
  make(
    'unit/letterhead-party',
    ['a Party letterhead with its star', 'a commune’s Party committee', 'the lower line'],
    docx(partyHead),
    registered('dang-uy-xa-xuan-duong', said(partyHead)),
  ),
  make(
    'unit/letterhead-cell-of-office',
    [
      'a Party letterhead: the district’s Party body over a cell',
      'a cell directly under the Huyện ủy',
      'the unit by its alias',
    ],
    docx(taxHead),
    { ...registered('vien-kiem-sat-nhan-dan-huyen', said(taxHead)), mayReview: true },
  ),
  make(
    'unit/letterhead-commune-over-school',
    [
      'a letterhead with the commune’s Party over the school’s cell',
      'a school that files under its commune',
      'the school',
    ],
    docx(schoolCell),
    registered('truong-mam-non-thanh-mai', said(schoolCell)),
  ),
  make(
    'unit/parent-only',
    [
      'only the parent (Phòng GD&ĐT): never booked to the parent alone',
      'a school that copies the head of a letter',
      'review',
    ],
    docx(
      form(
        { letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'PHÒNG GIÁO DỤC VÀ ĐÀO TẠO' } },
        'Tổ Hành chính',
        'Sổ liên lạc điện tử',
      ),
    ),
    review('unit-parent-only'),
  ),
  make(
    'unit/parent-line-and-signature',
    ['only the parent in the head; the signature is evidence', 'a school', 'the school that signs'],
    docx(parentAndSignature),
    { ...registered('truong-thcs-do-dong', said(parentAndSignature)), mayReview: true },
  ),
  make(
    'unit/dots-and-signature',
    ['dots for the unit; the signature names the office', 'a commune', 'the office that signs'],
    docx(dotsAndSignature),
    { ...registered('ubnd-xa-thanh-cao', said(dotsAndSignature)), mayReview: true },
  ),
  make(
    'unit/file-name-alone',
    [
      'dots for the unit; the file name "DVK MN Kim Thư.doc" is evidence',
      'a kindergarten',
      'the unit, or the clerk is asked',
    ],
    docx(form({ unit: '..........' }, 'Tổ Mầm', 'Hát ru trưa hè')),
    {
      ...registered('truong-mam-non-kim-thu', [tt('Tổ Mầm', 'c', 'Hát ru trưa hè')], 'unit-from-file-name'),
      mayReview: true,
    },
    { file: 'DVK MN Kim Thư.docx' },
  ),
  make(
    'unit/none',
    ['nothing names the unit', 'somebody', 'review'],
    docx(form({}, 'Tổ Tự quản', 'Bảng tin ngõ nhỏ')),
    review('no-unit'),
  ),
  make(
    'unit/number-missing',
    ['a differing number (I/II) is never a match', 'a school of two', 'review: I or II'],
    docx(form({ unit: 'Trường Tiểu học Cao Viên' }, 'Tổ 3', 'Vở sạch chữ đẹp')),
    {
      outcome: 'review',
      findings: [],
      forms: [
        {
          unit: { id: null, name: 'Trường Tiểu học Cao Viên' },
          registrations: [tt('Tổ 3', 'c', 'Vở sạch chữ đẹp')],
        },
      ],
    },
  ),
  written(
    'number-roman',
    'Trường Tiểu học Cao Viên I',
    ['a number tells units apart (I/II)', 'a primary school', 'I, never II'],
    'truong-tieu-hoc-cao-vien-i',
    'Tổ 2',
    'Góc đọc dưới gốc bàng',
  ),
  make(
    'unit/letter-missing',
    ['a differing letter (A/B) is never a match', 'a high school of two', 'review'],
    docx(form({ unit: 'Trường THPT Thanh Oai' }, 'Tổ Sinh', 'Vườn trường ba tầng cây')),
    {
      outcome: 'review',
      findings: [],
      forms: [
        {
          unit: { id: null, name: 'Trường THPT Thanh Oai' },
          registrations: [tt('Tổ Sinh', 'c', 'Vườn trường ba tầng cây')],
        },
      ],
    },
  ),
  make(
    'unit/misspelt',
    ['similarity only suggests', 'a hasty typist', 'review, the likely unit proposed'],
    docx(form({ unit: 'Trường Mầm non Phương Chung' }, 'Tổ Lá', 'Chiếc nón kỳ diệu')),
    review('unit-suggested'),
  ),
  make(
    'unit/other-district',
    ['not on the roster: review', 'a school of another district that got the letter', 'review'],
    docx(form({ unit: 'Quỹ tín dụng nhân dân Hoa Sen' }, 'Ban Kiểm soát', 'Vay vốn trong ngày')),
    review('unit-not-on-roster'),
  ),
  make(
    'unit/hamlet',
    [
      'thôn, chi hội, công đoàn of a unit are collectives, not units',
      'a hamlet that answers for itself',
      'review',
    ],
    docx(form({ unit: 'Chi hội Phụ nữ thôn Bối Khê' }, 'Chi hội Phụ nữ thôn Bối Khê', 'Chùa làng sạch rác')),
    {
      outcome: 'review',
      findings: [],
      forms: [
        {
          unit: { id: null, name: 'Chi hội Phụ nữ thôn Bối Khê' },
          registrations: [tt('Chi hội Phụ nữ thôn Bối Khê', 'c', 'Chùa làng sạch rác')],
        },
      ],
    },
  ),
  make(
    'unit/contradicted',
    ['two places that name two units', 'a school that fills in a colleague’s file', 'review'],
    docx(
      form(
        { unit: 'Trường THCS Xuân Dương', after: ['T/M TRƯỜNG THCS CAO DƯƠNG'] },
        'Tổ Thể dục',
        'Bơi an toàn',
      ),
    ),
    review('unit-contradicted'),
  ),
  make(
    'unit/committee-signed-by-office',
    ['the Đảng ủy and UBND of a commune send one form', 'a commune', 'the form’s own line'],
    docx(committeeSigned),
    registered('dang-uy-xa-hong-duong', said(committeeSigned)),
  ),
  make(
    'unit/school-is-no-commune',
    ['a differing kind (Tiểu học/THCS) is never a match', 'a school', 'THCS, not the primary school'],
    docx(lowerSecondary),
    registered('truong-thcs-thanh-mai', said(lowerSecondary)),
  ),
  make(
    'unit/department-itself',
    ['Phòng GD&ĐT named twice is meant itself', 'the department', 'the department'],
    docx(department),
    { ...registered('phong-giao-duc-va-dao-tao', said(department)), mayReview: true },
  ),
  make(
    'unit/recipient-is-not-sender',
    ['Kính gửi names whom it goes to', 'a society that writes a letter head', 'the unit of its own line'],
    docx(recipient),
    registered('hoi-cuu-giao-chuc-huyen', said(recipient)),
  ),
]

const stateHead: FilledForm = form(
  {
    letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'TRƯỜNG TIỂU HỌC MỸ HƯNG' },
    signerTitle: 'HIỆU TRƯỞNG',
    signer: 'Đặng Thị Tuyết',
  },
  'Công đoàn trường',
  'Ghế đá kỷ niệm',
)
const partyHead: FilledForm = form(
  {
    letterhead: { kind: 'party', parent: 'ĐẢNG BỘ HUYỆN THANH OAI', unit: 'ĐẢNG ỦY XÃ XUÂN DƯƠNG' },
    place: 'Xuân Dương',
    signerTitle: 'T/M BAN THƯỜNG VỤ',
    signer: 'Cấn Văn Lực',
  },
  'Chi bộ thôn Thượng',
  'Giao ban ngõ xóm',
  'p',
)
const taxHead: FilledForm = form(
  {
    letterhead: {
      kind: 'party',
      parent: 'ĐẢNG BỘ HUYỆN THANH OAI',
      unit: 'CHI BỘ VIỆN KIỂM SÁT NHÂN DÂN HUYỆN',
    },
    signerTitle: 'BÍ THƯ',
    signer: 'Hà Minh Đức',
  },
  'Chi bộ Viện Kiểm sát',
  'Kiểm sát viên về thôn',
  'p',
)
const schoolCell: FilledForm = form(
  {
    letterhead: { kind: 'party', parent: 'ĐẢNG BỘ XÃ THANH MAI', unit: 'CHI BỘ TRƯỜNG MẦM NON THANH MAI' },
    signerTitle: 'T/M CHI BỘ',
    signer: 'Nguyễn Thị Sim',
  },
  'Tổ Chồi',
  'Nước muối súc miệng mỗi trưa',
)
const parentAndSignature: FilledForm = form(
  {
    unit: 'Phòng Giáo dục và Đào tạo',
    after: ['T/M TRƯỜNG THCS ĐỖ ĐỘNG'],
    signerTitle: 'HIỆU TRƯỞNG',
    signer: 'Phí Đình Tám',
  },
  'Tổ Mỹ thuật',
  'Tường rào kể chuyện biển đảo',
)
const dotsAndSignature: FilledForm = form(
  { unit: '................', signerTitle: 'T/M UBND XÃ THANH CAO', signer: 'Bùi Văn Kiên' },
  'Công an xã Thanh Cao',
  'Hòm thư tố giác trước cổng chợ',
  's',
)
const committeeSigned: FilledForm = form(
  {
    unit: 'Đảng ủy xã Hồng Dương',
    after: ['T/M ỦY BAN NHÂN DÂN XÃ HỒNG DƯƠNG'],
    signerTitle: 'CHỦ TỊCH',
    signer: 'Nghiêm Xuân Bắc',
  },
  'Chi bộ thôn Mai Giáp',
  'Hội làng không cờ bạc',
  's',
)
const lowerSecondary: FilledForm = form(
  { unit: 'Trường THCS Thanh Mai' },
  'Tổ Công nghệ',
  'Sửa xe đạp giúp bạn',
)
const department: FilledForm = form(
  {
    letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'PHÒNG GIÁO DỤC VÀ ĐÀO TẠO' },
    before: ['Đơn vị: Phòng Giáo dục và Đào tạo'],
    signerTitle: 'TRƯỞNG PHÒNG',
    signer: 'Lê Thị Vân Anh',
  },
  'Chi bộ Phòng Giáo dục và Đào tạo',
  'Thanh tra thân thiện',
  'p',
)
const recipient: FilledForm = form(
  { unit: 'Hội Cựu giáo chức huyện', before: ['Kính gửi: Ban Dân vận Huyện ủy Thanh Oai'] },
  'Chi hội Cựu giáo chức xã Tam Hưng',
  'Ông bà đồ thời nay',
)
