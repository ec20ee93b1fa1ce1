/** A cell's value in an .ods by its type (ODF 1.3 part 3, 19.385), as the other formats of sheets show it. */
import type { FontRun } from './lettering.ts'
import type { Drawn } from './odf-styles.ts'
import { numberText } from './sheet-dates.ts'
import type { SheetCell } from './sheet-document.ts'
import type { XmlElement } from './xml.ts'

/** @param written what the cell shows; @param drawn how the cell's text is, where no run says otherwise */
export const odsCellRuns = (
  { attributes }: XmlElement,
  written: readonly FontRun[],
  drawn: Drawn,
): Pick<SheetCell, 'runs' | 'isUnread'> => {
  const shown = written.map(run => run.text).join('')
  const isStruck = drawn.isStruck || written.some(run => run.isStruck)
  const plain = (text: string) => ({ runs: [{ text, font: drawn.font, isStruck }] })
  const type = attributes['office:value-type']
  const formula = attributes['table:formula']
  if (attributes['calcext:value-type'] === 'error') return { runs: written, isUnread: true }
  // A formula that was never computed has no value at all; an empty string is one.
  if (formula !== undefined && type === undefined)
    return shown.trim() === '' ? { ...plain(formula), isUnread: true } : { runs: written, isUnread: true }
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const number = Number(attributes['office:value'] ?? Number.NaN)
      return Number.isNaN(number) ? { runs: written } : plain(numberText(number, false, false))
    }
    case 'date':
      return plain(dateText(attributes['office:date-value'] ?? '') ?? shown)
    case 'time':
      return plain(timeText(attributes['office:time-value'] ?? '') ?? shown)
    case 'boolean':
      return plain(attributes['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE')
    default:
      return shown === '' && attributes['office:string-value']
        ? plain(attributes['office:string-value'])
        : { runs: written }
  }
}

/** `2022-02-14T08:30:00` as a Vietnamese clerk would read it; undefined for what is no such date. */
const dateText = (value: string): string | undefined => {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?)?$/.exec(value)
  if (!match) return undefined
  const [, year, month, day, hour = '00', minute = '00'] = match
  const time = `${hour}:${minute}`
  return `${day}/${month}/${year}${time === '00:00' ? '' : ` ${time}`}`
}

/** `PT08H30M00S`. */
const timeText = (value: string): string | undefined => {
  const match = /^PT(\d{1,4})H(\d{1,2})M/.exec(value)
  return match ? `${match[1]!.padStart(2, '0')}:${match[2]!.padStart(2, '0')}` : undefined
}
