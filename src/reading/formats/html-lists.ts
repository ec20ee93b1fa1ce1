/** What a browser draws in front of list items (WHATWG HTML, 4.4.5 to 4.4.8). */
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

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
const roman = (number: number): string => {
  let left = number
  let text = ''
  for (const [value, letters] of romans)
    while (left >= value) {
      text += letters
      left -= value
    }
  return text
}
