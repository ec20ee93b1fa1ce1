/**
 * How a value and the cell that it came from are told to be one: the same `data-source` on both, which `original.js`
 * lights up together; and an anchor, for who has no JavaScript. Says nothing of where the cell is.
 */
import { sha256 } from '../../domain/identity.ts'
import { type Source, sourceKey } from '../../domain/source.ts'

/** For `data-source="…"`, on whatever shows or asks for a value. The same for the same place of one part. */
export const sourceMark = (source: Source): string => sha256(Buffer.from(sourceKey(source))).slice(0, 12)

/** For `href="#…"`: its cell in the original, where the original beside is of that part. */
export const sourceAnchor = (source: Source): string => `goc-${sourceMark(source)}`
