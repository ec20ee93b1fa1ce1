/**
 * Words of HTML as a browser lays them out (CSS Text 3, 4.1): runs of white space are one space, none at a line's ends;
 * only `br` and blocks break a line. No-break spaces and soft hyphens stay: in TCVN3 U+00AD is `ư`.
 */
import type { FontRun, RunFont } from './lettering.ts'

export interface TextRuns {
  /** @param preserved spaces and line ends as written (`pre`) */
  add(text: string, look: Omit<FontRun, 'text'>, preserved: boolean): void
  addBreak(): void
  /** The runs so far, or undefined where they hold nothing that is drawn; then it begins anew. */
  take(): readonly FontRun[] | undefined
}

export const makeTextRuns = (): TextRuns => {
  let runs: { text: string; font: RunFont; isStruck: boolean }[] = []
  /** At a line's start, or behind a space: the next space is not drawn. */
  let closed = true
  const append = (text: string, { font, isStruck = false }: Omit<FontRun, 'text'>): void => {
    const last = runs.at(-1)
    if (last && last.font === font && last.isStruck === isStruck) last.text += text
    else runs.push({ text, font, isStruck })
  }
  return {
    add(text, look, preserved) {
      if (preserved) {
        append(text.replace(/\r\n?/g, '\n'), look)
        closed = /\n$/.test(text)
        return
      }
      let collapsed = text.replace(/[ \t\n\r\f]+/g, ' ')
      if (closed && collapsed.startsWith(' ')) collapsed = collapsed.slice(1)
      if (collapsed === '') return
      append(collapsed, look)
      closed = collapsed.endsWith(' ')
    },
    addBreak() {
      append('\n', runs.at(-1) ?? { font: undefined })
      closed = true
    },
    take() {
      const taken = withoutEnds(runs)
      runs = []
      closed = true
      return taken.some(run => /[^\s\u00a0\u200b]/.test(run.text)) ? taken : undefined
    },
  }
}

/** Without the line breaks and spaces that begin and end a block: a last `br` draws no line. */
const withoutEnds = (runs: readonly FontRun[]): FontRun[] => {
  const isDrawn = (run: FontRun): boolean => /[^ \n]/.test(run.text)
  const first = runs.findIndex(isDrawn)
  const last = runs.findLastIndex(isDrawn)
  return runs.slice(first, last + 1).map((run, at) => ({
    ...run,
    text: run.text
      .replace(at === 0 ? /^[ \n]+/ : /^(?!)/, '')
      .replace(at === last - first ? /[ \n]+$/ : /(?!)$/, ''),
  }))
}
