/**
 * Zip files whose bytes depend on their contents alone: the same on every run, machine and time zone. Fixtures and blank
 * forms are committed, so making them again must change nothing.
 */
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** The letter's day. Zip keeps local wall-clock fields, so this is the same bytes in every zone. */
const mtime = new Date(2022, 1, 9)

/** Files by path, in the order given. */
export const zipped = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array => {
  const entries: Zippable = {}
  for (const [path, content] of Object.entries(files))
    entries[path] = typeof content === 'string' ? strToU8(content) : content
  return zipSync(entries, { mtime, level: 9 })
}

/** The same files with the times of the writing library, in the zip and in `docProps/core.xml`, set to the letter's day. */
export const rezipped = (bytes: Uint8Array): Uint8Array => {
  const files = unzipSync(bytes, { filter: file => !file.name.endsWith('/') })
  const core = files['docProps/core.xml']
  if (core)
    files['docProps/core.xml'] = strToU8(
      new TextDecoder()
        .decode(core)
        .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$12022-02-09T00:00:00Z'),
    )
  return zipped(files)
}
