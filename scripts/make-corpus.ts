/**
 * Makes the labelled corpus from its definitions: `input.…`, `submission.json` and `ABOUT.md` of each case. Run `npm run
 * corpus`; the same bytes every time. Files of office programs are committed: see `corpus/make-office.ts`. What the
 * program sees in them is not made here, but accepted by `npm run corpus:accept`.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { allCases } from './corpus/all.ts'
import type { CorpusCase } from './corpus/case.ts'
import { corpusFolder, submissionOf } from './corpus/folder.ts'

/** What is written in a case's folder, by name; without `input.…` where an office program made it. */
export const filesOf = (one: CorpusCase): ReadonlyMap<string, string | Uint8Array> =>
  new Map<string, string | Uint8Array>([
    ...(one.input instanceof Uint8Array ? [[inputName(one), one.input] as const] : []),
    ['submission.json', `${JSON.stringify(submissionOf(one), null, 2)}\n`],
    ['ABOUT.md', aboutOf(one)],
  ])

export const inputName = ({ file }: CorpusCase): string => `input${path.extname(file).toLowerCase()}`

const aboutOf = ({ class: kind, about: [line, who, must], input }: CorpusCase): string =>
  [
    `Class: ${kind}. Guide: ${line}`,
    `Who writes it: ${who}${input instanceof Uint8Array ? '' : ` (${madeBy(input)})`}`,
    `Must come out: ${must}`,
    '',
  ].join('\n')
const madeBy = (input: Exclude<CorpusCase['input'], Uint8Array>): string =>
  'to' in input ? `made from our .${input.fromKind} by LibreOffice as .${input.to}` : `made by ${input.kept}`

if (import.meta.main) {
  const cases = await allCases()
  mkdirSync(corpusFolder, { recursive: true })
  const known = new Set(cases.map(one => one.name))
  for (const entry of readdirSync(corpusFolder, { withFileTypes: true }))
    if (entry.isDirectory() && !known.has(entry.name))
      rmSync(path.join(corpusFolder, entry.name), { recursive: true })
  for (const one of cases) {
    const folder = path.join(corpusFolder, one.name)
    mkdirSync(folder, { recursive: true })
    for (const old of readdirSync(folder))
      if (old.startsWith('input.') && old !== inputName(one)) rmSync(path.join(folder, old))
    for (const [name, content] of filesOf(one)) writeFileSync(path.join(folder, name), content)
    if (!existsSync(path.join(folder, inputName(one))))
      process.stderr.write(`${one.name}: no ${inputName(one)}; run npm run corpus:office\n`)
  }
  process.stdout.write(`${cases.length} cases\n`)
}
