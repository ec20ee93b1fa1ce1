/**
 * Makes the tables that LibreOffice saved again, for the tests of edited tables (`npm run tables:office`). Needs
 * `soffice`; the files are committed, so that nobody else does. Nothing is edited in them: what LibreOffice changes by
 * itself is what the tests want to see.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { writtenTable, writtenTracking } from '../test/consolidation/hand-edits/edited.ts'

const target = path.resolve(import.meta.dirname, '../test/consolidation/hand-edits/libreoffice')
const folder = mkdtempSync(path.join(tmpdir(), 'tables-'))
try {
  const files = ['track.xlsx', 'table.xlsx'].map(name => path.join(folder, name))
  for (const [at, bytes] of [await writtenTracking(), await writtenTable()].entries())
    writeFileSync(files[at]!, bytes)
  for (const filter of ['xlsx:Calc MS Excel 2007 XML', 'ods:calc8', 'xls:MS Excel 97'])
    execFileSync('soffice', [
      // A profile of its own: one shared with another process exits 0 and writes nothing.
      `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
      ...['--headless', '--infilter=Calc MS Excel 2007 XML', '--convert-to', filter, '--outdir', target],
      ...files,
    ])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
