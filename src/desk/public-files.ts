/**
 * The files of `public/`: read once, known by name, never a path. Their addresses change with their bytes: they have one
 * mark in common, so that a file finds another beside itself (`./fold.js`).
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { sha256 } from '../domain/identity.ts'
import type { DeskEnv, DeskRoutes } from './desk.ts'

const folder = path.join(import.meta.dirname, 'public')
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface PublicFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}
const files: ReadonlyMap<string, PublicFile> = new Map(
  readdirSync(folder)
    .sort()
    .flatMap(name => {
      const type = types[path.extname(name)]
      return type
        ? [[name, { bytes: new Uint8Array(readFileSync(path.join(folder, name))), type }] as const]
        : []
    }),
)
const mark = sha256(Buffer.concat([...files.values()].map(one => one.bytes))).slice(0, 12)

/** The address of a file of `public/`. @throws Error for one that is not there: a bug */
export const asset = (name: string): string => {
  if (!files.has(name)) throw new Error(`src/desk/public has no file ${name}`)
  return `/tep-trang/${mark}/${name}`
}

export const publicFiles = (): DeskRoutes =>
  new Hono<DeskEnv>().get('/tep-trang/:mark/:name', c => {
    const file = files.get(c.req.param('name'))
    if (!file) return c.notFound()
    c.header('Cache-Control', 'private, max-age=31536000, immutable')
    return c.body(file.bytes, 200, { 'Content-Type': file.type })
  })
