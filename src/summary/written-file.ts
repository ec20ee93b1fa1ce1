/** An attachment as people are told of it: `Bieu tong hop DVK 2022.xlsx (48 KB)`. */
import type { NamedFile } from './missing-units.ts'
import { writtenCount } from './written-count.ts'

export const writtenFile = ({ name, bytes }: NamedFile): string =>
  `${name} (${writtenCount(Math.max(1, Math.round(bytes.length / 1024)))} KB)`
