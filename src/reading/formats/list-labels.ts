/**
 * Counts list paragraphs as a word processor does: `•` for bullets, `1.` for anything counted. Only the count is true, not
 * its look: roman numerals and letters come out as digits.
 */

export interface ListLevel {
  readonly kind: 'bullet' | 'none' | 'number'
  readonly start: number
}

export interface ListKind {
  /** Lists of one kind go on counting. */
  readonly id: string
  readonly levels: ReadonlyMap<number, ListLevel>
}

export interface List {
  readonly kind: string
  /** Levels at which this list begins again, and with which number (ECMA-376 part 1, 17.9.26). */
  readonly restarts: ReadonlyMap<number, number>
  /** Levels that look otherwise in this list than in its kind. */
  readonly levels?: ReadonlyMap<number, ListLevel>
}

/** To be asked once for each paragraph, in order, for empty ones too. */
export type LabelOf = (list: string, level: number) => string | undefined

export const makeLabels = (kinds: readonly ListKind[], lists: ReadonlyMap<string, List>): LabelOf => {
  const levelsOf = new Map(kinds.map(kind => [kind.id, kind.levels]))
  const counts = new Map<string, Map<number, number>>()
  return (id, level) => {
    const list = lists.get(id)
    const own = list && (list.levels?.get(level) ?? levelsOf.get(list.kind)?.get(level))
    if (!list || !own || own.kind === 'none') return undefined
    if (own.kind === 'bullet') return '•'
    const restart = list.restarts.get(level)
    const key = restart === undefined ? `kind ${list.kind}` : `list ${id}`
    const counted = counts.get(key) ?? new Map<number, number>()
    counts.set(key, counted)
    const count = (counted.get(level) ?? (restart ?? own.start) - 1) + 1
    for (const deeper of [...counted.keys()]) if (deeper > level) counted.delete(deeper)
    counted.set(level, count)
    return `${count}.`
  }
}
