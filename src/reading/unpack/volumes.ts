/**
 * Archives cut into several files: `X.part1.rar`, `X.r00`, `X.z01`, `X.7z.001`. Nothing here joins them; what can be said
 * is which of them did not come, so that the clerk asks for that one and not for everything.
 */
import { finding } from '../../domain/finding.ts'
import type { FoundPart } from './found.ts'

interface Volume {
  readonly stem: string
  /** From 1. Of a zip in volumes the `.zip` itself is the last one, of unknown number. */
  readonly number: number | 'last'
}

const patterns: readonly (readonly [RegExp, (digits: string) => Volume['number']])[] = [
  [/^(.+)\.part(\d{1,4})\.rar$/i, Number],
  [/^(.+)\.r(\d\d)$/i, digits => Number(digits) + 2],
  [/^(.+)\.z(\d\d)$/i, Number],
  [/^(.+\.[a-z0-9]{1,4})\.(\d{3})$/i, Number],
  // Asked only of what is known to be a volume.
  [/^(.+)\.(rar)$/i, () => 1],
  [/^(.+)\.(zip)$/i, () => 'last'],
]

const volumeOf = (name: string): Volume | undefined => {
  for (const [pattern, numberOf] of patterns) {
    const found = pattern.exec(name)
    if (found) return { stem: found[1]!.toLowerCase(), number: numberOf(found[2]!) }
  }
  return undefined
}

/** By its name alone: a volume after the first begins with nothing that could be told. */
export const isNamedVolume = (name: string): boolean =>
  patterns.slice(0, 4).some(([pattern]) => pattern.test(name))

/** Volumes with the gaps between them named. */
export const withMissingVolumes = (parts: readonly FoundPart[]): FoundPart[] => {
  const present = new Map<string, Set<Volume['number']>>()
  const volumes = parts.map(part =>
    part.refused?.code === 'archive-volume' ? volumeOf(part.name) : undefined,
  )
  for (const volume of volumes)
    if (volume) present.set(volume.stem, (present.get(volume.stem) ?? new Set()).add(volume.number))
  return parts.map((part, at) => {
    const volume = volumes[at]
    const missing = volume ? missingOf(present.get(volume.stem)!) : ''
    return missing === '' ? part : { ...part, refused: finding('archive-volume-missing', { missing }) }
  })
}

/** `2, 4`; one alone misses the one beside it. */
const missingOf = (present: ReadonlySet<Volume['number']>): string => {
  const numbers = [...present].filter(one => one !== 'last')
  const highest = Math.max(0, ...numbers)
  // No mail holds more; a name may say any number.
  if (highest > 200) return ''
  const gaps = Array.from({ length: highest }, (_, at) => at + 1).filter(one => !present.has(one))
  if (gaps.length === 0 && present.size === 1) gaps.push(highest + 1)
  return gaps.join(', ')
}
