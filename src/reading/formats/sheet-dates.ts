/** Numbers in sheets as text. Dates are numbers with a format, shown as a Vietnamese clerk would read them: 14/02/2022. */

/** Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30), or a custom code with day, month or year. */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    )
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''))
}

/** As Excel would show it in a General cell: no trailing noise of binary fractions. */
export const numberText = (number: number, isDate: boolean, from1904: boolean): string =>
  isDate ? dateText(number, from1904) : String(Number(number.toPrecision(15)))

/** @param serial days since 30/12/1899 (Excel takes 1900 for a leap year), or since 01/01/1904 */
const dateText = (serial: number, from1904: boolean): string => {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const at = new Date(epoch + Math.round(serial * 86_400) * 1000)
  return Number.isNaN(at.getTime()) ? String(serial) : shownDate(at, serial < 1)
}

/** `2022-02-14T00:00:00.000`, as XML keeps a date; what is none stays as it is. */
export const dayText = (written: string): string => {
  const at = new Date(`${written.trim().replace(/Z$/, '')}Z`)
  return /^\s*\d{4}-\d\d-\d\dT/.test(written) && !Number.isNaN(at.getTime())
    ? shownDate(at, written.trim().startsWith('1899-12-31'))
    : written
}

const shownDate = (at: Date, isTimeOnly: boolean): string => {
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
  if (isTimeOnly) return time
  return time === '00:00' ? day : `${day} ${time}`
}
