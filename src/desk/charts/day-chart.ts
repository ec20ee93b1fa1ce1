/**
 * Columns by day, with a line where the deadline is and one for what all would be. Server-made SVG with attributes only;
 * letters are 12 units of 360, so that on a phone they are as large as the text around. Days after the deadline are drawn
 * as outlines: no meaning by colour alone. The numbers stand in a table beside it, which is its maker's business.
 */
import { html } from 'hono/html'
import type { Html } from '../layout.ts'

export interface DayChart {
  /** Distinguishes several on a page. */
  readonly id: string
  readonly days: readonly { readonly day: string; readonly count: number; readonly isLate: boolean }[]
  /** What all would be; null: not known. */
  readonly whole: number | null
  readonly words: {
    readonly title: string
    /** The whole of it in a sentence. */
    readonly text: string
    readonly deadline: string
    /** Of the line of all. */
    readonly whole: string
  }
}

const width = 360
const height = 190
const left = 8
const right = 8
const top = 34
const floor = 164

export const drawDayChart = ({ id, days, whole, words }: DayChart): Html => {
  const highest = Math.max(1, whole ?? 0, ...days.map(one => one.count))
  const step = (width - left - right) / Math.max(1, days.length)
  const wide = Math.min(34, step * 0.7)
  const yOf = (count: number): number => floor - ((floor - top) * count) / highest
  const xOf = (at: number): number => left + step * at + (step - wide) / 2
  const firstLate = days.findIndex(one => one.isLate)
  const line = firstLate < 0 ? undefined : left + step * firstLate
  // A label of a day takes some 36 units.
  const every = Math.ceil(38 / step)
  const last = days.length - 1
  const isNamed = (at: number): boolean => (last - at) % every === 0
  return html`<svg class="day-chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${words.title}</title>
<desc id="${id}-text">${words.text}</desc>
${
  whole === null
    ? ''
    : html`<line x1="${left}" x2="${width - right}" y1="${round(yOf(whole))}" y2="${round(yOf(whole))}" class="whole-line"/>
<text x="${left}" y="${round(yOf(whole) - 5)}">${words.whole}</text>`
}
${days.map(({ day, count, isLate }, at) => {
  const [x, y] = [round(xOf(at)), round(yOf(count))]
  const middle = round(xOf(at) + wide / 2)
  return html`<rect x="${x}" y="${y}" width="${round(wide)}" height="${round(floor - yOf(count))}" class="${isLate ? 'late-column' : 'column'}"/>
${isNamed(at) ? html`<text x="${middle}" y="${round(yOf(count) - 5)}" text-anchor="middle" class="value">${count}</text><text x="${middle}" y="${floor + 17}" text-anchor="middle">${shortDay(day)}</text>` : ''}`
})}
<line x1="${left}" x2="${width - right}" y1="${floor}" y2="${floor}" class="floor-line"/>
${
  line === undefined
    ? ''
    : html`<line x1="${round(line)}" x2="${round(line)}" y1="14" y2="${floor}" class="deadline-line"/>
<text x="${round(line - 4)}" y="12" text-anchor="end" class="value">${words.deadline}</text>`
}
</svg>`
}

const round = (number: number): number => Math.round(number * 10) / 10

/** `14/02` */
const shortDay = (day: string): string => day.slice(5).split('-').reverse().join('/')
