/** Units written in ways that nearly match, or match too much. */
import type { FilledForm } from '../forms/form.ts'
import { type CorpusCase, registered, row, said, type Truth } from './case.ts'
import { docx, make } from './kit.ts'

const date = '2022-02-09'
const filled = (about: Partial<FilledForm>): FilledForm => ({
  date,
  collectives: [row('Tổ Xanh', { c: 'Góc phố không thuốc lá' })],
  ...about,
})
const of = (
  kind: string,
  about: CorpusCase['about'],
  form: Partial<FilledForm>,
  truth: (form: FilledForm) => Truth,
  file?: string,
): CorpusCase => {
  const whole = filled(form)
  return make(`unit/${kind}`, about, docx(whole), truth(whole), file === undefined ? {} : { file })
}
const is =
  (id: string) =>
  (form: FilledForm): Truth =>
    registered(id, said(form))
const maybe =
  (id: string) =>
  (form: FilledForm): Truth => ({ ...registered(id, said(form)), mayReview: true })
const held = (): Truth => ({ outcome: 'review', findings: [] })

export const hardUnitCases = (): CorpusCase[] => [
  of(
    'hamlet-under-commune-head',
    ['a Party letterhead of a hamlet’s cell: never booked to the parent alone', 'a hamlet', 'review'],
    { letterhead: { kind: 'party', parent: 'ĐẢNG BỘ XÃ TAM HƯNG', unit: 'CHI BỘ THÔN BÙI XÁ' } },
    held,
  ),
  of(
    'society-of-commune',
    ['a differing level (xã / huyện) is never a match', 'a commune’s women’s union', 'review'],
    { unit: 'Hội Liên hiệp Phụ nữ xã Bích Hòa' },
    held,
  ),
  of(
    'police-of-commune',
    ['a differing level (xã / huyện) is never a match', 'a commune’s police', 'review'],
    { unit: 'Công an xã Mỹ Hưng' },
    held,
  ),
  of(
    'union-of-school',
    ['công đoàn of a unit is a collective, not a unit', 'a school’s union', 'review'],
    { unit: 'Công đoàn trường THCS Kim An' },
    held,
  ),
  of(
    'with-commune-behind',
    [
      'the commune behind the school’s name',
      'a school that says where it is',
      'the school, or the clerk is asked',
    ],
    { unit: 'Trường Mầm non Thanh Mai - xã Thanh Mai' },
    maybe('truong-mam-non-thanh-mai'),
  ),
  of(
    'with-district-and-city',
    ['"huyện Thanh Oai", "TP Hà Nội" at the end', 'a school that says where it is', 'the school'],
    { unit: 'Trường Mầm non Thanh Mai, huyện Thanh Oai, TP Hà Nội' },
    is('truong-mam-non-thanh-mai'),
  ),
  of(
    'odd-spaces',
    ['spaces are folded', 'a typist who aligns by spaces', 'the school'],
    { unit: ' Trường  mầm  non\u00a0Thanh Mai ' },
    is('truong-mam-non-thanh-mai'),
  ),
  of(
    'without-truong',
    ['a school without "Trường"', 'a hasty clerk', 'the school'],
    { unit: 'Mầm Non Kim An' },
    is('truong-mam-non-kim-an'),
  ),
  of(
    'arabic-number',
    ['I and 1 are the same number', 'a school that writes 2 for II', 'the school, or the clerk is asked'],
    { unit: 'Trường Tiểu học Cao Viên 2' },
    maybe('truong-tieu-hoc-cao-vien-ii'),
  ),
  of(
    'both-offices',
    ['ĐẢNG ỦY - HĐND - UBND in one head', 'a commune', 'one of them, or the clerk is asked'],
    { unit: 'Đảng ủy - HĐND - UBND xã Cao Viên' },
    maybe('dang-uy-xa-cao-vien'),
  ),
  of(
    'letterhead-over-lines',
    ['the lower name broken over two lines', 'a narrow column', 'the school'],
    { letterhead: { kind: 'state', parent: 'PHÒNG GD&ĐT THANH OAI\nTRƯỜNG MẦM NON', unit: 'THANH THÙY' } },
    maybe('truong-mam-non-thanh-thuy'),
  ),
  of(
    'department-over-school',
    ['a State letterhead of Phòng GD&ĐT over a school', 'a school', 'the school'],
    { letterhead: { kind: 'state', parent: 'PHÒNG GD&ĐT THANH OAI', unit: 'TRƯỜNG THCS CAO VIÊN' } },
    is('truong-thcs-cao-vien'),
  ),
  of(
    'three-line-head',
    ['a letterhead of three lines', 'a school', 'the lowest'],
    {
      letterhead: {
        kind: 'state',
        parent: 'UBND HUYỆN THANH OAI\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO',
        unit: 'TRƯỜNG TIỂU HỌC TÂN ƯỚC',
      },
    },
    is('truong-tieu-hoc-tan-uoc'),
  ),
  of(
    'file-of-another',
    ['a file of one school that names another', 'a school that took a colleague’s file', 'review'],
    { unit: 'Trường Mầm non Kim Thư' },
    held,
    'DVK MN Kim An.docx',
  ),
  of(
    'file-of-the-same',
    ['the file’s name says the same', 'a school', 'the school'],
    { unit: 'Trường Mầm non Kim Thư' },
    is('truong-mam-non-kim-thu'),
    'DVK MN Kim Thu.docx',
  ),
  of(
    'signature-of-hamlet',
    [
      'the signature names a hamlet: no contradiction of a commune',
      'a commune whose hamlet signs',
      'the commune’s own line, or the clerk is asked',
    ],
    { unit: 'Đảng ủy xã Kim An', signerTitle: 'T/M CHI BỘ THÔN NGỌC LIÊN', signer: 'Lê Văn Thọ' },
    maybe('dang-uy-xa-kim-an'),
  ),
  of(
    'label-of-other-words',
    ['`Tên đơn vị:`', 'a typist', 'the unit'],
    { before: ['Tên đơn vị: Hội Đông y huyện'] },
    is('hoi-dong-y-huyen'),
  ),
  of(
    'space-before-colon',
    ['`Đơn vị :`', 'a typist', 'the unit'],
    { before: ['ĐƠN VỊ : Hội Đông y huyện Thanh Oai'] },
    is('hoi-dong-y-huyen'),
  ),
  of(
    'short-party-committee',
    ['ĐU / Đảng ủy', 'a commune', 'the unit'],
    { unit: 'ĐU xã Cao Viên' },
    maybe('dang-uy-xa-cao-vien'),
  ),
  of(
    'commune-without-kind',
    ['only the commune’s name: Đảng ủy or UBND', 'a commune', 'review, or one of the group'],
    { unit: 'xã Cao Viên' },
    held,
  ),
  of(
    'primary-not-lower-secondary',
    ['Trường Tiểu học & THCS: not on the roster', 'a school of two levels', 'review'],
    { unit: 'Trường Tiểu học và THCS Kim Bài' },
    held,
  ),
]
