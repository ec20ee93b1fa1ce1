/** Thư: every mail that came, what became of it and of each of its parts, and their files. */
import { Hono } from 'hono'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { messageFiles } from './files.ts'
import { messageList } from './list.ts'
import { messagePage } from './one.ts'
import { readAgain } from './read-again.ts'

export const messagePages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>()
    .route('/', messageFiles(desk))
    .route('/', messageList(desk))
    .route('/', messagePage(desk))
    .route('/', readAgain(desk))
