/**
 * Files of an office program: our forms opened and saved by LibreOffice in each format that units send. The files are
 * committed and never made by `npm run corpus`: another version of the program would make other bytes. See `make-office.ts`.
 */
import type { FilledForm } from '../forms/form.ts'
import {
  type CorpusCase,
  more,
  type OfficeKind,
  registered,
  review,
  row,
  said,
  type Truth,
  tt,
} from './case.ts'
import { docx, make, tcvn3, vni, xlsx } from './kit.ts'

const date = '2022-02-12'

const school: FilledForm = {
  unit: 'Trường THCS Mỹ Hưng',
  date,
  signerTitle: 'HIỆU TRƯỞNG',
  signer: 'Ngô Thị Bích',
  collectives: [
    row('Công đoàn trường THCS Mỹ Hưng', { c: 'Bếp ăn tập thể không lãng phí' }, 'Năm thứ hai'),
    row('Chi bộ trường THCS Mỹ Hưng', {
      p: 'Đảng viên đỡ đầu học sinh khó khăn',
      s: 'Cổng trường không ùn tắc',
    }),
  ],
  individuals: [row('Cô giáo Vương Thị Hòa', { c: 'Dạy chữ cho người lớn tuổi' })],
}
const commune: FilledForm = {
  letterhead: { kind: 'party', parent: 'ĐẢNG BỘ HUYỆN THANH OAI', unit: 'ĐẢNG ỦY XÃ KIM THƯ' },
  place: 'Kim Thư',
  date,
  signerTitle: 'T/M BAN THƯỜNG VỤ',
  signer: 'Đàm Văn Thuận',
  collectives: [
    row('Hội Nông dân xã Kim Thư', { e: ['- Nuôi vịt biển trên ruộng lúa', '- Tổ dịch vụ máy gặt'] }),
    row('Hội LHPN xã Kim Thư', { c: ['1. Chi hội không có trẻ bỏ học', '2. Làn nhựa đi chợ'] }, 'Toàn xã'),
  ],
}
const merged: FilledForm = {
  unit: 'Liên đoàn Lao động huyện',
  date,
  collectives: [
    row('Ban Nữ công', { c: 'Phòng vắt sữa tại xưởng may' }),
    more({ s: 'Nhà trọ không tệ nạn' }, 'Khu công nghiệp'),
    row('Công đoàn cơ sở Công ty may Bình Minh', { e: 'Sáng kiến từ chuyền may' }),
  ],
  individuals: [row('Đ/c Triệu Quang Huy', { c: 'Bữa ăn ca đủ chất' })],
}
const two: FilledForm = {
  unit: 'Hội Cựu chiến binh huyện',
  date,
  twoTables: true,
  collectives: [row('Hội CCB xã Cự Khê', { s: 'Năm cùng với thanh niên chậm tiến' })],
  individuals: [row('Ông Khuất Duy Tiến', { e: 'Trang trại cựu binh' })],
}
const state: FilledForm = {
  letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'TRƯỜNG MẦM NON PHƯƠNG TRUNG' },
  date,
  signerTitle: 'HIỆU TRƯỞNG',
  signer: 'Lưu Thị Hà',
  collectives: [row('Tổ mẫu giáo 4 tuổi', { c: 'Bé với nghề nón quê em' })],
  individuals: [row('Cô giáo Nhữ Thị Thu', { c: 'Góc cổ tích từ vải vụn' }, 'Mới')],
}
const lines: FilledForm = {
  unit: 'UBND xã Thanh Thùy',
  date,
  collectives: [
    row('Công an xã Thanh Thùy', { s: ['Camera an ninh xóm nghề', 'Đội dân phòng chữa cháy xưởng gỗ'] }),
  ],
}
const semicolon: FilledForm = {
  unit: 'UBND xã Liên Châu',
  date,
  collectives: [row('Hội Nông dân xã Liên Châu', { e: 'Nuôi ốc nhồi ao bạt; Vịt cỏ thả đồng' })],
}
const blank: FilledForm = { unit: 'Trường Tiểu học Kim Bài', date }

const truths = {
  school: registered('truong-thcs-my-hung', said(school)),
  commune: registered('dang-uy-xa-kim-thu', [
    tt('Hội Nông dân xã Kim Thư', 'e', 'Nuôi vịt biển trên ruộng lúa'),
    tt('Hội Nông dân xã Kim Thư', 'e', 'Tổ dịch vụ máy gặt'),
    tt('Hội LHPN xã Kim Thư', 'c', 'Chi hội không có trẻ bỏ học', 'Toàn xã'),
    tt('Hội LHPN xã Kim Thư', 'c', 'Làn nhựa đi chợ', 'Toàn xã'),
  ]),
  merged: registered('lien-doan-lao-dong-huyen', said(merged)),
  two: registered('hoi-cuu-chien-binh-huyen', said(two)),
  state: registered('truong-mam-non-phuong-trung', said(state)),
  lines: registered(
    'ubnd-xa-thanh-thuy',
    [
      tt('Công an xã Thanh Thùy', 's', 'Camera an ninh xóm nghề'),
      tt('Công an xã Thanh Thùy', 's', 'Đội dân phòng chữa cháy xưởng gỗ'),
    ],
    'split-by-line',
  ),
  semicolon: review('model-split-unclear', 'ubnd-xa-lien-chau', [
    tt('Hội Nông dân xã Liên Châu', 'e', 'Nuôi ốc nhồi ao bạt; Vịt cỏ thả đồng'),
  ]),
  blank: review('blank-form', 'truong-tieu-hoc-kim-bai', []),
} satisfies Record<string, Truth>
const forms = { school, commune, merged, two, state, lines, semicolon, blank }
type FormName = keyof typeof forms

const writers: Readonly<Record<OfficeKind, readonly [line: string, who: string]>> = {
  doc: ['.doc (very common)', 'an office with an old Word'],
  xls: ['.xls (very common)', 'an office with an old Excel'],
  odt: ['.odt', 'a school with LibreOffice'],
  ods: ['.ods', 'a school with LibreOffice'],
  rtf: ['.rtf', 'somebody whose Word saves so'],
  pdf: ['.pdf with text', 'an office that exports before it signs'],
  docx: ['.docx, saved by another program than Word', 'a school with LibreOffice'],
  xlsx: ['.xlsx, saved by another program than Excel', 'a school with LibreOffice'],
  html: ['an HTML page named .xls', 'a form exported by a web site'],
}
const what: Readonly<Record<FormName, string>> = {
  school: 'every model, both sections',
  commune: 'the unit of the letterhead; marks removed, the note with each model',
  merged: 'each model under the name merged down over it',
  two: 'one form of two tables',
  state: 'the unit of the letterhead',
  lines: 'two models, with split-by-line',
  semicolon: 'review, the cell as it stands',
  blank: 'review, blank-form',
}

const office = async (
  to: OfficeKind,
  name: FormName,
  fromKind: 'docx' | 'xlsx',
  letters?: 'tcvn3' | 'vni',
): Promise<CorpusCase> => {
  const style = letters ? { letters: letters === 'tcvn3' ? tcvn3 : vni } : {}
  const from = fromKind === 'docx' ? docx(forms[name], style) : await xlsx(forms[name], style)
  const kind = `${to}/${letters ?? name}`
  // How a page breaks lines nobody can tell from a PDF for certain: asking is right too.
  const doubt = to === 'pdf' && name === 'lines' ? ({ mayReview: true } as const) : {}
  return make(
    kind,
    [letters ? `${writers[to][0]}, in ${letters.toUpperCase()}` : writers[to][0], writers[to][1], what[name]],
    { from, fromKind, to },
    { ...truths[name], ...doubt },
    {
      file: `input.${to === 'html' ? 'xls' : to}`,
      name: `${kind.replace('/', '-')}${fromKind === 'xlsx' && to === 'pdf' ? '-from-sheet' : ''}`,
    },
  )
}

export const officeCases = async (): Promise<CorpusCase[]> =>
  Promise.all([
    ...(['school', 'commune', 'merged', 'two', 'state', 'lines', 'semicolon', 'blank'] as const).map(name =>
      office('doc', name, 'docx'),
    ),
    office('doc', 'school', 'docx', 'tcvn3'),
    office('doc', 'merged', 'docx', 'vni'),
    ...(['school', 'commune', 'merged', 'lines', 'blank'] as const).map(name => office('xls', name, 'xlsx')),
    office('xls', 'school', 'xlsx', 'tcvn3'),
    ...(['school', 'commune', 'merged', 'two', 'lines'] as const).map(name => office('odt', name, 'docx')),
    office('odt', 'state', 'docx', 'tcvn3'),
    ...(['school', 'commune', 'merged'] as const).map(name => office('ods', name, 'xlsx')),
    ...(['school', 'commune', 'merged', 'two', 'lines', 'semicolon'] as const).map(name =>
      office('rtf', name, 'docx'),
    ),
    office('rtf', 'state', 'docx', 'tcvn3'),
    ...(['school', 'commune', 'merged', 'state', 'two', 'lines', 'semicolon'] as const).map(name =>
      office('pdf', name, 'docx'),
    ),
    office('pdf', 'school', 'xlsx'),
    ...(['school', 'commune', 'merged'] as const).map(name => office('docx', name, 'docx')),
    ...(['school', 'merged'] as const).map(name => office('xlsx', name, 'xlsx')),
    office('html', 'school', 'xlsx'),
  ])
