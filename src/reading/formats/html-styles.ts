/**
 * What style sheets say of an element's font and whether it is shown: rules of `<style>` blocks by class, element, id and
 * ancestor, and its own `style`. Word and Outlook name the font there (`p.MsoNormal {font-family:.VnTime}`), and a font
 * says which letters are meant. Not a CSS engine: what it does not understand has no effect.
 */
import { limits } from '../limits.ts'
import { attributeOf, type HtmlElement } from './html-tree.ts'
import { hostile, tooLarge } from './reading.ts'

/** Of one element, before inheritance; undefined where nothing is said. */
export interface Look {
  readonly font?: string
  /** `display: none`, or what Word calls hidden text. */
  readonly gone?: boolean
  /** `visibility`: inherited, and a child may be visible again. */
  readonly visible?: boolean
  readonly struck?: boolean
  readonly preserved?: boolean
  readonly block?: boolean
  /** `mso-list: Ignore`: the number that Word wrote in front of a list item. */
  readonly label?: boolean
}

export type StyleSheet = (element: HtmlElement) => Look

interface Rule {
  /** The element itself first, then ancestors, nearest first. */
  readonly compounds: readonly Compound[]
  readonly weight: number
  readonly look: Look
}
interface Compound {
  readonly tag: string
  readonly id: string
  readonly classes: readonly string[]
}

/** Remarks in Word's margin: a saved page holds them at its end, with a mark `[A1]` where they belong. */
const ofWord = '.msocomanchor, .msocomtxt, .msocomhoverhide {display: none}'

/** @param css the text of all style blocks. @throws Refused */
export const makeStyleSheet = (css: string): StyleSheet => {
  const rules = rulesOf(`${ofWord}${css}`).sort((one, other) => one.weight - other.weight)
  const byKey = new Map<string, { rule: Rule; at: number }[]>()
  for (const [at, rule] of rules.entries()) {
    const key = keyOf(rule.compounds[0]!)
    const same = byKey.get(key)
    if (same) same.push({ rule, at })
    else byKey.set(key, [{ rule, at }])
  }
  const known = new Map<string, readonly Rule[]>()
  let steps = 0
  const step = (count: number): void => {
    steps += count
    if (steps > limits.html.styleSteps) throw hostile('style-rules')
  }
  const candidatesFor = (element: HtmlElement): readonly Rule[] => {
    const id = (attributeOf(element, 'id') ?? '').toLowerCase()
    const classes = classesOf(element)
    const key = `${element.tagName}#${id}.${classes.join('.')}`
    const before = known.get(key)
    if (before) return before
    const found = ['*', element.tagName, `#${id}`, ...new Set(classes.map(one => `.${one}`))].flatMap(
      one => byKey.get(one) ?? [],
    )
    step(found.length)
    const candidates = found
      .filter(({ rule }) => fits(element, rule.compounds[0]!))
      .sort((one, other) => one.at - other.at)
      .map(({ rule }) => rule)
    known.set(key, candidates)
    return candidates
  }
  // Word writes the same few into every paragraph.
  const styles = new Map<string, Look>()
  const ownLook = (style: string): Look => {
    const before = styles.get(style)
    if (before) return before
    const look = lookOf(style)
    styles.set(style, look)
    return look
  }
  return element => {
    const own = attributeOf(element, 'style')
    return Object.assign(
      {},
      ...candidatesFor(element)
        .filter(rule => hasAncestors(element, rule, step))
        .map(rule => rule.look),
      own === undefined ? {} : ownLook(own),
    )
  }
}

/** Where a rule is looked for: by a class, else its id, else its element. */
const keyOf = ({ tag, id, classes }: Compound): string =>
  classes.length > 0 ? `.${classes[0]}` : id !== '' ? `#${id}` : tag === '' ? '*' : tag

/** Lower case, as selectors are compared here: pages of old do not care. */
const classesOf = (element: HtmlElement): string[] =>
  (attributeOf(element, 'class') ?? '').toLowerCase().split(/\s+/).filter(Boolean)

const fits = (element: HtmlElement, { tag, id, classes }: Compound): boolean => {
  if (tag !== '' && tag !== element.tagName) return false
  if (id !== '' && id !== attributeOf(element, 'id')?.toLowerCase()) return false
  if (classes.length === 0) return true
  const own = classesOf(element)
  return classes.every(one => own.includes(one))
}

const hasAncestors = (element: HtmlElement, { compounds }: Rule, step: (count: number) => void): boolean => {
  let at: HtmlElement | null = element
  for (const compound of compounds.slice(1)) {
    do {
      step(1)
      const parent: unknown = at.parentNode
      at = isElement(parent) ? parent : null
    } while (at && !fits(at, compound))
    if (!at) return false
  }
  return true
}
const isElement = (node: unknown): node is HtmlElement =>
  typeof node === 'object' && node !== null && 'tagName' in node

const rulesOf = (css: string): Rule[] => {
  const rules: Rule[] = []
  const text = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ').replace(/<!--|-->/g, ' ')
  const read = (from: number, nested: boolean): number => {
    let at = from
    while (at < text.length) {
      const open = text.indexOf('{', at)
      const close = text.indexOf('}', at)
      if (nested && close >= 0 && (open < 0 || close < open)) return close + 1
      if (open < 0) return text.length
      const head = text
        .slice(at, open)
        .replace(/^[\s;}]+|\s+$/g, '')
        .replace(/^@(?:import|charset|namespace)[^;]*;\s*/i, '')
      if (/^@media\b(?!\s*print)/i.test(head) && !nested) at = read(open + 1, true)
      else {
        const end = endOfBlock(text, open)
        if (!head.startsWith('@')) addRules(rules, head, text.slice(open + 1, end - 1))
        at = end
      }
    }
    return at
  }
  read(0, false)
  return rules
}

/** Behind the brace that closes the one at `open`. */
const endOfBlock = (text: string, open: number): number => {
  const brace = /[{}]/g
  brace.lastIndex = open + 1
  let depth = 1
  for (let found = brace.exec(text); found; found = brace.exec(text)) {
    depth += found[0] === '{' ? 1 : -1
    if (depth === 0) return found.index + 1
  }
  return text.length + 1
}

const addRules = (rules: Rule[], selectors: string, declarations: string): void => {
  const look = lookOf(declarations)
  if (Object.keys(look).length === 0) return
  for (const selector of selectors.split(',')) {
    const parts = selector
      .trim()
      .toLowerCase()
      .split(/[\s>]+/)
    const compounds = parts.map(compoundOf)
    if (parts.length > 4 || compounds.some(one => one === undefined)) continue
    if (rules.length >= limits.html.rules) throw tooLarge(`${limits.html.rules} style rules`)
    const all = compounds as Compound[]
    const weight = all.reduce(
      (sum, one) => sum + (one.id ? 10_000 : 0) + one.classes.length * 100 + (one.tag ? 1 : 0),
      0,
    )
    rules.push({ compounds: all.reverse(), weight, look })
  }
}

/** `p.MsoNormal`, `#head`, `*`; undefined for states, attributes and siblings. */
const compoundOf = (text: string): Compound | undefined => {
  const found = /^(\*|[a-z][\w:\\-]*)?((?:[.#][\w\\-]+)*)$/u.exec(text)
  if (!found || text === '' || /:/.test(text)) return undefined
  const marks = found[2]!.match(/[.#][\w\\-]+/g) ?? []
  return {
    tag: found[1] === undefined || found[1] === '*' ? '' : found[1],
    id: marks.find(one => one.startsWith('#'))?.slice(1) ?? '',
    classes: marks.filter(one => one.startsWith('.')).map(one => one.slice(1)),
  }
}

const lookOf = (declarations: string): Look => {
  const look: { -readonly [Key in keyof Look]: Look[Key] } = {}
  for (const declaration of declarations.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim()
    const word = value.toLowerCase()
    if (name === 'font-family') look.font = firstFamily(value)
    else if (name === 'font') {
      // The family stands behind the size (CSS Fonts 4, 2.7).
      const family = /(?:^|\s)[\d.]+(?:[a-z]{1,4}|%)(?:\s*\/\s*[\w.%]+)?\s+(\S.*)$/i.exec(value)?.[1]
      if (family !== undefined) look.font = firstFamily(family)
    } else if (name === 'display') {
      look.gone = word === 'none'
      look.block = /^(?:block|list-item|flex|grid|table)$/.test(word)
    } else if ((name === 'mso-hide' && word === 'all') || (name === 'mso-element' && word === 'comment-list'))
      look.gone = true
    else if (name === 'visibility') look.visible = word !== 'hidden' && word !== 'collapse'
    else if (name === 'text-decoration' || name === 'text-decoration-line')
      look.struck = /line-through/.test(word)
    else if (name === 'white-space') look.preserved = /^(?:pre|pre-wrap|pre-line|break-spaces)$/.test(word)
    else if (name === 'mso-list' && word === 'ignore') look.label = true
  }
  return look
}

/** `".VnTime","serif"`: the one that is drawn where it is installed. */
export const firstFamily = (families: string): string =>
  (
    /^\s*(?:"([^"]*)"|'([^']*)'|([^,]*))/
      .exec(families)
      ?.slice(1)
      .find(one => one !== undefined) ?? ''
  ).trim()
