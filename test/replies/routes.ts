/** How a school's mail came, as its headers say it. */
import type { ReturnRoute } from '../../src/domain/reading.ts'

export const school = 'mnsaomai@hanoiedu.example'
/** Noted by the server, sent by a person, vouched for, unless said. */
export const routeOf = (route: Partial<ReturnRoute> = {}): ReturnRoute => ({
  returnPath: school,
  sentBy: 'person',
  isVouched: true,
  ...route,
})
/** `10 08:00` in February 2022, in Hanoi. */
export const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)
