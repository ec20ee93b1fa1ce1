/**
 * Makes the office program's files of the corpus (`npm run corpus:office [case…]`): each form of `office.ts`
 * opened and saved by LibreOffice, where its `input.…` is not there yet, or for the cases named. Needs `soffice`; the
 * files are committed, so that nobody else does.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inputName } from '../make-corpus.ts'
import { allCases } from './all.ts'
import type { OfficeKind, OfficeMade } from './case.ts'
import { corpusFolder } from './folder.ts'

const sheetKinds: ReadonlySet<OfficeKind> = new Set(['xls', 'ods', 'xlsx', 'html'])
const filters: Readonly<Record<OfficeKind, string>> = {
  doc: 'doc:MS Word 97',
  xls: 'xls:MS Excel 97',
  odt: 'odt:writer8',
  ods: 'ods:calc8',
  rtf: 'rtf:Rich Text Format',
  pdf: 'pdf',
  docx: 'docx:MS Word 2007 XML',
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  html: 'html:HTML (StarCalc)',
}

const names = process.argv.slice(2)
const wanted = (await allCases()).flatMap(one => {
  const { input } = one
  if (!('to' in input) || (names.length > 0 && !names.includes(one.name))) return []
  const target = path.join(corpusFolder, one.name, inputName(one))
  return names.length === 0 && existsSync(target) ? [] : [{ name: one.name, input, target }]
})

const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'))
try {
  const groups = Map.groupBy(wanted, ({ input }) => `${input.fromKind} ${input.to}`)
  for (const group of groups.values()) {
    const { to, fromKind }: OfficeMade = group[0]!.input
    if (sheetKinds.has(to) && fromKind !== 'xlsx') throw new Error(`${to} is made from .xlsx`)
    const [from, out] = [
      path.join(folder, `from-${fromKind}-${to}`),
      path.join(folder, `to-${fromKind}-${to}`),
    ]
    mkdirSync(from)
    const files = group.map(one => path.join(from, `${one.name}.${fromKind}`))
    for (const [at, one] of group.entries()) writeFileSync(files[at]!, one.input.from)
    execFileSync(
      'soffice',
      [
        // A profile of its own: one shared with another process exits 0 and writes nothing.
        `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
        '--headless',
        `--infilter=${fromKind === 'xlsx' ? 'Calc MS Excel 2007 XML' : 'MS Word 2007 XML'}`,
        '--convert-to',
        filters[to],
        '--outdir',
        out,
        ...files,
      ],
      { timeout: 180_000, stdio: 'ignore' },
    )
    for (const one of group) {
      mkdirSync(path.dirname(one.target), { recursive: true })
      copyFileSync(path.join(out, `${one.name}.${to}`), one.target)
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
process.stdout.write(`${wanted.length} files\n`)
