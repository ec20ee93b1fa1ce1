/**
 * Run by Vitest beside every test file (vitest.config.ts), so that no test can forget it: after each test the ledgers
 * that are there must be well; those of folders that go with the test are looked at when they go (`temp-folder.ts`). And
 * a file that takes mail in must have left a ledger with mails where it is looked at.
 */
import path from 'node:path'
import { afterAll, afterEach } from 'vitest'
import { project } from '../architecture/scan.ts'
import { takesMailIn, withoutMail } from './takes-mail-in.ts'
import { audited, auditFolders } from './temp-folder.ts'

interface Task {
  readonly mode: string
  readonly tasks?: readonly Task[]
}
let running: (Task & { readonly filepath: string }) | undefined
const ranWhole = (task: Task): boolean => task.mode === 'run' && (task.tasks ?? []).every(ranWhole)

afterEach(async ({ task }) => {
  running = task.file
  await auditFolders()
})

afterAll(() => {
  // No test, or only some of the file, were asked for.
  if (!running || !ranWhole(running)) return
  const file = path.relative(project, running.filepath).split(path.sep).join('/')
  const isExcepted = Object.hasOwn(withoutMail, file)
  if (audited > 0 && isExcepted) throw new Error(`${file} takes mail in: it is no exception (withoutMail)`)
  if (audited === 0 && !isExcepted && takesMailIn(file))
    throw new Error(
      `${file} takes mail in, but no ledger with mails was looked at: keep ledgers in folders of temp-folder.ts, or give the reason in withoutMail`,
    )
})
