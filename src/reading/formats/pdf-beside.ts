/** Words that a page holds and does not show, or shows beside its own content: hidden ones, watermarks, remarks, fields. */
import { type Finding, finding } from '../../domain/finding.ts'
import { foldBare, tidy } from '../../text/fold.ts'
import type { Drawn } from './pdf-drawn.ts'
import { sourceOf } from './pdf-geometry.ts'
import type { Glyph } from './pdf-letters.ts'
import { asked, type PdfPage } from './pdf-load.ts'

const textOf = (glyphs: readonly Glyph[]): string =>
  tidy(glyphs.map(glyph => (glyph.apart ? ` ${glyph.text}` : glyph.text)).join(''))

/** Words for the document's hidden section; those that are seen, but askew or turned, are findings. */
export const unseenWords = (drawn: Drawn, page: number, note: (one: Finding) => void): string[] => {
  const { glyphs } = drawn
  const askew = textOf(glyphs.filter(glyph => glyph.unseen === undefined && glyph.turn === undefined))
  if (/\p{L}/u.test(askew)) note(finding('hidden-passed-over', { text: askew }, sourceOf(page, drawn.page)))
  const turned = textOf(glyphs.filter(glyph => glyph.unseen === undefined && glyph.turn))
  if (/\p{L}/u.test(turned)) note(finding('unread-residue', { text: turned }, sourceOf(page, drawn.page)))
  const unseen = textOf(glyphs.filter(glyph => glyph.unseen === 'hidden' || glyph.unseen === 'outside'))
  return /[\p{L}\p{N}]/u.test(unseen) ? [unseen] : []
}

interface Annotation {
  readonly subtype?: unknown
  readonly hidden?: unknown
  readonly fieldType?: unknown
  readonly fieldValue?: unknown
  readonly contentsObj?: { readonly str?: unknown }
  readonly rect?: unknown
}

/** Fields and remarks whose words are not among those that the page draws. */
export const wordsBeside = async (page: PdfPage, number: number, drawn: Drawn): Promise<Finding[]> => {
  const annotations = (await asked(page.getAnnotations())) as readonly Annotation[]
  if (annotations.length === 0) return []
  const shown = foldBare(drawn.glyphs.map(glyph => glyph.text).join('')).replaceAll(' ', '')
  const isShown = (text: string): boolean => shown.includes(foldBare(text).replaceAll(' ', ''))
  return annotations.slice(0, 2_000).flatMap(one => {
    const value = one.fieldType === 'Tx' || one.fieldType === 'Ch' ? writtenIn(one.fieldValue) : ''
    const source = sourceOf(number, drawn.page)
    if (value !== '' && !isShown(value)) return [finding('unread-text', { text: value }, source)]
    const contents = tidy(writtenIn(one.contentsObj?.str))
    if (contents === '' || one.fieldType !== undefined || isShown(contents)) return []
    if (one.subtype === 'FreeText') return [finding('unread-text', { text: contents }, source)]
    return one.subtype === 'Link' ? [] : [finding('hidden-passed-over', { text: contents }, source)]
  })
}

const writtenIn = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : Array.isArray(value)
      ? value
          .filter(one => typeof one === 'string')
          .join(' ')
          .trim()
      : ''
