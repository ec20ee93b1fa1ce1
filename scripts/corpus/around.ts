/** What stands around the table: the letter it answers, text outside the table, other forms in the same file. */

import { letterLines, planLines } from '../demo-mailbox/words.ts'
import { collectiveHeading, drawn, individualHeading } from '../forms/drawn.ts'
import type { FilledForm, Line } from '../forms/form.ts'
import { makeFormsDocx, makeTextDocx } from '../forms/form-docx.ts'
import { type CorpusCase, cn, notAForm, registered, review, row, said, tt } from './case.ts'
import { campaign, docx, make } from './kit.ts'

const date = '2022-02-11'
const line = (text: string, align: Line['align'] = 'left', bold = false): Line => ({ text, align, bold })

const twoTables: FilledForm = {
  unit: 'Trường THPT Nguyễn Du',
  date,
  twoTables: true,
  collectives: [
    row('Tổ Ngoại ngữ', { c: 'Ngày nói tiếng Anh' }),
    row('Đội tự quản', { s: 'Xếp hàng giờ tan trường' }),
  ],
  individuals: [row('Thầy giáo Đinh Công Sơn', { c: 'Tủ thuốc cây nhà lá vườn' })],
}

const plan: FilledForm = {
  unit: 'Đảng ủy xã Mỹ Hưng',
  date,
  lead: [
    line('ĐẢNG ỦY XÃ MỸ HƯNG', 'center', true),
    line('Số 21-KH/ĐU', 'left'),
    line('KẾ HOẠCH', 'center', true),
    line('thực hiện phong trào thi đua “Dân vận khéo” năm 2022', 'center'),
    line(
      'Căn cứ Công văn số 454-CV/HU ngày 09/02/2022 của Ban Thường vụ Huyện ủy, Đảng ủy xã xây dựng kế hoạch như sau:',
    ),
    line('I. Mục đích, yêu cầu'),
    line('Nâng cao nhận thức của cán bộ, đảng viên và nhân dân về công tác dân vận trong tình hình mới.'),
    line('II. Tổ chức thực hiện'),
    line(
      'Các chi bộ, đoàn thể căn cứ kế hoạch này triển khai thực hiện; danh sách đăng ký theo biểu kèm theo.',
    ),
  ],
  collectives: [
    row('Chi bộ thôn Thiên Đông', { c: 'Vỉa hè hoa mẫu đơn' }),
    row('Hội CCB xã Mỹ Hưng', { s: 'Cựu chiến binh gác chắn đường ngang' }),
  ],
}

const gatheredUnits = ['ubnd-xa-cu-khe', 'truong-mam-non-cu-khe', 'truong-tieu-hoc-cu-khe']
const gathered: readonly FilledForm[] = [
  {
    unit: 'UBND xã Cự Khê',
    date,
    signer: 'Vũ Văn Hiệp',
    signerTitle: 'CHỦ TỊCH',
    collectives: [row('Bộ phận Địa chính - Xây dựng', { p: 'Sổ đỏ trao tận tay' })],
  },
  {
    unit: 'Trường Mầm non Cự Khê',
    date,
    signer: 'Trần Thị Oanh',
    signerTitle: 'HIỆU TRƯỞNG',
    individuals: [row('Cô giáo Tưởng Thị Nga', { c: 'Mỗi ngày một lời khen' })],
  },
  {
    unit: 'Trường Tiểu học Cự Khê',
    date,
    signer: 'Lại Văn Phú',
    signerTitle: 'HIỆU TRƯỞNG',
    collectives: [row('Tổ 1-2-3', { c: 'Nói lời hay, làm việc tốt' }, 'Năm thứ ba')],
  },
]
const oneDoubtful = gathered.map((form, at) =>
  at === 1 ? { ...form, individuals: [row('Cô giáo Tưởng Thị Nga', { c: '01 mô hình' })] } : form,
)

export const aroundCases = (): CorpusCase[] => [
  make(
    'layout/two-tables',
    ['two separate tables', 'a unit that copies the table for individuals', 'one form, both sections'],
    docx(twoTables),
    registered('truong-thpt-nguyen-du', said(twoTables)),
  ),
  make(
    'form/blank',
    ['the blank form sent back: review', 'a unit that attaches the wrong file', 'review, blank-form'],
    docx({ unit: 'Trường Mầm non Liên Châu', date }),
    review('blank-form', 'truong-mam-non-lien-chau', []),
  ),
  make(
    'form/last-year',
    ['last year’s form: review', 'a unit that opens last year’s file', 'review, other-letter'],
    docx({
      unit: 'Kho bạc Nhà nước huyện',
      date: '2021-03-01',
      letter: { number: '112-CV/HU', date: '2021-02-22', year: 2021 },
      collectives: [row('Phòng Giao dịch', { p: 'Kho bạc không chờ đợi' })],
    }),
    review('other-letter'),
  ),
  make(
    'form/other-letter',
    ['another letter’s form: review', 'a unit that answers two letters at once', 'review, other-letter'],
    docx({
      unit: 'Hội Sinh vật cảnh huyện',
      date,
      letter: { number: '460-CV/HU', date: '2022-02-10', year: 2022 },
      collectives: [row('Chi hội Sinh vật cảnh xã Bình Minh', { c: 'Vườn tùng la hán mở cửa' })],
    }),
    review('other-letter'),
  ),
  make(
    'form/unmarked',
    [
      'the table without title and letter',
      'a unit that copies the table alone',
      'review: is it this campaign’s',
    ],
    docx({
      unit: 'Trường Tiểu học Xuân Dương',
      date,
      title: '',
      collectives: [row('Tổ 5', { c: 'Mỗi tuần một câu chuyện đẹp' })],
    }),
    review('form-unmarked', 'truong-tieu-hoc-xuan-duong', [tt('Tổ 5', 'c', 'Mỗi tuần một câu chuyện đẹp')]),
  ),
  make(
    'form/text-outside',
    [
      'text outside the table that looks like registrations ("không theo mẫu"): review',
      'a unit with an afterthought',
      'review, the words named',
    ],
    docx({
      unit: 'Trường Tiểu học Liên Châu',
      date,
      collectives: [row('Liên đội', { c: 'Kế hoạch nhỏ làm việc lớn' })],
      after: [
        'Ngoài ra nhà trường đăng ký thêm mô hình "Bữa sáng yêu thương" do Hội cha mẹ học sinh thực hiện.',
      ],
    }),
    review('unread-residue'),
  ),
  make(
    'form/words-only',
    [
      'text that looks like registrations, no table',
      'a unit that writes a letter instead',
      'review, nothing read as a value',
    ],
    makeTextDocx([
      line('ĐƠN VỊ: TRƯỜNG MẦM NON KIM BÀI', 'left', true),
      line('ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH “DÂN VẬN KHÉO” NĂM 2022', 'center', true),
      line('1. Tập thể: Tổ nhà trẻ đăng ký mô hình “Góc chợ quê của bé”, lĩnh vực văn hóa - xã hội.'),
      line('2. Cá nhân: cô giáo Đào Thị Ngân đăng ký mô hình “Làm đồ chơi từ chai nhựa”.'),
      line('HIỆU TRƯỞNG', 'right', true),
    ]),
    review('form-unclear'),
  ),
  make(
    'form/appendix-of-plan',
    [
      'a plan with the form as its appendix',
      'a Party committee that sends its plan',
      'the form registered; the plan’s words are no residue',
    ],
    docx(plan),
    registered('dang-uy-xa-my-hung', said(plan)),
  ),
  make(
    'form/plan-without-form',
    ['the Ban’s other business', 'an office that sends its plan of work', 'not a form'],
    makeTextDocx(planLines),
    notAForm('no-form-words'),
  ),
  make(
    'form/own-letter',
    ['the letter 454 itself sent back', 'a unit that forwards what it got', 'not a form'],
    docx({ unit: '', lead: letterLines }),
    notAForm('own-letter'),
  ),
  make(
    'form/several-in-file',
    [
      'several forms in one file: a commune gathers its schools',
      'a commune’s office',
      'three forms, each its own',
    ],
    makeFormsDocx(campaign, gathered),
    {
      outcome: 'registered',
      findings: [],
      forms: gatheredUnits.map((unit, at) => ({ unit, registrations: said(gathered[at]!) })),
    },
  ),
  make(
    'form/several-one-doubtful',
    [
      'several forms in one file; one error holds its own form, never its neighbours',
      'a commune’s office',
      'two registered, one waits',
    ],
    makeFormsDocx(campaign, oneDoubtful),
    {
      outcome: 'review',
      findings: ['count-as-model'],
      forms: gatheredUnits.map((unit, at) =>
        at === 1
          ? { unit, outcome: 'review', registrations: [cn('Cô giáo Tưởng Thị Nga', 'c', '')] }
          : { unit, outcome: 'registered', registrations: said(oneDoubtful[at]!) },
      ),
    },
  ),
  make(
    'layout/both-blocks-one-empty',
    ['a form with individuals only', 'a unit with one exemplar', 'one registration'],
    docx({
      unit: 'Tòa án nhân dân huyện',
      date,
      tables: [
        drawn(
          [
            ...collectiveHeading,
            ['1', '', '', '', '', '', ''],
            ['2', '', '', '', '', '', ''],
            individualHeading,
            ['1', 'Đ/c Mai Thanh Hà', '', '', '', 'Hòa giải thành án hôn nhân', 'Thẩm phán'],
          ],
          [0, 1, 4],
        ),
      ],
    }),
    registered('toa-an-nhan-dan-huyen', [
      cn('Đ/c Mai Thanh Hà', 'p', 'Hòa giải thành án hôn nhân', 'Thẩm phán'),
    ]),
  ),
]
