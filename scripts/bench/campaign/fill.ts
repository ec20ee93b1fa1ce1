/** A filled form from chance, with what a careful person reads in it. */
import type { Unit } from '../../../src/domain/unit.ts'
import type { Entry, FilledForm } from '../../forms/form.ts'
import type { Chance } from './chance.ts'
import {
  communeCollectives,
  given,
  middles,
  models,
  notes,
  officeCollectives,
  personStyles,
  schoolCollectives,
  surnames,
} from './words.ts'

/** `section | name | sector | model | note` */
export type Row = readonly [section: string, name: string, sector: string, model: string, note: string]

export interface Filled {
  readonly form: FilledForm
  readonly rows: readonly Row[]
}

const personName = (chance: Chance): string =>
  `${chance.pick(surnames)} ${chance.pick(middles)} ${chance.pick(given)}`

const collectivesOf = (unit: Unit): readonly string[] =>
  unit.name.startsWith('Trường')
    ? schoolCollectives
    : /xã|thị trấn/.test(unit.name)
      ? communeCollectives
      : officeCollectives

interface Draw {
  (): [sector: string, model: string]
  /** Another model of this sector. */
  other(sector: string): string
}

/** Each model is named once in a form, so that nothing seems repeated. */
const drawModels = (chance: Chance): Draw => {
  const left = new Map(Object.entries(models).map(([sector, all]) => [sector, chance.shuffled(all)]))
  const other = (sector: string): string => left.get(sector)!.pop()!
  return Object.assign(
    (): [string, string] => {
      const sector = chance.pick([...left].filter(([, all]) => all.length > 1).map(([name]) => name))
      return [sector, other(sector)]
    },
    { other },
  )
}

/** @param several models in one cell, a line each */
export const fillForm = (chance: Chance, unit: Unit, several = false): Filled => {
  const draw = drawModels(chance)
  const rows: Row[] = []
  const used = new Set<string>()
  const entry = (section: string, name: string): Entry => {
    const note = chance.pick(notes)
    const cells: Record<string, string | string[]> = {}
    const add = (marked: boolean): void => {
      const [sector, model] = draw()
      if (cells[sector] !== undefined) return
      const lines = marked ? [model, draw.other(sector)] : [model]
      cells[sector] = marked ? lines.map(line => `- ${line}`) : model
      rows.push(...lines.map((line): Row => [section, name, sector, line, note]))
    }
    add(several)
    if (chance.odds(0.2)) add(false)
    return { name, models: cells, note }
  }
  const fresh = (make: () => string): string => {
    let name = make()
    while (used.has(name)) name = make()
    used.add(name)
    return name
  }
  const collectives = Array.from({ length: chance.between(1, 4) }, () =>
    entry(
      'collective',
      fresh(() => chance.pick(collectivesOf(unit))),
    ),
  )
  const individuals = Array.from({ length: chance.between(0, 3) }, () =>
    entry(
      'individual',
      fresh(() => chance.pick(personStyles).replace('{}', personName(chance))),
    ),
  )
  return {
    form: {
      unit: unit.name,
      date: `2022-02-${String(chance.between(9, 14)).padStart(2, '0')}`,
      signer: personName(chance),
      collectives,
      individuals,
    },
    rows,
  }
}
