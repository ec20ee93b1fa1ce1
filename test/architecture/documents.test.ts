/** README, ARCHITECTURE and CHANGELOG say what is true of the program: settings, commands, folders, links. */
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorPolicy } from '../../src/domain/errors.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { openMessages } from '../../src/platform/messages.ts'
import { workerNames } from '../../src/worker-names.ts'
import { project } from './scan.ts'

const read = (file: string): string => readFileSync(path.join(project, file), 'utf8')
const readme = read('README.md')
const architecture = read('ARCHITECTURE.md')
const manifest = JSON.parse(read('package.json')) as { version: string; scripts: Record<string, string> }
const documents = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'] as const

describe('README.md', () => {
  it('lists every setting with its default, and none that is not', () => {
    const config = read('src/config.ts')
    const names = new Set(
      [...config.matchAll(/(?:env\.|')([A-Z]+_[A-Z_]+|CAMPAIGN|PORT)\b/g)].map(([, name]) => name!),
    )
    const known = [...names].filter(name => !name.endsWith('_FILE') && name !== 'DATABASE_URL')
    expect(known.length).toBeGreaterThan(7)
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| /gm)]
    expect(rows.map(([, name]) => name).sort()).toEqual(known.sort())
    for (const [, name, value] of rows) expect(value, name).toMatch(/\S/)
    const defaults = Object.fromEntries(rows.map(([, name, value]) => [name, value]))
    expect(defaults).toMatchObject({
      DATA_DIR: '`./data`',
      CAMPAIGN: '`dan-van-kheo-2022`',
      LOG_LEVEL: '`info`',
      POLL_SECONDS: '`60`',
      PORT: '`8022`',
      DESK_HOST: '`127.0.0.1`',
    })
    for (const secret of ['IMAP_URL', 'SMTP_URL', 'REDIS_URL']) expect(readme).toContain(`\`${secret}_FILE\``)
  })

  it('lists every command as the program itself does', () => {
    const usage = openMessages(path.join(project, 'templates'))('cli.usage')
    const commands = [...usage.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name)
    const section = readme.split('\n## ').find(one => one.startsWith('Commands')) ?? ''
    const rows = [...section.matchAll(/^\| `([a-z]+)[^`]*` \| /gm)].map(([, name]) => name)
    expect(rows).toEqual(commands)
    for (const name of workerNames) expect(readme).toContain(`\`${name}\``)
  })

  it('starts as it says, by scripts that are there', () => {
    expect(readme).toMatch(/^npm ci && npm run demo$/m)
    expect(readme).toMatch(/^npm ci && npm test$/m)
    const named = documents.flatMap(file =>
      [...read(file).matchAll(/\bnpm (?:run (?:-s )?([a-z][a-z:]*)|(test|start))\b/g)].map(
        ([, one, other]) => one ?? other!,
      ),
    )
    expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'start', 'tonghop']))
    expect(named.filter(name => !Object.hasOwn(manifest.scripts, name))).toEqual([])
  })

  it('names the files of the campaign, and errors in the words that people see', () => {
    const { wording, campaign } = openCampaignFolder(path.join(project, 'templates/dan-van-kheo-2022'))
    for (const key of ['table.fileName', 'tracking.fileName', 'roster.file'])
      expect(readme).toContain(wording[key]!)
    for (const key of ['registrations', 'waiting', 'units', 'messages', 'balance'])
      expect(readme).toContain(`*${wording[`tracking.${key}Sheet`]}*`)
    expect(readme).toContain(campaign.mails.summary.at)
    const said = Object.keys(errorPolicy).map(code =>
      openMessages(path.join(project, 'templates'))(`error.${code}`),
    )
    for (const words of [
      'Máy chủ thư từ chối đăng nhập',
      'Một dịch vụ khác đang chạy',
      'Ổ đĩa đầy',
      'Danh sách đơn vị có chỗ chưa đúng',
    ]) {
      expect(readme).toContain(words)
      expect(said.some(one => one.startsWith(words))).toBe(true)
    }
  })
})

describe('ARCHITECTURE.md', () => {
  const tree = /```\n(src\/\n[\s\S]*?)```/.exec(architecture)?.[1] ?? ''

  it('draws every folder and file at the top of the sources, and none that is not there', () => {
    const drawn = [...tree.matchAll(/^ +([a-z-]+)(\/|\.ts)(?= |$)/gm)].map(
      ([, name, kind]) => `${name}${kind}`,
    )
    const inside = (folder: string): string[] =>
      readdirSync(path.join(project, folder), { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => `${entry.name}/`)
    const there = [...inside('src'), ...inside('src/reading'), ...inside('src/platform')]
    expect(drawn.filter(name => name.endsWith('/')).sort()).toEqual(there.sort())
    for (const file of ['ports.ts', 'config.ts', 'app.ts', 'workers.ts', 'cli.ts'])
      expect(tree).toContain(file)
    for (const folder of ['workers/', 'templates/', 'fixtures/', 'scripts/', 'test/']) {
      expect(tree).toMatch(new RegExp(`^${folder}`, 'm'))
      expect(existsSync(path.join(project, folder))).toBe(true)
    }
  })

  it('names files that are there', () => {
    const named = [...architecture.matchAll(/`((?:src|test|templates|scripts)\/[\w/.-]+)`/g)].map(
      ([, file]) => file!,
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(file => !existsSync(path.join(project, file)))).toEqual([])
  })

  it('has dated decisions, in order', () => {
    const days = [...architecture.matchAll(/^### (\d{4}-\d\d-\d\d)$/gm)].map(([, day]) => day!)
    expect(days[0]).toBe('2026-11-23')
    expect(days).toEqual([...new Set(days)].sort())
  })
})

describe('all of them', () => {
  it('link to what is there', () => {
    for (const file of documents)
      for (const [, target] of read(file).matchAll(/\]\(([^)#]+)\)/g))
        if (!target!.startsWith('https://'))
          expect(existsSync(path.join(project, target!)), `${file}: ${target}`).toBe(true)
    expect(readme).toContain('(#dành-cho-cán-bộ-tổng-hợp)')
    expect(readme).toMatch(/^## Dành cho cán bộ tổng hợp$/m)
  })

  it("tell of the package's version, newest first", () => {
    const versions = [...read('CHANGELOG.md').matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(
      ([, version]) => version!,
    )
    expect(versions[0]).toBe(manifest.version)
  })
})

describe('.ci/run', () => {
  const script = read('.ci/run')

  it("can be run, stops at the first failure, and runs the README's test command with nobody there", () => {
    expect(() => accessSync(path.join(project, '.ci/run'), constants.X_OK)).not.toThrow()
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/)
    for (const line of ['set -euo pipefail', 'export CI=true', 'exec </dev/null', 'npm ci', 'npm test'])
      expect(script.split('\n')).toContain(line)
    for (const [, name] of script.matchAll(/npm run -s (\S+)/g))
      expect(manifest.scripts).toHaveProperty([name!])
  })
})
