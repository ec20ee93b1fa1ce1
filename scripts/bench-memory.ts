/**
 * `npm run bench:memory`: the most memory that reading one large mail takes, in the child that reads it and in the process
 * that hands it over, each mail in fresh processes (VmHWM, Linux). Exit 1 above the limit.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openCampaignFolder } from '../src/platform/campaign-folder.ts'
import { startChild } from '../src/platform/sandbox/child-process.ts'
import { largeMails } from './bench/large-mails.ts'

/** MB, for a mail of 25 MB. */
const limit = 300

const { campaign } = openCampaignFolder(path.join(import.meta.dirname, '../templates/dan-van-kheo-2022'))

/** MB of resident memory at its highest. */
const peakOf = (pid: number | 'self'): number =>
  Math.round(Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024)

/** In a process of its own: reads one file and says what it took. */
const measure = async (file: string): Promise<void> => {
  const child = await startChild(campaign)
  const from = performance.now()
  const answer = await child.ask({ kind: 'message', bytes: readFileSync(file) })
  const ms = Math.round(performance.now() - from)
  const memory = 'death' in answer ? 0 : peakOf(child.pid!)
  child.end()
  const value =
    'value' in answer ? (answer.value as { parts: { standing: string; format: string }[] }) : undefined
  const seen = value?.parts.map(part => `${part.format}:${part.standing}`).join(' ') ?? JSON.stringify(answer)
  process.stdout.write(JSON.stringify({ memory, parent: peakOf('self'), ms, seen }))
}

const main = (): void => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-memory-'))
  let isOver = false
  try {
    for (const { name, bytes } of largeMails(campaign)) {
      const file = path.join(folder, 'mail.eml')
      writeFileSync(file, bytes)
      const run = spawnSync(process.execPath, [import.meta.filename, file], { encoding: 'utf8' })
      if (run.status !== 0) throw new Error(run.stderr)
      const { memory, parent, ms, seen } = JSON.parse(run.stdout) as Record<string, number>
      isOver ||= memory! > limit || memory === 0
      const size = (bytes.length / 1_048_576).toFixed(1)
      process.stdout.write(
        `${name.padEnd(44)} ${size.padStart(5)} MB  child ${String(memory).padStart(4)} MB  parent ${String(parent).padStart(4)} MB  ${String(ms).padStart(5)} ms  ${seen}\n`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  if (isOver) process.stdout.write(`above ${limit} MB\n`)
  process.exitCode = isOver ? 1 : 0
}

const [file] = process.argv.slice(2)
if (file === undefined) main()
else await measure(file)
