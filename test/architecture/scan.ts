/**
 * The sources as the architecture test sees them: files, what each imports (static, type-only, re-exported, dynamic,
 * bare), and their lines without comments. By regular expressions, and so that a doubt shows: an `import(` whose target
 * is no plain text is itself reported.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const project = path.resolve(import.meta.dirname, '../..')

export interface Import {
  /** As written: `./fold.ts`, `node:path`, `zod`, `nodemailer/lib/mail-composer`. */
  readonly target: string
  /** Of ours: the path below the project, with `/`. Undefined for packages and Node's own modules. */
  readonly file: string | undefined
  /** The package's name, without a path in it. Undefined for files and Node's own modules. */
  readonly package: string | undefined
  readonly typeOnly: boolean
}

export interface Source {
  /** Below the project, with `/`: `src/text/fold.ts`. */
  readonly file: string
  readonly text: string
  readonly imports: readonly Import[]
  /** Code lines without comments, with their numbers from 1. */
  readonly code: readonly { readonly line: number; readonly text: string }[]
}

/** Every source below `folder` with one of these endings. */
export const scan = (folder: string, endings: readonly string[] = ['.ts', '.mjs']): Source[] =>
  readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && endings.some(ending => entry.name.endsWith(ending)))
    .map(entry => path.relative(project, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
    .map(file => readSource(file, readFileSync(path.join(project, file), 'utf8')))

export const readSource = (file: string, text: string): Source => {
  const code = withoutComments(text)
  return { file, text, code, imports: importsOf(file, code.map(one => one.text).join('\n')) }
}

/** What `import(` is said to load when that is worked out at run time: nothing allows it. */
export const computed = '(computed)'

const clause = /(?<!["'`\w.])(import|export)\s+(type\s+)?([\w*{}\s,$]*?)\s*from\s*(["'])([^"']+)\4/g
const bare = /(?<!["'`\w.])import\s*(["'])([^"']+)\1/g
const dynamic = /(?<![\w.])(?:import|require)\s*\(\s*(?:(["'`])([^"'`$]+)\1)?/g

const importsOf = (file: string, text: string): Import[] => {
  const make = (target: string, typeOnly: boolean): Import => ({
    target,
    typeOnly,
    file: target.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), target)
      : target === computed
        ? computed
        : undefined,
    package: /^(?:\.|node:|\()/.test(target)
      ? undefined
      : target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/'),
  })
  return [
    ...[...text.matchAll(clause)].map(([, , type, names = '', , target]) =>
      make(target!, type !== undefined || isAllTypes(names)),
    ),
    ...[...text.matchAll(bare)].map(([, , target]) => make(target!, false)),
    ...[...text.matchAll(dynamic)].map(([, , target]) => make(target ?? computed, false)),
  ]
}

/** `{ type A, type B }` */
const isAllTypes = (names: string): boolean =>
  /^\{.*\}$/s.test(names) &&
  names
    .slice(1, -1)
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .every(one => one.startsWith('type '))

/** Comments that fill lines go; one behind code goes from ` // ` on. Rather too little taken away than too much. */
const withoutComments = (text: string): { line: number; text: string }[] => {
  let inside = false
  return text.split('\n').flatMap((raw, at) => {
    const line = raw.trim()
    const starts = !inside && line.startsWith('/*')
    const comment = inside || starts || line.startsWith('//')
    if (inside || starts) inside = !line.includes('*/')
    return comment || line === '' ? [] : [{ line: at + 1, text: raw.replace(/\s\/\/ .*$/, '') }]
  })
}
