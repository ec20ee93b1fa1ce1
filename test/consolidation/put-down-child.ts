/** Puts small files down some times over, for tests with several processes; prints what became of each, as JSON. */
import path from 'node:path'
import { putDown } from '../../src/consolidation/put-down.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { sampleCampaign } from '../support/ledger.ts'

const { data, files, times, mark } = JSON.parse(process.argv[2] ?? '{}')
const store = makeSqliteStore({ file: path.join(data, 'ledger.sqlite'), campaign: sampleCampaign })
const said: unknown[] = []
for (let time = 0; time < times; time++)
  for (const file of files)
    said.push(
      await putDown(file, Buffer.from(`${mark} ${time} ${file}`), {
        store,
        clock: makeSystemClock(),
        signal: AbortSignal.abort(),
        asideName: name => `${name} (sửa tay)`,
        besideName: name => `${name} (bên cạnh)`,
        besides: [],
      }),
    )
await store.close()
process.stdout.write(JSON.stringify(said))
