/**
 * Files in the formats that only an office program writes: LibreOffice makes them from our own, many in one start. Only
 * benches need it; the program reads these formats by itself.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Conversion {
  readonly from: 'docx' | 'xlsx'
  readonly to: string
  readonly bytes: Uint8Array
}

const filters: Readonly<Record<string, string>> = {
  doc: 'doc:MS Word 97',
  xls: 'xls:MS Excel 97',
  odt: 'odt:writer8',
  ods: 'ods:calc8',
  rtf: 'rtf:Rich Text Format',
  pdf: 'pdf',
}
const inFilters = { docx: 'MS Word 2007 XML', xlsx: 'Calc MS Excel 2007 XML' } as const

export const hasOffice = (): boolean => spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0

/** @returns the bytes in the order given. @throws Error where LibreOffice is missing or makes no file */
export const convertAll = (wanted: readonly Conversion[]): Uint8Array[] => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-office-'))
  try {
    const groups = Map.groupBy(
      wanted.map((one, at) => ({ ...one, at })),
      one => `${one.from}-${one.to}`,
    )
    const out: Uint8Array[] = []
    for (const [name, group] of groups) {
      const { from, to } = group[0]!
      const work = path.join(folder, name)
      mkdirSync(work)
      const files = group.map(one => {
        const file = path.join(work, `${one.at}.${from}`)
        writeFileSync(file, one.bytes)
        return file
      })
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
          '--headless',
          `--infilter=${inFilters[from]}`,
          ...['--convert-to', filters[to] ?? to, '--outdir', work],
          ...files,
        ],
        { stdio: 'ignore', timeout: 300_000 },
      )
      for (const one of group) out[one.at] = readFileSync(path.join(work, `${one.at}.${to}`))
    }
    return out
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
