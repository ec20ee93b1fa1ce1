/**
 * A folder with all above it. Node's own `recursive` never ends where a folder is there but takes no folders in, and says
 * ENOENT of it (as `/proc` does): a mistyped DATA_DIR would hold the program up for ever, without a word.
 */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { systemCode } from './durable-file.ts'

/** Left as it is where it is there. @throws what the file system says */
export const makeFolder = (folder: string): void => {
  const target = path.resolve(folder)
  try {
    mkdirSync(target)
  } catch (error) {
    if (isFolder(target)) return
    const above = path.dirname(target)
    if (systemCode(error) !== 'ENOENT' || above === target || isFolder(above)) throw error
    makeFolder(above)
    makeFolder(target)
  }
}

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
