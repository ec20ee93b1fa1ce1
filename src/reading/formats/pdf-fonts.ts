/**
 * A page's fonts: their names without the mark of a subset (`ABCDEF+`, ISO 32000-1, 9.6.4), and whether their letters can
 * be believed. A font that has no map to Unicode gives numbers of drawings, which look like letters and are none.
 */
import { noFont, type RunFont } from './lettering.ts'
import type { PdfPage } from './pdf-load.ts'

export interface PdfFont {
  /** For `linesOfRuns`. */
  readonly font: RunFont
  readonly name: string
  readonly vertical: boolean
  /** What one unit of a letter's width is, for a font of size 1. */
  readonly unit: number
  /** The font says itself which letters it draws. */
  readonly isMapped: boolean
  /** Ligatures opened, what is no letter made a space. */
  textOf(unicode: string): string
}

/** Names that writers and printers make up: `F1`, `CIDFont+F2`, `TTE1A2B3C8t00`, `T3Font_1`. */
const madeUp = /^(?:|(?:cidfont\+?)?f\d+|tt[0-9a-z]{4,}t00|t\d+|t3font.*|type3|font\d*|untitled|unknown)$/i

interface RawFont {
  readonly name?: unknown
  readonly vertical?: unknown
  readonly fontMatrix?: unknown
  readonly isType3Font?: unknown
  readonly composite?: unknown
  readonly toUnicode?: unknown
}

export const makeFonts = (page: PdfPage): ((id: string) => PdfFont) => {
  const known = new Map<string, PdfFont>()
  return id => {
    const before = known.get(id)
    if (before) return before
    const raw: RawFont = page.commonObjs.has(id) ? (page.commonObjs.get(id) ?? {}) : {}
    const font = readFont(raw)
    known.set(id, font)
    return font
  }
}

const readFont = (raw: RawFont): PdfFont => {
  const name = (typeof raw.name === 'string' ? raw.name : '').replace(/^[A-Z]{6}\+/, '')
  const [unit] = Array.isArray(raw.fontMatrix) ? (raw.fontMatrix as readonly unknown[]) : []
  return {
    name,
    font: madeUp.test(name) ? noFont : name.replace(/[,-](?:bold|italic|regular|oblique)+(?:mt)?$/i, ''),
    vertical: raw.vertical === true,
    unit: typeof unit === 'number' && Number.isFinite(unit) ? Math.abs(unit) : 0.001,
    // Identity: a composite font whose writer left the map out.
    isMapped: !(raw.composite === true && isIdentity(raw.toUnicode)),
    textOf: writtenAs,
  }
}

const isIdentity = (map: unknown): boolean =>
  typeof map === 'object' && map !== null && 'firstChar' in map && !('_map' in map)

const writtenAs = (unicode: string): string =>
  unicode.replace(/[\ufb00-\ufb06]/g, one => one.normalize('NFKC')).replace(/[\r\n\t\u2028\u2029]/g, ' ')
