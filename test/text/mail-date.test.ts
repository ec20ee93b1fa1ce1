import { expect, test } from 'vitest'
import { readDate } from '../../src/text/mail-date.ts'

const at = (text: string): number => Date.parse(text)

test('dates of RFC 5322, the obsolete ones too; what is none is undefined', () => {
  const cases: Record<string, string | undefined> = {
    'Thu, 10 Feb 2022 09:00:00 +0700': '2022-02-10T09:00:00+07:00',
    ' 1 Feb 2022 9:05 -0530 (a comment (nested) )': '2022-02-01T09:05:00-05:30',
    'Thu, 10 Feb 22 09:00:00 GMT': '2022-02-10T09:00:00Z',
    'Mon, 14 Feb 2022 23:30:00 ICT': '2022-02-14T23:30:00+07:00',
    '10 Feb 99 09:00:00 EST': '1999-02-10T09:00:00-05:00',
    '10 Feb 2022 09:00:60 Z': '2022-02-10T09:00:59Z',
    '31 Feb 2022 09:00:00 +0700': undefined,
    '10 Feb 2022 09:00:00': undefined,
    '10 Feb 2022 25:00:00 +0700': undefined,
    '10/02/2022': undefined,
    '': undefined,
  }
  for (const [text, expected] of Object.entries(cases))
    expect(readDate(text), text).toBe(expected === undefined ? undefined : at(expected))
})
