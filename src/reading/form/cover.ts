/**
 * A công văn or a plan that has the form as its appendix: its sentences are not the form's, and are no residue, unless they
 * seem to register something themselves. Where no such document begins, nothing before the form is passed over.
 */
import { foldBare } from '../../text/fold.ts'
import type { TextItem } from './items.ts'
import { isListed, isPersonName, isRecipientsHeading } from './lines.ts'
import type { FormWords } from './words.ts'

/** What only a document around the form has, folded: `Kính gửi`, `Căn cứ …`, `V/v …`, a title of its own. */
const beginning =
  /^(?:kinh gui|can cu |v v |ve viec |trich yeu|thuc hien (?:cong van|ke hoach|huong dan|chi thi|nghi quyet)|cong van$|ke hoach$|bao cao$|thong bao$|to trinh$)/
/** Letterheads are short; a sentence, a list item and a closing formula are not. */
const sentenceWords = 14

/**
 * @param before the lines above the form's first block
 * @param title the place of the form's own title among them; Infinity where it has none
 * @returns places of the cover's lines: from its beginning to its last sentence above the form's own heading
 */
export const coverLines = (
  before: readonly TextItem[],
  title: number,
  words: FormWords,
): ReadonlySet<number> => {
  const until = Math.min(title, before.length)
  const from = before.findIndex((item, at) => at < until && beginning.test(foldBare(item.text)))
  if (from < 0) return new Set()
  const last = before.findLastIndex((item, at) => at < until && at >= from && isOfCover(item.text, words))
  return new Set(Array.from({ length: last - from + 1 }, (_, at) => from + at))
}

const isOfCover = (text: string, words: FormWords): boolean =>
  beginning.test(foldBare(text)) ||
  text.split(' ').length > sentenceWords ||
  isListed(text) ||
  isRecipientsHeading(text) ||
  words.isSignatureTitle(text) ||
  words.isStamp(text) ||
  isPersonName(text) ||
  /[.;/]$/.test(text)

/** Names in quotation marks, but for the movement's own. */
const quoted = /["“]([^"”]{4,})["”]/gu

/** `theo địa chỉ mail: bdv_…@…`, as the letter itself has it: where to write to, not what is registered. */
const address = /\s*:\s*\S+@\S+/gu

/** A sentence that may register something: it names a model, or speaks of one more. */
export const claims = (written: string, words: FormWords): boolean => {
  const text = written.replace(address, '')
  const bare = foldBare(text)
  const isOfForm = /\b(?:mo hinh|dien hinh|dang ky|tap the|ca nhan)\b/.test(bare)
  if (/\b(?:bo sung|ngoai ra|dang ky them|dang ky thay|thay the)\b/.test(bare)) return true
  const names = [...text.matchAll(quoted)].some(([, name]) => !foldBare(name!).startsWith('dan van kheo'))
  const colon = text.indexOf(':')
  const behind =
    colon < 0
      ? 0
      : text
          .slice(colon + 1)
          .trim()
          .split(' ').length
  const sector = colon > 0 && words.sectorOf(text.slice(0, colon)) !== undefined
  return (isOfForm && (names || (colon > 0 && behind >= 2))) || (sector && behind >= 2)
}
