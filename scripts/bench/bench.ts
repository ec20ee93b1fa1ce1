/** What the benches share: files of a folder, tables for the eye, the middle of several times. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Every file under a folder, however deep, in the order of names. */
export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Three decimals of a percent, since the aims are stated so. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(3)} %` : '-'

/** Columns as wide as their widest cell. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [heads, ...rows]
  const widths = heads.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0)))
  return all
    .map(row =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The middle one. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
