/** Rows that somebody left in to show how the form is filled: `VD: …`, `(ví dụ)`, `Mô hình ABC`. Registered by nobody. */
import { foldBare } from '../../text/fold.ts'
import { cellText } from './grid-cells.ts'
import type { RowParts } from './row-parts.ts'

/** `Trần Văn A` is no sign: people's names are shortened so in earnest. */
const placeholder = /^(?:(?:mo hinh|ten mo hinh|tap the|ten tap the|don vi|ca nhan|chi bo) )?(?:abc|xyz)$/

export const isSampleRow = ({ ordinal, name, note, models }: RowParts): boolean =>
  [ordinal, name, note, ...models.map(one => one.cell)].some(cell => {
    const text = cellText(cell)
    const bare = foldBare(text)
    return (
      placeholder.test(bare) ||
      /^(?:vd|vi du)(?: |$)/.test(bare) ||
      /\((?:ví dụ|vd|dòng mẫu|ghi mẫu|minh họa|minh hoạ)[^)]*\)/iu.test(text)
    )
  })
