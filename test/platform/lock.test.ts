/** One service to a DATA_DIR for each role. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdRole } from '../../src/platform/service-lock.ts'
import { eventually } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

const taken = expect.objectContaining({ code: 'already-running' })

test('a role is held once; another role and another folder are free; released, it can be held again', () => {
  const folder = tempFolder()
  const held = holdRole(folder, 'service')
  expect(() => holdRole(folder, 'service')).toThrow(taken)
  expect(() => holdRole(folder, 'service')).toThrow(folder)
  holdRole(folder, 'reading').release()
  holdRole(tempFolder(), 'service').release()
  held.release()
  held.release()
  holdRole(folder, 'service').release()
})

test('the system lets go of it when the process is killed', async () => {
  const folder = tempFolder()
  const module = new URL('../../src/platform/service-lock.ts', import.meta.url).href
  const program = `
    import { holdRole } from ${JSON.stringify(module)}
    holdRole(${JSON.stringify(folder)}, 'service')
    process.stdout.write('held')
    // Collecting garbage must not let go of it.
    setInterval(() => globalThis.gc?.(), 10)`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(() => holdRole(folder, 'service')).toThrow(taken)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const held = await eventually(() => holdRole(folder, 'service'))
  held.release()
})

test('a folder that cannot be made is said so', () => {
  const folder = tempFolder()
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  expect(() => holdRole(file, 'service')).toThrow(expect.objectContaining({ code: 'store-unreachable' }))
})
