/** A mail as large as servers let through, read in the child: what it takes at its highest (VmHWM of Linux). */
import { readFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { largeMails } from '../../scripts/bench/large-mails.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { isolation, startChild } from '../../src/platform/sandbox/child-process.ts'
import { campaign } from '../support/forms.ts'

/** Bytes; 0 where the system does not tell. */
const peakOf = (pid: number | undefined): number =>
  isolation.memory
    ? Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1024
    : 0

it('a mail of 25 MB stays under 300 MB', { timeout: 60_000 }, async () => {
  const mail = [...largeMails(campaign)].find(one => one.name === 'a form with a photo in it')!
  expect(mail.bytes.length).toBeGreaterThan(24 * 1024 * 1024)
  const child = await startChild(campaign)
  onTestFinished(() => child.end())
  const answer = await child.ask({ kind: 'message', bytes: mail.bytes })
  expect(peakOf(child.pid)).toBeLessThan(300 * 1024 * 1024)
  if (!('value' in answer)) throw new Error(JSON.stringify(answer))
  const { parts } = answer.value as MessageReading
  expect(parts.map(part => part.standing)).toEqual(['not-a-form', 'forms'])
})
