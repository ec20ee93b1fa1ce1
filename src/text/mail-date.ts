/**
 * Dates in the headers of mails. No library reads them: mailparser takes a date without a zone for one of the machine's,
 * and what is no date for the moment at which it is read.
 */

/** Comments nest and quote (RFC 5322 3.2.2). One pass: a head of nothing but brackets must not cost more than its size. */
export const withoutComments = (value: string): string => {
  let depth = 0
  let plain = ''
  for (let at = 0; at < value.length; at++) {
    const letter = value[at]
    if (letter === '(') depth++
    else if (letter === ')' && depth > 0) depth--
    else if (letter === '\\' && depth > 0) at++
    else if (depth === 0) plain += letter
    if (letter === ')' && depth === 0) plain += ' '
  }
  return plain
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Named zones of RFC 5322 4.3, and Việt Nam's, minutes; any other name says nothing about the zone and counts as UTC. */
const zones: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  ICT: 420,
}

/**
 * A date-time of RFC 5322 3.3, the obsolete forms (4.3) too.
 * @returns milliseconds since 1970; undefined where it is none: no zone, a 31st of February
 */
export const readDate = (text: string): number | undefined => {
  const fields = withoutComments(text)
    .trim()
    .match(
      /^(?:[a-z]{3}\s*,\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s+([+-]\d{4}|[a-z]+)\s*$/i,
    )
  if (!fields) return undefined
  const [, day, monthName, yearText, hour, minute, second = '0', zone] = fields as unknown as string[]
  const month = months.indexOf(monthName!.toLowerCase())
  const year = Number(yearText) + (yearText!.length > 3 ? 0 : Number(yearText) < 50 ? 2000 : 1900)
  const offset = /^[+-]/.test(zone!)
    ? (zone!.startsWith('-') ? -1 : 1) * (Number(zone!.slice(1, 3)) * 60 + Number(zone!.slice(3)))
    : (zones[zone!.toUpperCase()] ?? 0)
  // A leap second has no place of its own.
  const at = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Math.min(Number(second), 59))
  const isReal =
    month >= 0 && new Date(at).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60
  return isReal && Number(second) <= 60 ? at - offset * 60_000 : undefined
}
