/** Field guide, "Units": what is the same name, what never is, and what only the clerk can say. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnitEvidence } from '../../src/domain/unit.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { readRosterCsv } from '../../src/units/roster-csv.ts'
import { campaign } from '../support/forms.ts'

const roster = readRosterCsv(
  readFileSync(path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022/units.csv'), 'utf8'),
)
const matcher = makeUnitMatcher(roster, campaign)
const line = (text: string): UnitEvidence => ({ kind: 'unit-line', text, role: 'own' })
const head = (text: string, role: UnitEvidence['role'] = 'own'): UnitEvidence => ({
  kind: 'letterhead',
  text,
  role,
})
const signed = (text: string): UnitEvidence => ({ kind: 'signature', text, role: 'own' })
const file = (text: string): UnitEvidence => ({ kind: 'file-name', text, role: 'own' })
const sender = (text: string): UnitEvidence => ({ kind: 'sender', text, role: 'own' })

const match = (...evidence: UnitEvidence[]) => {
  const { unit, name, findings } = matcher.match(evidence)
  const codes = findings.map(one => one.code)
  return { id: unit?.id ?? null, name, codes: codes.filter(code => !code.startsWith('unit-in-')), all: codes }
}

describe('the same name, written otherwise', () => {
  it.each([
    ['Trường Mầm non Kim Thư', 'truong-mam-non-kim-thu'],
    ['TRƯỜNG MẦM NON KIM THƯ', 'truong-mam-non-kim-thu'],
    ['MN Kim Thư', 'truong-mam-non-kim-thu'],
    ['Trường MN Kim Thư', 'truong-mam-non-kim-thu'],
    ['Chi bộ trường MN Kim Thư', 'truong-mam-non-kim-thu'],
    ['Chi bộ trường Mầm non Kim Thư', 'truong-mam-non-kim-thu'],
    ['Trường  Mầm  non Kim\u00a0Thư.', 'truong-mam-non-kim-thu'],
    ['Trường Mầm non Kim Thư - huyện Thanh Oai', 'truong-mam-non-kim-thu'],
    ['Trường Mầm non Kim Thư, Thanh Oai, Hà Nội', 'truong-mam-non-kim-thu'],
    ['Trường Mầm non Kim Thư'.normalize('NFD'), 'truong-mam-non-kim-thu'],
    ['TH Kim Thư', 'truong-tieu-hoc-kim-thu'],
    ['Trường Trung học cơ sở Kim Thư', 'truong-thcs-kim-thu'],
    ['Chi bộ THCS Kim Thư', 'truong-thcs-kim-thu'],
    ['Trường THCS Kim Thư, xã Kim Thư, huyện Thanh Oai, TP Hà Nội', 'truong-thcs-kim-thu'],
    ['Trường THCS Kim Thư - xã Kim Thư', 'truong-thcs-kim-thu'],
    ['Trường Mầm non xã Kim Thư', 'truong-mam-non-kim-thu'],
    ['Đảng ủy - UBND xã Kim Thư', 'dang-uy-xa-kim-thu'],
    ['Đảng ủy, HĐND, UBND xã Kim Thư', 'dang-uy-xa-kim-thu'],
    ['HĐND - UBND xã Kim Thư', 'ubnd-xa-kim-thu'],
    ['Ủy ban nhân dân xã Kim Thư', 'ubnd-xa-kim-thu'],
    ['Uỷ ban nhân dân xã Kim Thư', 'ubnd-xa-kim-thu'],
    ['Đảng uỷ xã Kim Thư', 'dang-uy-xa-kim-thu'],
    ['Ðảng ủy xã Kim Thư', 'dang-uy-xa-kim-thu'],
  ])('%s', (text, id) => expect(match(line(text))).toMatchObject({ id, codes: [] }))

  it('is found for every name and alias of the roster', () => {
    for (const unit of roster.units)
      for (const name of [unit.name, ...unit.aliases])
        expect(
          matcher.named(name).map(one => one.id),
          name,
        ).toContain(unit.id)
  })
  it('never names two units of the roster by their own names', () => {
    for (const unit of roster.units) expect(matcher.named(unit.name), unit.name).toHaveLength(1)
  })
})

describe('never the same', () => {
  it.each([
    ['Trường Tiểu học Cao Viên', 'Trường Tiểu học Cao Viên I'],
    ['Trường Tiểu học Cao Viên III', 'Trường Tiểu học Cao Viên II'],
    ['Trường Tiểu học và THCS Kim Thư', 'Trường Tiểu học Kim Thư'],
    ['Công đoàn trường THCS Kim Thư', 'Trường THCS Kim Thư'],
    ['Chi bộ thôn Kim Châu', 'Đảng ủy xã Kim Thư'],
    ['Hội Phụ nữ xã Kim Thư', 'Hội Liên hiệp Phụ nữ huyện'],
    ['Hội Nông dân, xã Kim Thư', 'Hội Nông dân huyện'],
    ['Hội Phụ nữ - xã Kim Thư', 'Hội Liên hiệp Phụ nữ huyện'],
    ['Trường THCS Kim Thự', 'Trường THCS Kim Thư'],
  ])('%s is not %s', text => {
    const got = match(line(text))
    expect(got).toMatchObject({ id: null, name: text })
    expect(['unit-suggested', 'unit-not-on-roster']).toContain(got.codes[0])
  })
  it('levels and kinds', () => {
    for (const kind of ['Mầm non', 'Tiểu học', 'THCS'])
      expect(match(line(`Trường ${kind} Cao Dương`)).name).toBe(`Trường ${kind} Cao Dương`)
    expect(match(line('UBND xã Cao Dương')).id).not.toBe(match(line('Đảng ủy xã Cao Dương')).id)
  })
})

describe('several places', () => {
  it.each<[string, UnitEvidence[], string | null, string[]]>([
    [
      'all of one unit',
      [line('Trường THCS Kim Thư'), head('TRƯỜNG THCS KIM THƯ'), signed('Trường THCS Kim Thư')],
      'truong-thcs-kim-thu',
      [],
    ],
    [
      'a letterhead under its parent',
      [head('UBND HUYỆN THANH OAI', 'parent'), head('TRƯỜNG THCS KIM THƯ')],
      'truong-thcs-kim-thu',
      [],
    ],
    [
      'a parent known as such, though it stands alone',
      [head('UBND HUYỆN THANH OAI'), head('TRƯỜNG THCS KIM THƯ')],
      'truong-thcs-kim-thu',
      [],
    ],
    [
      'a name broken over two lines',
      [head('TRƯỜNG TRUNG HỌC CƠ SỞ', 'parent'), head('KIM THƯ')],
      'truong-thcs-kim-thu',
      [],
    ],
    ['a slogan beside it', [head('TRƯỜNG THCS KIM THƯ'), head('Năm học mới')], 'truong-thcs-kim-thu', []],
    ['the signature alone', [signed('UBND xã Kim Thư')], 'ubnd-xa-kim-thu', []],
    [
      'a commune’s two offices',
      [line('Đảng ủy xã Kim Thư'), signed('UBND xã Kim Thư')],
      'dang-uy-xa-kim-thu',
      [],
    ],
    [
      'two units on one line',
      [line('Trường THCS Kim Thư'), line('Trường Tiểu học Kim Thư')],
      null,
      ['unit-ambiguous'],
    ],
    [
      'two that contradict each other',
      [line('Trường THCS Kim Thư'), head('TRƯỜNG TIỂU HỌC KIM THƯ')],
      null,
      ['unit-contradicted'],
    ],
    ['only the parent', [head('Phòng GD&ĐT')], null, ['unit-parent-only']],
    [
      'a parent above a unit that is not listed',
      [head('ĐẢNG BỘ XÃ KIM THƯ', 'parent'), head('CHI BỘ THÔN KIM CHÂU')],
      null,
      ['unit-not-on-roster'],
    ],
    [
      'a unit line not listed, the letterhead listed',
      [line('Tổ dân phố số 9'), head('ĐẢNG ỦY XÃ KIM THƯ')],
      null,
      ['unit-not-on-roster'],
    ],
    ['nothing', [], null, ['no-unit']],
    ['a file’s name alone', [file('DVK MN Kim Thư.doc')], 'truong-mam-non-kim-thu', ['unit-from-file-name']],
    [
      'a parent body, and the file’s name',
      [head('PHÒNG GD&ĐT THANH OAI'), file('DVK_MN Kim Thư.doc')],
      'truong-mam-non-kim-thu',
      ['unit-from-file-name'],
    ],
    ['a file’s name without marks only suggests', [file('DVK MN Kim Thu.doc')], null, ['unit-suggested']],
    [
      'the longer of two names in a file’s',
      [file('TH Cao Viên II.doc')],
      'truong-tieu-hoc-cao-vien-ii',
      ['unit-from-file-name'],
    ],
    [
      'a school’s form in a file of another school',
      [line('Trường Mầm non Kim Thư'), file('DVK MN Kim An.doc')],
      null,
      ['unit-contradicted'],
    ],
    [
      'a school’s form in its commune’s file',
      [line('Trường Mầm non Kim Thư'), file('UBND xã Kim Thư.doc')],
      'truong-mam-non-kim-thu',
      [],
    ],
    [
      'a school’s form sent by its commune',
      [line('Trường Mầm non Kim Thư'), sender('UBND xã Kim Thư')],
      'truong-mam-non-kim-thu',
      ['sender-differs'],
    ],
    [
      'a signature that names no unit',
      [signed('CHI ỦY'), file('MN Kim Thư.doc')],
      'truong-mam-non-kim-thu',
      ['unit-from-file-name'],
    ],
    ['a commune’s Party organisation', [head('ĐẢNG BỘ XÃ KIM THƯ')], 'dang-uy-xa-kim-thu', []],
    ['a sender only suggests', [sender('Trường THCS Kim Thư')], null, ['unit-suggested']],
    [
      'two hints that differ',
      [file('MN Kim Thư.doc'), sender('Trường THCS Kim Thư')],
      null,
      ['unit-ambiguous'],
    ],
  ])('%s', (_, evidence, id, codes) => expect(match(...evidence)).toMatchObject({ id, codes }))

  it('each candidate comes with its evidence', () => {
    const { findings } = matcher.match([
      line('Trường THCS Kim Thư'),
      head('TRƯỜNG TIỂU HỌC KIM THƯ'),
      sender('Trường Mầm non Kim Thư'),
    ])
    expect(findings.slice(1).map(({ code, args }) => [code, args.unit, args.text])).toEqual([
      ['unit-in-line', 'Trường THCS Kim Thư', 'Trường THCS Kim Thư'],
      ['unit-in-letterhead', 'Trường Tiểu học Kim Thư', 'TRƯỜNG TIỂU HỌC KIM THƯ'],
      ['unit-in-sender', 'Trường Mầm non Kim Thư', 'Trường Mầm non Kim Thư'],
    ])
  })
  it('a parent body is a unit where a second place says so', () => {
    const parent = roster.units.find(unit => unit.id === 'phong-giao-duc-va-dao-tao')
    expect(match(line('Phòng Giáo dục và Đào tạo'))).toMatchObject({ id: null, codes: ['unit-parent-only'] })
    if (!parent) throw new Error('the roster has no Phòng Giáo dục và Đào tạo')
    expect(match(line('Phòng Giáo dục và Đào tạo'), signed('Phòng GD&ĐT')).id).toBe(parent.id)
  })
})

it('likeness alone never decides', () => {
  const name = fc.constantFrom(...roster.units.map(unit => unit.name))
  fc.assert(
    fc.property(name, fc.nat(40), fc.constantFrom('I', '2', 'x', 'đ', ''), (text, at, letter) => {
      const place = at % text.length
      const changed = text.slice(0, place) + letter + text.slice(place + 1)
      const got = matcher.match([line(changed)])
      if (got.unit) expect(matcher.named(changed)).toEqual([got.unit])
      else expect(got.findings).toHaveLength(1)
    }),
  )
})
