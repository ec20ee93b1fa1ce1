/** Words of a correction: what people write when they send again, and what only looks like it. */
import { describe, expect, it } from 'vitest'
import {
  correctionFindings,
  findCorrection,
  isCorrectionMark,
} from '../../src/reading/form/correction-words.ts'

const kindOf = (text: string) => findCorrection(text)?.kind

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

describe('a line of the heading', () => {
  it.each(['(Bản thay thế)', 'BẢN ĐÍNH CHÍNH LẦN 2', 'Biểu mẫu thay thế bản đã gửi ngày 10/02'])('%s', text =>
    expect(isCorrectionMark(text)).toBe(true),
  )
  it.each(['Thay thế cô Hằng bằng cô Hoa', 'Bổ sung mô hình Vườn rau', 'Gửi lại: mô hình Vườn rau sạch'])(
    'is not: %s',
    text => expect(isCorrectionMark(text)).toBe(false),
  )
})
