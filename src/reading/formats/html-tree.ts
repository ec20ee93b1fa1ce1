/**
 * HTML to a tree, by parse5 as a browser would (WHATWG HTML, 13.2), bounded while it is being built: misnested tags make
 * the parser copy elements by the million from a few kilobytes. Knows nothing of styles or words.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import { limits } from '../limits.ts'
import { hostile } from './reading.ts'

export type HtmlNode = DefaultTreeAdapterTypes.Node
export type HtmlElement = DefaultTreeAdapterTypes.Element

/** The document's children: `html` and what stands beside it. @throws Refused */
export const parseHtml = (html: string): readonly HtmlNode[] => {
  let elements = 0
  let open = 0
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(tagName, namespaceURI, attrs) {
      if (++elements > limits.html.elements) throw hostile('html-elements')
      return defaultTreeAdapter.createElement(tagName, namespaceURI, attrs)
    },
    onItemPush() {
      if (++open > limits.html.depth) throw hostile('html-depth')
    },
    onItemPop() {
      open--
    },
  }
  return parse(html, { treeAdapter, scriptingEnabled: false }).childNodes
}

export const isHtmlElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

/** A text's characters; undefined for anything else. */
export const textValue = (node: HtmlNode): string | undefined =>
  node.nodeName === '#text' && 'value' in node ? node.value : undefined

export const commentValue = (node: HtmlNode): string | undefined =>
  node.nodeName === '#comment' && 'data' in node ? node.data : undefined

export const childNodes = (node: HtmlNode): readonly HtmlNode[] =>
  'childNodes' in node ? node.childNodes : []

/** Names of attributes are lower case. */
export const attributeOf = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find(one => one.name === name)?.value
