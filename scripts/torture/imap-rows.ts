/** How IMAP writes messages and sets of them (RFC 3501, 7.4.2 and 9). */
import type { AccountFolder, AccountMessage } from './imap-account.ts'

/** `1,4:7,9:*` (RFC 3501, 9: sequence-set). */
export const isInSet = (uid: number, set: string, last: number): boolean =>
  set.split(',').some(piece => {
    const [from = '', to = from] = piece.split(':')
    const numbers = [from, to].map(one => (one === '*' ? last : Number(one))).sort((a, b) => a - b)
    return uid >= numbers[0]! && uid <= numbers[1]!
  })

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** One message as a row of a FETCH. @param lie added to its size */
export const rowOf = (folder: AccountFolder, one: AccountMessage, withBody: boolean, lie: number): Buffer => {
  const at = one.receivedAt
  const [day, time] = at.toISOString().split('T') as [string, string]
  const [year, month, date] = day.split('-')
  const written = `${date}-${months[Number(month) - 1]}-${year} ${time.slice(0, 8)} +0000`
  const sequence = folder.messages.findIndex(message => message.uid === one.uid) + 1
  const head = `* ${sequence} FETCH (UID ${one.uid} RFC822.SIZE ${one.bytes.length + lie} INTERNALDATE "${written}"`
  return withBody
    ? Buffer.concat([
        Buffer.from(`${head} BODY[] {${one.bytes.length}}\r\n`),
        one.bytes,
        Buffer.from(')\r\n'),
      ])
    : Buffer.from(`${head})\r\n`)
}
