/** What a browser draws in front of list items (WHATWG HTML, 4.4.5 to 4.4.8). */
import { roman } from '../../text/roman.ts'
import { attributeOf, childNodes, type HtmlElement, isHtmlElement } from './html-tree.ts'

/** The label of each item of one list: `•`, `1.`, `b.`, `IV.`. */
export const listLabels = (list: HtmlElement): ReadonlyMap<HtmlElement, string> => {
  const items = childNodes(list)
    .filter(isHtmlElement)
    .filter(one => one.tagName === 'li')
  const labels = new Map<HtmlElement, string>()
  const isReversed = attributeOf(list, 'reversed') !== undefined
  let number = numberIn(list, 'start') ?? (isReversed ? items.length : 1)
  for (const item of items) {
    if (/list-style(?:-type)?\s*:\s*none/i.test(attributeOf(item, 'style') ?? '')) continue
    number = numberIn(item, 'value') ?? number
    labels.set(item, list.tagName === 'ol' ? `${written(number, typeOf(list))}.` : '•')
    number += isReversed ? -1 : 1
  }
  return labels
}

const numberIn = (element: HtmlElement, name: string): number | undefined => {
  const value = Number.parseInt(attributeOf(element, name) ?? '', 10)
  return Number.isSafeInteger(value) ? value : undefined
}

const styles: Readonly<Record<string, string>> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
}

const typeOf = (list: HtmlElement): string =>
  attributeOf(list, 'type') ??
  styles[
    /list-style(?:-type)?\s*:[^;]*?([a-z]+-(?:alpha|latin|roman))/i
      .exec(attributeOf(list, 'style') ?? '')?.[1]
      ?.toLowerCase() ?? ''
  ] ??
  '1'

const written = (number: number, type: string): string => {
  if (/^a$/i.test(type) && number >= 1 && number <= 26)
    return String.fromCharCode((type === 'a' ? 96 : 64) + number)
  if (/^i$/i.test(type) && number >= 1 && number < 4000)
    return type === 'i' ? roman(number).toLowerCase() : roman(number)
  return String(number)
}
