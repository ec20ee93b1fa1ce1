/** Kinds of elements: what is a block, what is never drawn; and the words below an element, shown or not. */
import { childNodes, type HtmlElement, type HtmlNode, isHtmlElement, textValue } from './html-tree.ts'

/** Drawn on lines of their own (WHATWG HTML, 15.3). */
export const blockElements = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hr html legend li listing main menu nav ol optgroup option p pre section summary ul xmp`.split(
    /\s+/,
  ),
)
/** Never drawn, or drawn by a program that is not there. */
export const passedOver = new Set(
  'head style script template title meta link base noframes iframe object embed applet audio video canvas datalist'.split(
    ' ',
  ),
)

/** All words below, shown or not. */
export const textBelow = (node: HtmlNode): string =>
  textValue(node) ??
  (isHtmlElement(node) && passedOver.has(node.tagName)
    ? ''
    : childNodes(node)
        .map(child => textBelow(child) + (isHtmlElement(child) && !isInline(child) ? ' ' : ''))
        .join(''))
const isInline = (element: HtmlElement): boolean =>
  !blockElements.has(element.tagName) && !/^(?:td|th|tr|br|table)$/.test(element.tagName)

/**
 * Somebody's words in a comment: a letter that no programmer's note has. Word keeps the properties of a file in comments
 * of XML, and text boxes (VML) in others.
 */
export const isWriting = (comment: string): boolean =>
  !/^\[if[^\]]*\]>\s*<xml>/i.test(comment) &&
  /[^\0-\u007f]\p{L}|\p{L}[^\0-\u007f]/u.test(withoutTags(comment))
export const withoutTags = (text: string): string => text.replace(/<[^<>]*>/g, ' ')

/** What all style blocks say. */
export const styleText = (nodes: readonly HtmlNode[]): string => {
  const found: string[] = []
  const look = (node: HtmlNode): void => {
    if (isHtmlElement(node) && node.tagName === 'style')
      found.push(
        childNodes(node)
          .map(child => textValue(child) ?? '')
          .join(''),
      )
    else for (const child of childNodes(node)) look(child)
  }
  for (const node of nodes) look(node)
  return found.join('\n')
}
