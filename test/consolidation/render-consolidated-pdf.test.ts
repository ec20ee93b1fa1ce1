import { beforeAll, describe, expect, test } from 'vitest'
import { renderConsolidatedPdf } from '../../src/consolidation/render-consolidated-pdf.ts'
import { makeTable } from '../../src/consolidation/table-model.ts'
import { makeDistrict } from './district.ts'
import { bare, type DrawnPdf, type DrawnWord, readPdf } from './drawn.ts'
import { at, campaignFolder, type Row, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const names = { author: 'BAN DÂN VẬN', campaign: 'dan-van-kheo-2022' }
const draw = (rows: readonly Row[], when = now): Promise<Buffer> =>
  renderConsolidatedPdf(
    makeTable({
      snapshot: snapshotOf([{ rows }]),
      roster: rosterOf(unitOf('u1')),
      campaignFolder,
      now: when,
    }),
    names,
  )
const points = (millimetres: number): number => (millimetres * 72) / 25.4
const textOf = (words: readonly DrawnWord[]): string => words.map(one => one.text).join(' ')

describe('a district on paper', () => {
  let bytes: Buffer
  let pdf: DrawnPdf
  const onPage = (page: number): DrawnWord[] => pdf.words.filter(one => one.page === page)
  beforeAll(async () => {
    bytes = await renderConsolidatedPdf(makeTable({ ...makeDistrict(), campaignFolder, now }), names)
    pdf = await readPdf(bytes)
  })

  test('A4 across; nothing stands outside the margins but the page number', () => {
    expect(pdf.paper.map(Math.round)).toEqual([0, 0, 842, 595])
    const outside = pdf.words.filter(
      one =>
        one.x < points(30) - 0.1 ||
        one.right > points(297 - 15) + 0.1 ||
        one.y < points(20) ||
        one.y + one.size * 0.7 > points(210 - 20),
    )
    expect(outside.map(one => [one.page, one.text])).toEqual(
      Array.from({ length: pdf.pages - 1 }, (_, index) => [index + 2, String(index + 2)]),
    )
    // The page's number stands above the middle of what is written, and is not read out.
    for (const one of outside) {
      expect(Math.abs((one.x + one.right) / 2 - points(30 + 252 / 2))).toBeLessThan(1)
      expect(one.tag).toBeUndefined()
    }
  })

  test('every page begins with the heading of its section', () => {
    let section = 'Têntậpthểthựchiện'
    for (let page = 1; page <= pdf.pages; page++) {
      const words = bare(textOf(onPage(page)))
      if (words.includes('B.CÁNHÂN')) {
        expect(words).toContain('Têncánhânthựchiện')
        if (words.indexOf('B.CÁNHÂN') > 1) expect(words).toContain(section)
        section = 'Têncánhânthựchiện'
      } else expect(words).toContain(section)
      for (const heading of [
        'TT',
        'Đơnvị',
        'Kinhtế',
        'Vănhóa-xãhội',
        'Anninhquốcphòng',
        'Xâydựnghệthốngchínhtrị',
        'Ghichú',
      ])
        expect(words).toContain(heading)
    }
  })

  test('sums and the signer stand with a row above them', () => {
    const last = onPage(pdf.pages).map(one => one.text)
    expect(last).toContain('TRƯỞNG BAN')
    expect(last).toContain('Nơi nhận:')
    expect(last.some(text => text.startsWith('Tổng cộng'))).toBe(true)
    for (let page = 1; page <= pdf.pages; page++) {
      const texts = onPage(page).map(one => one.text)
      const sum = texts.findIndex(text => /^Cộng [AB]:/.test(text))
      if (sum >= 0) expect(texts.slice(0, sum).filter(text => /^\d+$/.test(text)).length).toBeGreaterThan(1)
    }
  })

  test('the line below the party is as long as its words', () => {
    const party = pdf.words.find(one => one.text === 'ĐẢNG CỘNG SẢN VIỆT NAM')!
    expect(party.right - party.x).toBeCloseTo(179, 0)
  })

  test('says what it is, in which language, and of which snapshot; letters are in it', () => {
    expect(pdf.info).toMatchObject({
      Title: 'BIỂU TỔNG HỢP ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
      Author: 'BAN DÂN VẬN',
      Language: 'vi-VN',
      CreationDate: 'D:20220214090500Z',
    })
    expect(pdf.info.Keywords).toBe('dan-van-kheo-2022; revision 7; 2022-02-14T09:05:00.000Z')
    const raw = bytes.toString('latin1')
    expect(raw.match(/\/FontFile2/g)).toHaveLength(4)
    expect(raw.match(/\/FontName \/[A-Z]{6}\+Tinos-\w+/g)).toHaveLength(4)
    expect(raw).toContain('/ColSpan 8')
  })
})

test('the same table gives the same bytes; another moment does not', async () => {
  const [one, same, other] = [await draw([{}]), await draw([{}]), await draw([{}], now + 60_000)]
  expect(same.equals(one)).toBe(true)
  expect(other.equals(one)).toBe(false)
})

test('every letter of Vietnamese comes back as it was written, in NFC', async () => {
  const vowels = [...'aăâeêioôơuưy'].flatMap(vowel =>
    ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map(tone => vowel + tone),
  )
  const letters = [...vowels, ...vowels.map(one => one.toUpperCase()), 'đ', 'Đ'].map(one =>
    one.normalize('NFC'),
  )
  const model = letters.join(' ')
  const { rows } = await readPdf(await draw([{ name: model, model: model.normalize('NFD') }]))
  const row = rows.find(one => one[0] === '1')!
  expect(row[2]).toBe(letters.join(''))
  expect(row[3]).toBe(letters.join(''))
})

test('a cell taller than a page goes on on the next, its row says so, and no line is lost', async () => {
  const models = Array.from({ length: 120 }, (_, index) => ({
    name: 'Tổ 1',
    model: `Mô hình ${index + 1}`,
  }))
  const { pages, words } = await readPdf(await draw([...models, { name: 'Tổ 2' }]))
  const text = bare(textOf(words))
  for (const { model } of models) expect(text).toContain(bare(model))
  const continued = words.filter(one => one.text === '(tiếp)')
  expect(continued.length).toBeGreaterThan(2)
  // Below the heading of its page, in the name's column.
  for (const one of continued) {
    expect(one.x).toBeGreaterThan(points(30 + 12 + 37))
    expect(
      words.filter(
        other =>
          other.page === one.page && /^\d+$/.test(other.text) && other.tag !== undefined && other.y >= one.y,
      ),
    ).toEqual([])
  }
  expect(pages).toBeGreaterThan(continued.length)
})

test('a table too large for tags is still text', async () => {
  const rows = Array.from({ length: 1100 }, (_, index) => ({
    name: `Tổ ${index}`,
    model: `Mô hình ${index}`,
  }))
  const pdf = await readPdf(await draw(rows))
  expect(pdf.rows).toEqual([])
  const text = textOf(pdf.words)
  expect(text).toContain('Mô hình 1099')
  expect(text).toContain('Tổng cộng: 1 đơn vị, 1100 tập thể, 0 cá nhân')
})
