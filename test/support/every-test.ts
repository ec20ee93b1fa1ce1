/** Run by Vitest beside every test file (vitest.config.ts): after each test the ledgers that are there must be well. */
import { afterEach } from 'vitest'
import { auditFolders } from './temp-folder.ts'

afterEach(auditFolders)
