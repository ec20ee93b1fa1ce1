/** The house's rules (ARCHITECTURE.md), held against every source. Rules are in `rules.ts`, the scanner in `scan.ts`. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { workerNames } from '../../src/worker-names.ts'
import { takesMailIn, withoutMail, withSupport } from '../support/takes-mail-in.ts'
import { type Exception, exceptions, groupOf, rules } from './rules.ts'
import { computed, type Import, project, readSource, type Source, scan } from './scan.ts'

const sources = scan('src')
const tests = scan('test').filter(one => !one.file.startsWith('test/architecture/'))
const everything = [...sources, ...scan('workers'), ...scan('scripts'), ...tests]

const imports = sources.flatMap(source => source.imports.map(one => ({ source, one })))
const lines = (all: readonly Source[]) =>
  all.flatMap(({ file, code }) => code.map(({ line, text }) => ({ file, place: `${file}:${line}`, text })))
/** Places of code that match, but for the files listed. */
const placesOf = (pattern: RegExp, allowed: Readonly<Record<string, string>>, all = sources): string[] =>
  lines(all)
    .filter(({ file, text }) => pattern.test(text) && !Object.hasOwn(allowed, file))
    .map(({ place, text }) => `${place} ${text.trim()}`)
/** Files listed as exceptions that need no exception (any more). */
const idle = (pattern: RegExp, allowed: Readonly<Record<string, string>>): string[] =>
  Object.keys(allowed).filter(
    file => !lines(sources).some(one => one.file === file && pattern.test(one.text)),
  )

describe('the scan', () => {
  it('saw the program', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(500)
    expect(imports.filter(({ one }) => one.typeOnly).length).toBeGreaterThan(100)
    expect(imports.filter(({ one }) => one.package).length).toBeGreaterThan(20)
    expect(tests.length).toBeGreaterThan(40)
  })

  it('sees every kind of import, and none in comments', () => {
    const found = readSource(
      'src/a/b.ts',
      `/**
 * import { no } from './no.ts'
 */
import one from './one.ts'
import type { Two } from '../two.ts'
import { type Three, type Tres } from 'three'
import {
  four,
  type Vier,
} from '@scope/four/deep'
import * as five from 'node:five'
export { six } from './six.ts'
export * from './seven.ts'
import './eight.ts'
const nine = await import('./nine.ts')
let ten: import('./ten.ts').Ten // import('./no.ts')
const eleven = import(name)
`,
    ).imports
    const written = ({ target, file, package: name, typeOnly }: Import): string =>
      `${target} ${file ?? name ?? '-'}${typeOnly ? ' type' : ''}`
    expect(found.map(written).sort()).toEqual(
      [
        './one.ts src/a/one.ts',
        '../two.ts src/two.ts type',
        'three three type',
        '@scope/four/deep @scope/four',
        'node:five -',
        './six.ts src/a/six.ts',
        './seven.ts src/a/seven.ts',
        './eight.ts src/a/eight.ts',
        './nine.ts src/a/nine.ts',
        './ten.ts src/a/ten.ts',
        `${computed} ${computed}`,
      ].sort(),
    )
  })

  it('finds a file behind every import of ours', () => {
    const lost = everything.flatMap(({ file, imports: all }) =>
      all
        .filter(
          one => one.file !== undefined && one.file !== computed && !existsSync(path.join(project, one.file)),
        )
        .map(one => `${file} imports ${one.target}`),
    )
    expect(lost).toEqual([])
  })
})

describe('who may import whom', () => {
  const isExcepted = (one: Exception, from: string, wanted: Import): boolean =>
    (one.from.endsWith('/') ? from.startsWith(one.from) : from === one.from) &&
    wanted.file === one.to &&
    (wanted.typeOnly || !one.typeOnly)
  const isRegular = (from: string, wanted: Import): boolean => {
    const own = groupOf(from)
    const rule = own === undefined ? undefined : rules[own]
    if (!rule) return false
    if (wanted.package) return rule.packages.includes(wanted.package)
    if (wanted.file === undefined) return rule.node.includes(wanted.target.replace(/^node:/, ''))
    const group = groupOf(wanted.file)
    return group !== undefined && (group === own || rule.ours.includes(group))
  }

  it('knows the group of every source', () => {
    expect(sources.filter(one => !groupOf(one.file)).map(one => one.file)).toEqual([])
    const used = new Set(sources.map(one => groupOf(one.file)))
    expect(Object.keys(rules).filter(group => !used.has(group))).toEqual([])
  })

  it('is as the rules say: files, packages and Node modules', () => {
    const broken = imports
      .filter(({ source, one }) => !isRegular(source.file, one))
      .filter(({ source, one }) => !exceptions.some(other => isExcepted(other, source.file, one)))
      .map(({ source, one }) => `${source.file} imports ${one.typeOnly ? 'types of ' : ''}${one.target}`)
    expect(broken).toEqual([])
  })

  it('excepts nothing without need', () => {
    const needless = exceptions.filter(
      exception =>
        !imports.some(
          ({ source, one }) => !isRegular(source.file, one) && isExcepted(exception, source.file, one),
        ),
    )
    expect(needless).toEqual([])
    expect(exceptions.filter(one => one.why.length < 10)).toEqual([])
  })

  it('goes round in no circle while it is loaded', () => {
    const next = new Map(
      sources.map(one => [
        one.file,
        one.imports.flatMap(({ file, typeOnly }) => (file && !typeOnly ? [file] : [])),
      ]),
    )
    const done = new Set<string>()
    const circles: string[] = []
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file) || path.includes(file)) return
      for (const one of next.get(file) ?? []) walk(one, [...path, file])
      done.add(file)
    }
    for (const { file } of sources) walk(file, [])
    expect(circles).toEqual([])
  })

  it('keeps formats and form apart, whatever the rules come to say', () => {
    const crossing = (from: string, to: string): string[] =>
      imports
        .filter(({ source, one }) => source.file.startsWith(from) && one.file?.startsWith(to))
        .map(({ source, one }) => `${source.file} imports ${one.target}`)
    expect(crossing('src/reading/formats/', 'src/reading/form/')).toEqual([])
    expect(crossing('src/reading/form/', 'src/reading/formats/')).toEqual([])
    expect(crossing('src/domain/', 'src/').filter(one => !one.includes(' ./'))).toEqual([])
  })

  it('takes from npm what package.json names for run time', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const used = new Set(imports.flatMap(({ one }) => one.package ?? []))
    expect([...used].filter(name => !Object.hasOwn(dependencies, name))).toEqual([])
    expect(Object.values(dependencies).filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

describe('what only few may do', () => {
  const rule = (title: string, pattern: RegExp, allowed: Readonly<Record<string, string>>): void =>
    it(title, () => {
      expect(placesOf(pattern, allowed)).toEqual([])
      expect(idle(pattern, allowed)).toEqual([])
    })

  rule('process.env is read by config.ts alone', /\bprocess\s*(?:\.\s*env\b|\[)/, {
    'src/config.ts': 'the settings',
  })
  rule(
    'the time is read by the clock alone',
    /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\b|\bhrtime\b|\bTemporal\.Now\b/,
    {
      'src/platform/clock.ts': 'the clock',
      'src/commands/output.ts': 'how often a bar is redrawn: nothing depends on it',
    },
  )
  rule(
    'days and times are of a zone that is named: nothing asks for the local ones',
    /\.(?:get|set)(?:Hours|Minutes|Seconds|Date|Day|Month|(?:Full)?Year|TimezoneOffset)\(|\.toLocale(?:Date|Time)?String\(|\.to(?:Date|Time)String\(|\bnew Date\([^()]*,|\b(?:Date\.parse|new Date)\(\s*(?!.*Z[`'"])[`'"]|\bIntl\.DateTimeFormat\b/,
    {
      'src/domain/zoned-time.ts': 'the one place that asks Intl, with the zone',
      'src/domain/campaign.ts': 'asks Intl whether a zone is one',
    },
  )
  rule('folders are made in one place, where making one ends', /\bmkdir(?:Sync)?\b/, {
    'src/platform/make-folder.ts': 'that place',
  })
  rule('standard output and error belong to the command line', /\bprocess\.(?:stdout|stderr)\b|\bconsole\b/, {
    'src/cli.ts': 'hands them to commands/output.ts',
  })
  rule('no file but the child process ends the process', /\bprocess\.(?:exit|abort)\b/, {
    'src/platform/sandbox/child.ts': 'its parent is gone',
  })
  rule(
    'chance only spreads repeated tries',
    /\bMath\.random\b/,
    Object.fromEntries(
      ['src/intake/keep.ts', 'src/platform/store/sqlite.ts'].map(file => [file, 'back-off']),
    ),
  )
  it('words for people come from templates', () => {
    const speaking =
      /^src\/(?:app|cli|workers|config|commands|jobs|validation|consolidation|summary|replies|platform|desk)[./]/
    const glyphs = { 'src/consolidation/text-lines.ts': 'widths of letters' }
    const letters = /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/u
    expect(
      placesOf(
        letters,
        glyphs,
        sources.filter(one => speaking.test(one.file)),
      ),
    ).toEqual([])
  })
})

describe('files', () => {
  it('begin with what they are for', () => {
    const headless = sources.filter(one => !/^\/\*\*\s+\S/.test(one.text)).map(one => one.file)
    expect(headless).toEqual([])
  })

  it('are of a size that can be read', () => {
    // One pass over one kind of thing, where a cut would only scatter it. None may grow.
    const long: Readonly<Record<string, number>> = {
      'src/reading/formats/docx.ts': 330,
      'src/reading/formats/xlsx.ts': 290,
      'src/reading/form/rows.ts': 310,
      'src/consolidation/figures.ts': 270,
      // The states of every row are written above it, and what was released stays.
      'src/platform/store/migrations.ts': 310,
      // The one place that says what the program needs of the world.
      'src/ports.ts': 290,
    }
    const tooLong = sources
      .map(one => ({ file: one.file, lines: one.text.trimEnd().split('\n').length }))
      .filter(one => one.lines > (long[one.file] ?? 250))
    expect(tooLong).toEqual([])
    expect(Object.keys(long).filter(file => !existsSync(path.join(project, file)))).toEqual([])
  })

  it('are named for what they hold', () => {
    const vague = sources.map(one => one.file).filter(file => /manager|helper|util|common|misc/i.test(file))
    expect(vague).toEqual([])
  })

  it('of workers are thin, and one stands for each worker', () => {
    const workers = scan('workers')
    expect(workers.map(one => one.file)).toEqual(
      [...workerNames, 'all'].map(name => `workers/${name}.mjs`).sort(),
    )
    for (const { file, text, imports: loaded } of workers) {
      expect(text.split('\n').length, file).toBeLessThan(10)
      expect(
        loaded.map(one => one.file),
        file,
      ).toEqual(['tonghop.mjs'])
    }
  })
})

describe('tests', () => {
  it('are never skipped, and none stands alone', () => {
    const dodge = /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|fails|skipIf|runIf)\b|\bctx\.skip\(/
    expect(placesOf(dodge, {}, tests)).toEqual([])
  })

  it('that take mail in keep their ledgers where they are looked at after each test', () => {
    const config = readFileSync(path.join(project, 'vitest.config.ts'), 'utf8')
    expect(config).toMatch(/^ {4}setupFiles: \['test\/support\/every-test\.ts'\],$/m)
    const looked = 'test/support/temp-folder.ts'
    expect(placesOf(/\btmpdir\b|"\/tmp|'\/tmp/, { [looked]: 'the one place' }, tests)).toEqual([])
    const takers = tests.map(one => one.file).filter(file => file.endsWith('.test.ts') && takesMailIn(file))
    expect(takers.length).toBeGreaterThan(15)
    expect(takers.filter(file => !withSupport(file).some(one => one.file === looked))).toEqual([])
    expect(Object.keys(withoutMail).filter(file => !takers.includes(file))).toEqual([])
  })

  it('damage a ledger only where that is what they are about', () => {
    const allowed = {
      'test/support/temp-folder.ts': 'what it does',
      'test/contract/ledger-audit.test.ts': 'each damage is found',
      'test/contract/store.test.ts': 'files that are no ledger, or that of another version',
    }
    expect(placesOf(/\bdamagesLedger\(/, allowed, tests)).toEqual([])
  })
})
