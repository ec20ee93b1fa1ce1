/** Words of a correction: what people write when they send again, and what only looks like it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  correctionFindings,
  findCorrections,
  isCorrectionMark,
  joinWrapped,
} from '../../src/reading/form/correction-words.ts'

/** What adds takes nobody's place, whatever else is said. */
const kindOf = (text: string) => {
  const kinds = findCorrections(text).map(one => one.kind)
  return kinds.includes('adds') ? 'adds' : kinds[0]
}
const samples = readFileSync(path.join(import.meta.dirname, 'data/correction-lines.txt'), 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, sign, text] = /^([RrA?-]) (.+)$/.exec(line) ?? []
    return sign !== undefined && text !== undefined ? [{ sign, text }] : []
  })

describe('a correction', () => {
  it.each([
    'Gửi lại biểu đăng ký Dân vận khéo',
    'GỬI LẠI',
    'Trường xin gửi lại biểu mẫu do lần trước ghi sót',
    'Xin được gửi lại bản đăng ký',
    'Đính chính biểu đăng ký mô hình',
    'Bản này thay thế bản đã gửi ngày 10/02',
    'Đề nghị Ban lấy bản này thay thế bản trước',
    'Kính gửi bản chính thức',
    'Biểu mẫu đăng ký chính thức của UBND xã',
    'Thay cho biểu gửi hôm qua',
    'Đề nghị hủy bản gửi trước, lấy bản này',
    'Fwd: Gửi lại DVK 2022',
    'Gửi bản đã chỉnh sửa',
  ])('%s', text => expect(kindOf(text)).toBe('replaces'))

  it.each([
    'Gửi bổ sung biểu đăng ký',
    'Trường đăng ký thêm 01 mô hình',
    'Gửi lại biểu (đã bổ sung cá nhân)',
  ])('that adds, or both: %s', text => expect(kindOf(text)).toBe('adds'))

  it.each([
    'Gửi biểu đăng ký Dân vận khéo',
    'Nếu chưa đúng xin báo để trường gửi lại',
    'Trường sẽ gửi lại bản chính thức sau',
    'Bản này không thay thế bản đã gửi',
    'Chưa phải bản chính thức',
    'Re: Đề nghị gửi lại biểu đăng ký',
    'Nhờ chị gửi lại mẫu cho em',
    'Nếu cần bổ sung đề nghị liên hệ văn thư',
    'Có gì thiếu em bổ sung sau',
    '',
  ])('is not: %s', text => expect(kindOf(text)).toBeUndefined())

  it('is said once of each kind, in its own words', () => {
    expect(
      correctionFindings(['Kính gửi Ban.', 'Gửi lại lần 2', 'Đính chính', 'Bổ sung sau: xem tệp']),
    ).toEqual([
      { code: 'says-replacement', args: { text: 'Gửi lại lần 2' } },
      { code: 'says-addition', args: { text: 'Bổ sung sau: xem tệp' } },
    ])
  })
})

describe('the lines that people write', () => {
  const read = (signs: string, kind: string | undefined) =>
    samples.filter(one => signs.includes(one.sign) && kindOf(one.text) === kind).map(one => one.text)
  const of = (sign: string) => samples.filter(one => one.sign === sign).map(one => one.text)
  it('are many', () => expect(samples.length).toBeGreaterThan(400))
  it('never replace where a careful person would not say so', () =>
    expect(read('A?-', 'replaces')).toEqual([]))
  it('replace where they say so', () => expect(read('R', 'replaces')).toEqual(of('R')))
  it('add where they say so', () => expect(read('A', 'adds')).toEqual(of('A')))
  it('are left to the clerk where they are too loosely typed', () =>
    expect(read('r', undefined)).toEqual(of('r')))
})

describe('lines broken by a mail program', () => {
  it('are one sentence', () => {
    const lines = ['Trường sẽ rà soát, chỉnh sửa và', 'gửi lại biểu.', 'Trân trọng']
    expect(joinWrapped(lines)).toEqual(['Trường sẽ rà soát, chỉnh sửa và gửi lại biểu.', 'Trân trọng'])
    expect(correctionFindings(joinWrapped(['Trường sẽ:', '- Họp chi bộ', '- Gửi lại biểu']))).toEqual([])
    expect(joinWrapped(['Kính gửi Ban', 'Gửi lại biểu', '', 'Gửi lại biểu'])).toHaveLength(4)
  })
})

describe('a line of the heading', () => {
  it.each([
    '(Bản thay thế)',
    'BẢN ĐÍNH CHÍNH LẦN 2',
    'Biểu mẫu thay thế bản đã gửi ngày 10/02',
    '(Biểu này thay thế biểu gửi ngày 09/02/2022)',
    '(Bản đã sửa)',
  ])('%s', text => expect(isCorrectionMark(text)).toBe(true))
  it.each(['Thay thế cô Hằng bằng cô Hoa', 'Bổ sung mô hình Vườn rau', 'Gửi lại: mô hình Vườn rau sạch'])(
    'is not: %s',
    text => expect(isCorrectionMark(text)).toBe(false),
  )
})
