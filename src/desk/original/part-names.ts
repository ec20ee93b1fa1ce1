/** What the parts of a mail are called on a page: by their file's name, or as the words of it or of a mail in it. */
import type { KeptPart } from '../../domain/ledger.ts'
import type { Desk } from '../desk.ts'

/** The words of a mail have no name of their own; their path ends so. */
export const isWords = ({ path }: Pick<KeptPart, 'path'>): boolean => /(?:^|\/)body$/.test(path)

/** @param all the mail's parts: what stands in a forwarded mail is named after that */
export const partLabel = ({ say }: Desk, part: KeptPart, all: readonly KeptPart[]): string => {
  if (part.name !== '') return part.name
  if (!isWords(part)) return say('original.nameless', { path: part.path })
  const around = part.path.slice(0, -'/body'.length)
  if (part.path === 'body') return say('original.words')
  const file = all.find(one => one.path === around)?.name || around
  return say('original.wordsInside', { file })
}

/** Where a part is to be had: to be saved, or to be looked at by itself (a PDF or a picture). */
export const partAddress = (messageId: string, path: string, way: 'tai' | 'xem'): string =>
  `/thu/${messageId}/${way}/${path.split('/').map(encodeURIComponent).join('/')}`
