/**
 * `npm run torture:crash -- [--kills N] [--seed S] [--queue embedded|redis|both]`: the real service, killed by SIGKILL at
 * every failpoint in turn while mails come in and mails of ours go out, begun again, and looked at from outside: every
 * mail exactly once, tables that open, no mail sent twice, back at work in five seconds. Exit 1 when anything is amiss.
 */
import { parseArgs } from 'node:util'
import { type Failpoint, failpoints } from '../../src/failpoints.ts'
import { say, table } from '../bench/bench.ts'
import { type Life, livesOf, runLife } from './life.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    queue: { type: 'string', default: 'both' },
    together: { type: 'string', default: '2' },
  },
})
const queues =
  values.queue === 'both' ? (['embedded', 'redis'] as const) : [values.queue as 'embedded' | 'redis']
const lives = livesOf({ kills: Number(values.kills), seed: Number(values.seed), queues })
const done: Life[] = []
const waiting = [...lives]
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const life = await runLife(next)
    done.push(life)
    const bad = life.complaints.length > 0 ? `: ${life.complaints.join('; ')}` : ''
    say(
      `seed ${next.seed} ${next.queue}: ${life.kills.length} kills, back in ${life.backMs} ms, whole in ${life.wholeMs} ms${bad}`,
    )
  }
}
await Promise.all(Array.from({ length: Number(values.together) }, work))

const kills = done.flatMap(one => one.kills)
const complaints = done.flatMap(one => one.complaints)
const back = done.map(one => one.backMs).sort((a, b) => a - b)
const count = (name: Failpoint): number => kills.filter(one => one === name).length
say('')
say(
  table(
    ['killed at', 'times'],
    failpoints.map(name => [name, String(count(name))]),
  ),
)
say('')
say(`kills: ${kills.length} at ${new Set(kills).size} of ${failpoints.length} failpoints`)
say(`lost, doubled or otherwise amiss: ${complaints.length}`)
say(`back at work: at most ${back.at(-1) ?? 0} ms (aim: 5000)`)
process.exitCode = complaints.length === 0 && (back.at(-1) ?? 0) <= 5000 ? 0 : 1
