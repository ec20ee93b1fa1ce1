/** The summary's words, to the letter; and its HTML, which must be safe and lean on nothing outside. */
import { describe, expect, test } from 'vitest'
import { countFigures } from '../../src/consolidation/figures.ts'
import { makePhrase } from '../../src/consolidation/phrases.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { figuresToKeep, renderSummary } from '../../src/summary/daily-summary.ts'
import type { KeptFigures } from '../../src/summary/mail-matter.ts'
import { renderMissingUnits } from '../../src/summary/missing-units.ts'
import {
  at,
  campaignFolder,
  type Mail,
  type Row,
  rosterOf,
  snapshotOf,
  unitOf,
} from '../consolidation/snapshots.ts'

const { campaign, wording } = campaignFolder
const phrase = makePhrase(wording)

interface Day {
  readonly mails: readonly Mail[]
  readonly roster: Roster
  readonly now?: number
  readonly previous?: KeptFigures
}
const figuresOf = ({ mails, roster }: Day) => countFigures(snapshotOf(mails), roster, campaign)
const render = (day: Day) =>
  renderSummary({
    figures: figuresOf(day),
    previous: day.previous,
    now: day.now ?? at('2022-02-11', '16:00'),
    campaign,
    phrase,
  })
/** As it is read aloud: line breaks are no words. */
const spoken = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** 248 units in three blocks; the first 86 registered, 214 registrations between them; 4 wait; the rest sent nothing. */
const guideDay = (confirmed: boolean): Day => {
  const blocks: [string, number][] = [
    ['Xã, thị trấn', 60],
    ['Trường Mầm non', 40],
    ['Hội quần chúng', 148],
  ]
  const units = blocks.flatMap(([block, size]) =>
    Array.from({ length: size }, (_, index) => unitOf(`${block} ${index}`, { block, confirmed })),
  )
  const sectors: [string, number][] = [
    ['economy', 31],
    ['culture-society', 98],
    ['security-defence', 40],
    ['political-system', 45],
  ]
  const rows: Row[] = sectors
    .flatMap(([sector, size]) => Array.from({ length: size }, () => sector))
    .map((sector, index) => ({ sector, section: index < 151 ? 'collective' : 'individual' }))
  return {
    roster: rosterOf(...units),
    mails: [
      ...units.slice(0, 86).map((unit, index) => ({
        unitId: unit.id,
        rows: index < 85 ? rows.slice(index * 2, index * 2 + 2) : rows.slice(170),
      })),
      ...units
        .slice(86, 90)
        .map(unit => ({ unitId: unit.id, standing: 'review' as const, rows: [{ sector: null }] })),
    ],
  }
}

describe('the words', () => {
  test('as the guide has them', () => {
    const { subject, text } = render({ ...guideDay(true), previous: { received: 65, total: 248 } })
    expect(subject).toBe('Báo cáo nhanh đăng ký "Dân vận khéo" năm 2022, đến 16 giờ 00, ngày 11/02/2022')
    expect(spoken(text)).toBe(
      'Kính gửi: Thường trực Huyện ủy. Thực hiện Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy, ' +
        'đến 16 giờ 00, ngày 11/02/2022: ' +
        '(1) 86/248 đơn vị đã gửi (tăng 21), 4 đang xác minh, 158 chưa nhận được. ' +
        '(2) 214 mô hình, điển hình: 151 mô hình tập thể, 63 điển hình cá nhân; Kinh tế 31, Văn hóa-xã hội 98, ' +
        'An ninh quốc phòng 40, Xây dựng hệ thống chính trị 45. ' +
        '(3) Theo khối đơn vị: Xã, thị trấn 60/60 đơn vị, 120 mô hình, điển hình; ' +
        'Trường Mầm non 26/40 đơn vị, 94 mô hình, điển hình; Hội quần chúng 0/148 đơn vị. ' +
        '(4) Thời hạn: trước ngày 15/02/2022. ' +
        'Ban Dân vận Huyện ủy trân trọng báo cáo./.',
    )
  })

  test('a unit with one form registered and another that waits: said, or the tables would show one unit more', () => {
    const { roster, mails } = guideDay(true)
    const [first] = mails
    const more = { ...first!, standing: 'review' as const, rows: [{ sector: null }] }
    expect(render({ roster, mails: [...mails, more] }).text).toContain(
      '(1) 85/248 đơn vị đã gửi, 5 đang xác minh (trong đó 1 đơn vị đã có bản được tổng hợp, bản khác đang xác minh), 158 chưa nhận được.',
    )
  })

  test('while the roster is not confirmed: no fraction, and nobody is missing', () => {
    const { text } = render(guideDay(false))
    expect(text).toContain('(1) 86 đơn vị đã gửi, 4 đang xác minh.')
    expect(text).toContain('Trường Mầm non 26 đơn vị, 94 mô hình, điển hình; Hội quần chúng 0 đơn vị.')
    expect(text).not.toMatch(/chưa nhận được|\/248|\/40/)
  })

  test.each<[string, KeptFigures | undefined, string]>([
    ['the first', undefined, '86/248 đơn vị đã gửi, 4'],
    ['more', { received: 85, total: 248 }, '86/248 đơn vị đã gửi (tăng 1), 4'],
    ['as many', { received: 86, total: 248 }, '86/248 đơn vị đã gửi (không tăng), 4'],
    ['fewer, said as it is', { received: 88, total: 248 }, '86/248 đơn vị đã gửi (giảm 2), 4'],
    ['the roster was not confirmed then: not comparable', { received: 65 }, '86/248 đơn vị đã gửi, 4'],
  ])('against the last summary: %s', (_, previous, expected) => {
    expect(render({ ...guideDay(true), ...(previous ? { previous } : {}) }).text).toContain(expected)
  })

  test('what is kept of one summary is what the next compares with', () => {
    const kept = figuresToKeep(figuresOf(guideDay(true)))
    expect(kept).toEqual({
      received: 86,
      verifying: 4,
      total: 248,
      missing: 158,
      registrations: 214,
      collective: 151,
      individual: 63,
      lastCode: 214,
    })
    expect(figuresToKeep(figuresOf(guideDay(false)))).not.toHaveProperty('total')
    expect(render({ ...guideDay(true), previous: kept }).text).toContain('(không tăng)')
  })

  test.each([
    ['2022-02-14', '23:59', '(4) Thời hạn: trước ngày 15/02/2022.'],
    ['2022-02-15', '00:00', '(4) Thời hạn: trước ngày 15/02/2022 (đã hết thời hạn).'],
    ['2022-03-01', '16:30', '(4) Thời hạn: trước ngày 15/02/2022 (đã hết thời hạn).'],
  ])('the deadline on %s at %s', (day, time, expected) => {
    expect(render({ ...guideDay(true), now: at(day, time) }).text).toContain(expected)
  })

  test('units outside the confirmed roster and mails of unknown units are not passed over in silence', () => {
    const { text } = render({
      roster: rosterOf(unitOf('a'), unitOf('b', { confirmed: false }), unitOf('c', { confirmed: false })),
      mails: [
        { unitId: 'a', rows: [{}] },
        { unitId: 'b', rows: [{}] },
        { unitId: 'c', standing: 'review' },
        { unitId: null, standing: 'review' },
        { partOnly: { standing: 'review', findings: [] } },
      ],
    })
    expect(text).toContain(
      '(1) 1/1 đơn vị đã gửi, 0 đang xác minh, 0 chưa nhận được; ngoài danh sách đã xác nhận: 1 đơn vị đã gửi, ' +
        '1 đang xác minh; 2 thư chưa xác định được đơn vị, đang kiểm tra.',
    )
  })

  test('a roster confirmed in part: its fraction, and blocks in plain numbers of all that sent', () => {
    const units = ['a', 'b', 'c'].map((id, index) => unitOf(id, { block: 'Trường', confirmed: index < 2 }))
    const { text } = render({
      roster: rosterOf(...units),
      mails: ['a', 'c'].map(unitId => ({ unitId, rows: [{}] })),
    })
    expect(text).toContain(
      '(1) 1/2 đơn vị đã gửi, 0 đang xác minh, 1 chưa nhận được; ngoài danh sách đã xác nhận: 1',
    )
    expect(text).toContain('(3) Theo khối đơn vị: Trường 2 đơn vị, 2 mô hình, điển hình.')
  })

  test('thousands as Vietnamese writes them', () => {
    const rows = Array.from({ length: 1214 }, () => ({}))
    expect(render({ roster: rosterOf(unitOf('a')), mails: [{ unitId: 'a', rows }] }).text).toContain(
      '(2) 1.214 mô hình, điển hình: 1.214 mô hình tập thể',
    )
  })

  test('no unit is named', () => {
    const { text, html } = render({ roster: rosterOf(unitOf('a', { name: 'Trường Sao Mai' })), mails: [] })
    expect(text + html).not.toContain('Sao Mai')
  })
})

describe('the HTML', () => {
  test('says what the text says', () => {
    const { html, text } = render({ ...guideDay(true), previous: { received: 65, total: 248 } })
    const words = html.replace(/<head>[\s\S]*<\/head>/, '').replace(/<[^>]+>/g, ' ')
    for (const part of ['86/248 đơn vị đã gửi (tăng 21)', '151 mô hình tập thể', 'trước ngày 15/02/2022'])
      expect(spoken(words)).toContain(part)
    const numbers = (from: string): string[] => [...new Set(from.match(/\d(?:[\d./]*\d)?/g))].sort()
    // The table of blocks has a total, and says the zero that a sentence leaves out.
    expect(numbers(words)).toEqual([...new Set([...numbers(text), '0'])].sort())
  })

  test('is Vietnamese, for a phone, and loads nothing', () => {
    const { html } = render(guideDay(true))
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="vi">/)
    expect(html).toContain('name="viewport"')
    expect(html).toContain('max-width:600px')
    expect(html).not.toMatch(
      /<(img|script|link|style|iframe|object|svg|form|a)\b|https?:|url\(|@import|\bsrc=|\bhref=/i,
    )
    for (const size of html.matchAll(/font-size:(\d+)px/g)) expect(Number(size[1])).toBeGreaterThanOrEqual(15)
  })

  test('escapes what comes from files', () => {
    const block = `<img src=x onerror="alert('1')"> & Co`
    const { html, text } = render({ roster: rosterOf(unitOf('a', { block })), mails: [] })
    expect(html).not.toContain('<img')
    expect(html).toContain('&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; Co')
    expect(text).toContain(block)
  })
})

describe('the list of units not received', () => {
  const roster = rosterOf(
    unitOf('a', { name: 'Trường Sao Mai', block: 'Trường' }),
    unitOf('b', { name: 'Đảng ủy xã B', block: 'Xã', group: 'xã B' }),
    unitOf('c', { name: 'UBND xã B', block: 'Xã', group: 'xã B' }),
    unitOf('d', { name: 'Hội D', block: 'Hội', confirmed: false }),
    unitOf('e', { name: 'Trường E', block: 'Trường' }),
  )
  const listAt = (day: string, on: Roster = roster, mails: Mail[] = [{ unitId: 'e', rows: [{}] }]) => {
    const file = renderMissingUnits(figuresOf({ roster: on, mails }), at(day, '16:30'), campaign, phrase)
    return file && Buffer.from(file.bytes).toString('utf8')
  }

  test('only from two days before the deadline', () => {
    expect(listAt('2022-02-12')).toBeUndefined()
    expect(listAt('2022-02-13')).toBeDefined()
    expect(listAt('2022-02-20')).toBeDefined()
  })

  test('names confirmed entries by block, and nobody else', () => {
    expect(listAt('2022-02-14')).toBe(
      [
        '\ufeffDANH SÁCH ĐƠN VỊ CHƯA NHẬN ĐƯỢC BẢN ĐĂNG KÝ: 2',
        'Số liệu đến 16 giờ 30, ngày 14/02/2022',
        '',
        'Trường: 1',
        '1. Trường Sao Mai',
        '',
        'Xã: 1',
        '1. Đảng ủy xã B; UBND xã B',
        '',
      ].join('\r\n'),
    )
  })

  test('nobody at all while the roster is not confirmed, or when all have sent', () => {
    const unconfirmed = rosterOf(...roster.units.map(unit => ({ ...unit, confirmed: false })))
    expect(listAt('2022-02-14', unconfirmed)).toBeUndefined()
    expect(listAt('2022-02-14', rosterOf(unitOf('e')))).toBeUndefined()
  })
})
