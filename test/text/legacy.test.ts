/** Old encodings: decoded by their font, doubted without it, left alone where they are Unicode. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldBare, foldTones, tidy } from '../../src/text/fold.ts'
import { decodeLegacy, encodingOfFont } from '../../src/text/legacy.ts'
import { encodeTcvn3, encodeVni, vietnameseLetters, vietnameseText } from './encode.ts'

describe('fonts', () => {
  it.each([
    ['.VnTime', 'tcvn3'],
    ['.VnTimeH', 'tcvn3-capitals'],
    ['.VNARIALH', 'tcvn3-capitals'],
    ['VNI-Times', 'vni'],
    ['VNI Helve', 'vni'],
    ['Times New Roman', 'unicode'],
    ['Vnmyfont', 'unicode'],
    [undefined, 'unicode'],
  ] as const)('%s', (font, encoding) => expect(encodingOfFont(font)).toBe(encoding))
})

describe('every letter', () => {
  it('comes back from TCVN3 and VNI', () => {
    for (const letter of vietnameseLetters) {
      const lower = letter.toLowerCase()
      expect(decodeLegacy(encodeTcvn3(lower), 'tcvn3')).toEqual({ text: lower, doubtful: false })
      expect(decodeLegacy(encodeTcvn3(lower), 'tcvn3-capitals')).toEqual({
        text: letter.toUpperCase(),
        doubtful: false,
      })
      expect(decodeLegacy(encodeVni(letter), 'vni')).toEqual({ text: letter, doubtful: false })
      expect(decodeLegacy(letter.normalize('NFD'), 'unicode')).toEqual({ text: letter, doubtful: false })
    }
  })
  it('comes back in any text', () => {
    fc.assert(
      fc.property(vietnameseText, text => {
        expect(decodeLegacy(encodeTcvn3(text.toLowerCase()), 'tcvn3').text).toBe(text.toLowerCase())
        expect(decodeLegacy(encodeVni(text), 'vni').text).toBe(text)
      }),
    )
  })
  it('comes back from the private area where Word keeps the letters of symbol fonts', () => {
    const text = Array.from(encodeTcvn3('mầm non'), letter =>
      String.fromCharCode(0xf000 + letter.charCodeAt(0)),
    ).join('')
    expect(decodeLegacy(text, 'tcvn3').text).toBe('mầm non')
  })
})

describe('doubt', () => {
  it.each([
    ['a letter that TCVN3 does not have', 'Tr­êngÙ', 'tcvn3'],
    ['a letter that VNI does not have', 'Tröôøngß', 'vni'],
    ['TCVN3 in a Unicode font', 'Chi bé th«n T¶o D­¬ng', 'unicode'],
    ['TCVN3 of one word', 'Tr­êng', 'unicode'],
    ['TCVN3 that ends in its ư', 'Kim Th­', 'unicode'],
    ['TCVN3 capitals inside a word', 'NguyÔn V¨n Hïng', 'unicode'],
    ['VNI in a Unicode font', 'Ñaûng uûy xaõ', 'unicode'],
    ['TCVN3 and Unicode in one run', 'Tr­êng mÇm non Cự Khê', 'tcvn3'],
  ] as const)('%s', (_, text, encoding) => expect(decodeLegacy(text, encoding).doubtful).toBe(true))

  it.each([
    'Nước sạch: 30 m²/người, 25°C, "5 không" – §5, 100 %; tuyên truyền «Ngày Chủ nhật xanh»…',
    'Đảng uỷ; Ðảng ủy (gõ bằng Ð), TDP số 1 & 2',
    'THÔN TẢO DƯƠNG – XÃ HỒNG DƯƠNG',
    'mô\u00adhình dân\u00advận',
    'Trần Văn Bình – ĐHSP Hà Nội',
  ])('not for Unicode: %s', text => {
    expect(decodeLegacy(text, 'unicode')).toEqual({ text: text.replaceAll('\u00ad', ''), doubtful: false })
  })
  it('finds old letters in nearly every line of a form without its font', () => {
    const lines = [
      'Trường Mầm non Kim Thư',
      'Chi bộ thôn Tảo Dương',
      'Hội Cựu chiến binh',
      'Tuyến đường hoa phụ nữ tự quản',
      'Xây dựng hệ thống chính trị',
      'Nguyễn Thị Hường',
    ]
    for (const line of lines) {
      expect(decodeLegacy(encodeTcvn3(line), 'unicode').doubtful).toBe(true)
      expect(decodeLegacy(encodeVni(line), 'unicode').doubtful).toBe(true)
    }
  })
})

describe('folding', () => {
  it.each([
    ['hòa', 'hoà'],
    ['thủy', 'thuỷ'],
    ['Quý', 'quý'],
    ['Ðảng  ỦY', 'đảng uỷ'],
    ['Kim\u00a0Thư ', 'kim thư'],
    ['Mỹ Hưng', 'Mỹ Hưng'.normalize('NFD')],
  ])('%s and %s are one', (one, other) => expect(foldTones(one)).toBe(foldTones(other)))
  it.each([
    ['hòa', 'hóa'],
    ['hoa', 'hòa'],
    ['dân', 'đân'],
    ['thủ y', 'thủy'],
    ['Cao Viên I', 'Cao Viên II'],
  ])('%s and %s are two', (one, other) => expect(foldTones(one)).not.toBe(foldTones(other)))
  it('is done once and for all', () => {
    fc.assert(
      fc.property(vietnameseText, text => {
        expect(foldTones(foldTones(text))).toBe(foldTones(text))
        expect(foldBare(foldBare(text))).toBe(foldBare(text))
        expect(tidy(tidy(text))).toBe(tidy(text))
        expect(foldTones(text.normalize('NFD'))).toBe(foldTones(text))
        expect(foldBare(foldTones(text))).toBe(foldBare(text))
      }),
    )
  })
  it('leaves letters and digits to headings', () => {
    expect(foldBare(' Văn hóa – Xã hội (1) ')).toBe('van hoa xa hoi 1')
  })
})
