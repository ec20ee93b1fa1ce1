import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readRosterCsv } from '../../src/units/roster-csv.ts'

const head = 'id,name,block,group,aliases,confirmed'

describe('the starting roster', () => {
  test('the campaign’s own list is read whole, none of it confirmed', () => {
    const { units } = readRosterCsv(readFileSync('templates/dan-van-kheo-2022/units.csv', 'utf8'))
    expect(units).toHaveLength(158)
    expect(units.filter(unit => unit.confirmed)).toEqual([])
    expect(units.find(unit => unit.id === 'phong-tu-phap')?.block).toBe('Phòng, ban, ngành thuộc UBND huyện')
    expect(units.find(unit => unit.id === 'ubnd-xa-kim-thu')).toEqual({
      id: 'ubnd-xa-kim-thu',
      name: 'UBND xã Kim Thư',
      block: 'Xã, thị trấn',
      group: 'xã Kim Thư',
      aliases: ['Ủy ban nhân dân xã Kim Thư'],
      confirmed: false,
      contact: '',
      phone: '',
      addresses: [],
      extendedTo: '',
    })
  })

  test('RFC 4180: a BOM, quotes, doubled quotes, a line end in a field, CRLF, columns in another order', () => {
    const text =
      '\ufeffname,id,confirmed,block,group,aliases,phone\r\n"Hội ""A"", huyện",hoi-a,yes,"Khối\r\nmột",,B|C,0912345678\r\n\r\nHội D,,no,Khối,,,\r\n'
    expect(readRosterCsv(text).units).toEqual([
      {
        id: 'hoi-a',
        name: 'Hội "A", huyện',
        block: 'Khối một',
        group: '',
        aliases: ['B', 'C'],
        confirmed: true,
        contact: '',
        phone: '0912345678',
        addresses: [],
        extendedTo: '',
      },
      expect.objectContaining({ id: 'hoi-d', name: 'Hội D', confirmed: false }),
    ])
  })

  test.each([
    ['a field too few', `${head}\na,A,K,,no`, /line 2: 5 fields/],
    ['an open quote', `${head}\na,"A,K,,,no`, /line 2: a quote is open/],
    ['an unknown column', `${head},colour\na,A,K,,,no,red`, /no column "colour"/],
    ['a column missing', 'id,name\na,A', /column "block" is missing/],
    ['no name', `${head}\n"a\n",,K,,,no\nb,,K,,,no`, /line 2: name-missing.*line 4: name-missing/],
    ['an id twice', `${head}\na,A,K,,,no\na,B,K,,,no`, /line 3: id-twice "a", also on line 2/],
    ['an id of other letters', `${head}\nĐ A,A,K,,,no`, /line 2: id-wrong/],
    [
      'a name that is another unit’s alias, in the other tone style',
      `${head}\na,A,K,,Hoà Bình,no\nb,HÒA  BÌNH,K,,,no`,
      /line 3: name-twice/,
    ],
    ['an unclear yes', `${head}\na,A,K,,,maybe`, /line 2: confirmed-unclear "maybe"/],
    ['nothing', head, /no-units/],
  ])('refused with its line: %s', (_, text, reason) => {
    expect(() => readRosterCsv(text)).toThrow(
      expect.objectContaining({ code: 'bad-roster', message: expect.stringMatching(reason) }),
    )
  })
})
