/** The state as Prometheus reads it (text format 0.0.4): counts and ages; no name, no address, no word of anybody's. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Health } from './health.ts'

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number]

const loop = monitorEventLoopDelay({ resolution: 20 })
loop.enable()

export const writeMetrics = (
  { at, faults, pulse, overview, mailbox, tables, freeBytes }: Health,
  version: string,
): string => {
  const lines: string[] = []
  const gauge = (name: string, help: string, samples: readonly Sample[]): void => {
    if (samples.length === 0) return
    lines.push(`# HELP tonghop_${name} ${help}`, `# TYPE tonghop_${name} gauge`)
    for (const [labels, value] of samples) lines.push(`tonghop_${name}${written(labels)} ${value}`)
  }
  const one = (value: number | null | undefined): Sample[] =>
    value === null || value === undefined ? [] : [[{}, value]]
  const by = (label: string, counts: object): Sample[] =>
    Object.entries(counts).map(([name, count]) => [{ [label]: name }, Number(count)])
  const age = (since: number | null | undefined): Sample[] =>
    since === null || since === undefined ? [] : [[{}, Math.max(0, (at - since) / 1000)]]

  gauge('build_info', 'The version of the program and of Node.js.', [
    [{ version, node: process.versions.node }, 1],
  ])
  gauge('up', 'Whether nothing is wrong.', one(faults.length === 0 ? 1 : 0))
  gauge(
    'faults',
    'What is wrong, by code.',
    by(
      'code',
      Object.fromEntries(
        [...Map.groupBy(faults, fault => fault.code)].map(([code, all]) => [code, all.length]),
      ),
    ),
  )
  if (overview) {
    gauge(
      'messages',
      'Messages by outcome, as the tables have them.',
      by('outcome', overview.figures.messages),
    )
    gauge('submissions', 'Forms by outcome.', by('outcome', overview.figures.submissions))
    gauge('registrations', 'Registrations that count.', one(overview.figures.registrations.all))
    gauge('balance_even', 'Whether the balance adds up.', one(overview.balance.even ? 1 : 0))
  }
  gauge(
    'jobs',
    'Jobs by kind and state.',
    pulse.jobs.map(({ kind, state, count }) => [{ kind, state }, count]),
  )
  gauge(
    'mails',
    'Mails of ours by kind and state.',
    pulse.mails.map(({ kind, state, count }) => [{ kind, state }, count]),
  )
  gauge('revision', 'Of the ledger; goes up with every change.', one(pulse.revision))
  gauge('tables_revision', 'Of the ledger that the tables show.', one(tables?.revision))
  gauge('tables_age_seconds', 'Since the tables were built.', age(tables?.at))
  gauge('mailbox_age_seconds', 'Since the last good look at the mailbox.', age(mailbox?.lastGoodLook))
  gauge('disk_free_bytes', 'On the disk of DATA_DIR.', one(freeBytes))
  const { rss, heapUsed } = process.memoryUsage()
  gauge('process_memory_bytes', 'Of this process.', [
    [{ kind: 'resident' }, rss],
    [{ kind: 'heap' }, heapUsed],
  ])
  gauge('process_uptime_seconds', 'Of this process.', one(Math.round(process.uptime())))
  gauge(
    'process_loop_delay_seconds',
    'The event loop, at the 99th percentile.',
    one(loop.percentile(99) / 1e9),
  )
  return `${lines.join('\n')}\n`
}

const written = (labels: Readonly<Record<string, string>>): string => {
  const all = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  return all.length === 0 ? '' : `{${all.join(',')}}`
}
