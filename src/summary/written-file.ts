/** An attachment as people are told of it: `Bieu tong hop DVK 2022.xlsx (48 KB)`. */
import type { NamedFile } from './missing-units.ts'

export const writtenFile = ({ name, bytes }: NamedFile): string =>
  `${name} (${new Intl.NumberFormat('vi-VN').format(Math.max(1, Math.round(bytes.length / 1024)))} KB)`
