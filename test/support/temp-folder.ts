/** Folders of a test's own, gone when it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder; removed by the caller's `remove`. For `beforeAll`. */
export const makeTempFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** An empty folder for the running test; removed when it ends. */
export const tempFolder = (): string => {
  const { folder, remove } = makeTempFolder()
  onTestFinished(remove)
  return folder
}
