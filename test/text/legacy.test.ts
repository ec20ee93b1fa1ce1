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
    ['.VnArial NarrowH', 'tcvn3-capitals'],
    ['ABCDEF+.VnTimeH,Bold', 'tcvn3-capitals'],
    ['.VnTime-BoldItalic', 'tcvn3'],
    ['VnTime', 'tcvn3'],
    ['VnTimeH', 'tcvn3-capitals'],
    ['VNI-Helve-Condense', 'vni'],
    ['VPS Times', 'other'],
    ['VI Times', 'other'],
    ['VNtimes new roman', 'other'],
    ['SVNtimes new roman', 'other'],
    ['Times New Roman', 'unicode'],
    ['SVN-Gilroy', 'unicode'],
    ['UTM Avo', 'unicode'],
    ['Viner Hand ITC', 'unicode'],
    ['Arial Unicode MS', 'unicode'],
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
    ['TCVN3 and Unicode in one run, a word in both', 'Tr­êng mÇm non Cự Khê', 'tcvn3'],
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

describe('a line without a font', () => {
  const vietnamese = [
    'Trường Mầm non Kim Thư',
    'Chi bộ thôn Tảo Dương',
    'Lê Thị Hường',
    'Hội người cao tuổi',
    'UBND xã Cao Viên',
    'Đ/c Nguyễn Thị Hồng',
    'Văn hóa-xã hội',
    'Mô hình "5 không, 3 sạch"',
    '• Tổ tự quản về vệ sinh môi trường; (2) đường hoa',
    'Xã Mỹ Hưng: 30 hộ, đạt 95 %',
  ]
  it.each(vietnamese)('is read in TCVN3, VNI and Unicode: %s', line => {
    const sure = { text: line, doubtful: false }
    expect(decodeLegacy(encodeTcvn3(line), 'unknown')).toEqual(sure)
    expect(decodeLegacy(encodeVni(line), 'unknown')).toEqual(sure)
    expect(decodeLegacy(line, 'unknown')).toEqual(sure)
    expect(decodeLegacy(line.normalize('NFD'), 'unknown')).toEqual(sure)
  })
  it('is read from the private area', () => {
    const stored = encodeTcvn3('mầm non').replace(/[^ -~]/g, letter =>
      String.fromCharCode(0xf000 + letter.charCodeAt(0)),
    )
    expect(decodeLegacy(stored, 'unknown')).toEqual({ text: 'mầm non', doubtful: false })
  })
  it('takes small letters among capitals for capitals', () => {
    expect(decodeLegacy('TR­êNG MÇM NON X· CAO VI£N', 'unknown').text).toBe('TRƯỜNG MẦM NON XÃ CAO VIÊN')
    expect(decodeLegacy('TR­êNG MÇM NON', 'tcvn3').text).toBe('TRƯỜNG MẦM NON')
    expect(decodeLegacy('Hµ Néi', 'tcvn3').text).toBe('Hà Nội')
  })
  it.each([
    'café',
    'Müller, Straße 5, Köln',
    'São Paulo – João, três irmãs',
    'François Noël est là où il est né',
    'José María, año 2022, niño, Ñandú',
    'Zoë, naïve, déjà vu, l’été à Nîmes',
    'Blåbærsyltetøy på brød',
    'Ælfred, Þór, smørrebrød, København',
    'Hyvää päivää, Jyväskylä',
    'Lê Thanh Hà, xã Cao Viên',
    'Bình là con ông Hoàn',
    'Hoà, hoá, toà nhà, xoá mù',
    'Đặng Văn Ngữ «bản chính» © 2022, 30 m², 25 °C, § 5, ½ ha, 2 × 3',
    'Łódź, Dvořák, Čapek',
    '\uf0a7 Quản lý, \uf0b7Hội',
    'Trần Văn Bình – ĐHSP Hà Nội',
  ])('is left alone: %s', line =>
    expect(decodeLegacy(line, 'unknown')).toEqual({ text: line, doubtful: false }),
  )
  it.each(['gång', 'Thaï', 'Tæ 3', 'Q§-UBND', 'Trường TiÓu häc Khê'])('is doubted and left alone: %s', line =>
    expect(decodeLegacy(line, 'unknown')).toEqual({ text: line, doubtful: true }),
  )
  it('never changes what only Unicode can say', () => {
    fc.assert(
      fc.property(vietnameseText, text => {
        const line = `${text} Đường`
        expect(decodeLegacy(line, 'unknown').text).toBe(line)
        expect(decodeLegacy(line, 'unicode').text).toBe(line)
      }),
    )
  })
})

describe('fonts that lie', () => {
  it('proposes what old letters in a Unicode font say', () => {
    expect(decodeLegacy('Tr­êng MÇm non Kim Th­', 'unicode')).toEqual({
      text: 'Trường Mầm non Kim Thư',
      doubtful: true,
    })
    expect(decodeLegacy('Ñaûng uûy xaõ', 'other')).toEqual({ text: 'Đảng ủy xã', doubtful: true })
  })
  it.each(['Xã Cao Viên', 'Hà', 'Trường Mầm non', 'Thôn Bình Minh'])(
    'leaves Unicode under an old font: %s',
    text => {
      expect(decodeLegacy(text, 'tcvn3')).toEqual({ text, doubtful: false })
    },
  )
  it('keeps what Word corrected', () => {
    expect(decodeLegacy('“M« h×nh” – s¹ch… • 5‰', 'tcvn3')).toEqual({
      text: '“Mô hình” – sạch… • 5‰',
      doubtful: false,
    })
    expect(decodeLegacy('“Moâ hình” – saïch… «»', 'vni')).toEqual({
      text: '“Mô hình” – sạch… «»',
      doubtful: false,
    })
  })
  it('reads Unicode typed into old letters, word by word', () => {
    expect(decodeLegacy('C¸c ch­¬ng tr×nh về TĐC', 'tcvn3')).toEqual({
      text: 'Các chương trình về TĐC',
      doubtful: false,
    })
    expect(decodeLegacy('Ban đÇu t­', 'tcvn3')).toEqual({ text: 'Ban đầu tư', doubtful: false })
    expect(decodeLegacy('Trường TiÓu häc', 'unknown')).toEqual({ text: 'Trường Tiểu học', doubtful: true })
  })
  it('takes VNI as its fonts draw it', () => {
    expect(decodeLegacy('Uûy ban; OÂng chiùnh; ñaààu', 'vni')).toEqual({
      text: 'Ủy ban; Ông chính; đầu',
      doubtful: false,
    })
    expect(decodeLegacy('sô ûbaèng', 'vni').doubtful).toBe(true)
  })
  it('knows the signs that PDF has for its letters', () => {
    expect(decodeLegacy('Th«ng t− x∙ h−íng lμ 5 − 3', 'tcvn3').text).toBe('Thông tư xã hướng là 5 − 3')
  })
  it('tells a hyphen for line ends from ư', () => {
    expect(decodeLegacy('Tr­êng ph­­êng héi vi­ªn', 'tcvn3').text).toBe('Trường phường hội viên')
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
