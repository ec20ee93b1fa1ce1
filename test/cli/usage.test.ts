/** What the command line takes, and how it refuses the rest: exit code 2, the reason and the usage, nothing opened. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { nodeProblem } from '../../src/node-version.mjs'
import { makeTempFolder, tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

describe('wrong use', () => {
  it.concurrent.each<[string, string[], RegExp]>([
    ['no command', [], /chưa ghi lệnh/],
    ['an unknown command', ['xoa-het'], /không có lệnh "xoa-het"/],
    ['a name that every object has', ['constructor'], /không có lệnh "constructor"/],
    ['an unknown option', ['status', '--force'], /không có tùy chọn --force/],
    ['an option of another command', ['status', '--out', 'x'], /status --out/],
    ['read without a file', ['read'], /read cần ít nhất một/],
    ['import without a path', ['import'], /import cần ít nhất một/],
    ['words where none belong', ['status', 'x'], /status x/],
    ['an option without its value', ['workbook', '--out'], /--out thiếu giá trị/],
    ['an option with an empty value', ['workbook', '--out='], /--out thiếu giá trị/],
    ['a value for a switch', ['summary', '--dry-run=no'], /--dry-run/],
    [
      'two things asked of one mail',
      ['summary', '--hold', '--release'],
      /--hold --release không dùng cùng nhau/,
    ],
    ['a name that is none', ['summary', '--hold', '--by', ' '], /--by/],
    ['a day that is none', ['summary', '--date', '2022-02-31'], /--date 2022-02-31/],
    ['a day written otherwise', ['summary', '--date', '11/02/2022'], /--date 11\/02\/2022/],
    ['an unknown worker', ['work', 'mailbox', 'printing'], /"printing".*consolidation/],
    ['no worker', ['work'], /work cần ít nhất một/],
    ['too few at once', ['serve', '--concurrency', '0'], /--concurrency 0/],
    ['reminders let go and put away at once', ['remind', '--release', '--drop'], /--drop --release/],
    ['a unit, and not what to do', ['remind', 'mn-kim-thu'], /remind mn-kim-thu/],
    ['nobody as the one who decides', ['close', '--by', ' '], /--by/],
    ['edits of two files', ['edits', 'a.xlsx', 'b.xlsx'], /edits b\.xlsx/],
    ['edits taken over of no file', ['edits', '--take-over', 'ALL'], /--take-over ALL/],
    ['edits by words', ['edits', 'a.xlsx', '--take-over', '1;2'], /--take-over 1;2/],
    ['a mail that is no id', ['replay', '--message', 'thư'], /--message thư/],
    ['a day to purge before that is none', ['purge', '--before', 'hôm qua'], /--before hôm qua/],
    ['an archive of no name', ['archive'], /archive cần ít nhất một/],
    ['an archive of two names', ['archive', 'a.zip', 'b.zip'], /archive b\.zip/],
    ['closing that takes no path', ['close', 'x'], /close x/],
    ['nothing to do about accounts', ['account'], /account cần ít nhất một/],
    ['an unknown thing to do', ['account', 'remove', 'hoa'], /account remove: ghi list/],
    ['an account of a name that cannot be typed', ['account', 'off', 'Hoa Lê'], /"Hoa Lê"/],
    ['a role that is none', ['account', 'add', 'hoa', '--role', 'boss', '--shown', 'Hoa'], /--role boss/],
    ['an account of nobody', ['account', 'add', 'hoa', '--role', 'clerk'], /--shown/],
    [
      'a password as an argument',
      ['account', 'password', 'hoa', 'BiMat123456'],
      /account password BiMat123456/,
    ],
    ['a role that nobody asked for', ['account', 'off', 'hoa', '--role', 'clerk'], /account off --role/],
    ['a list of one', ['account', 'list', 'hoa'], /account list hoa/],
    ['too many at once', ['work', 'reading', '--concurrency', '1000'], /--concurrency 1000/],
  ])('%s', async (_, args, reason) => {
    const { folder, remove } = makeTempFolder()
    try {
      const ran = await tonghop(args, { DATA_DIR: path.join(folder, 'data') })
      expect(ran.stderr).toMatch(reason)
      expect(ran.stderr).toContain('Cách dùng:')
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(readdirSync(folder)).toEqual([])
    } finally {
      await remove()
    }
  })

  it('a summary for a day that has not come is wrong use too', async () => {
    const ran = await tonghop(['summary', '--date', '2999-01-01'], { DATA_DIR: tempFolder() })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('2999-01-01')
  })
})

it('help is no failure', async () => {
  for (const args of [['--help'], ['-h'], ['read', '--help']]) {
    const ran = await tonghop(args)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('doctor')
  }
})

describe('settings that are wrong', () => {
  it('end any command with 1, the setting and what to do, not the value', async () => {
    const folder = path.join(tempFolder(), 'data')
    const env = { DATA_DIR: folder, IMAP_URL: 'imaps://ban:Rat%zzBiMat@mail.example' }
    for (const args of [['status'], ['doctor'], ['read', 'x.docx'], ['serve']]) {
      const ran = await tonghop(args, env)
      expect(ran.code).toBe(1)
      expect(ran.stderr).toMatch(/Cài đặt chưa đúng\.\n {2}IMAP_URL .*%25/)
      expect(ran.printed).not.toContain('BiMat')
    }
    expect(existsSync(folder)).toBe(false)
  })

  it('a campaign that is not there is said so', async () => {
    const ran = await tonghop(['status'], { DATA_DIR: tempFolder(), CAMPAIGN: 'dan-van-kheo-1999' })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/dan-van-kheo-1999.*CAMPAIGN/)
  })
})

describe('an older Node.js', () => {
  it('is told, in both languages, what is missing and what to do', () => {
    const told = nodeProblem('20.20.2')
    expect(told).toContain('máy này đang chạy Node.js 20.20.2')
    expect(told).toContain('npm run -s tonghop -- LỆNH')
    expect(told).toContain('this is 20.20.2')
    expect(told?.endsWith('\n')).toBe(true)
    for (const old of ['23.11.0', '9.0.0', '0.12.18']) expect(nodeProblem(old)).toContain(old)
  })

  it('24 and what comes after it will do', () => {
    for (const version of ['24.0.0', '24.21.0', '25.1.0', '100.0.0', process.versions.node])
      expect(nodeProblem(version)).toBeUndefined()
  })
})

it('goes on in silence when whoever reads has had enough', async () => {
  const script = `"${process.execPath}" tonghop.mjs --help 2>&1 >&3 | cat; exit \${PIPESTATUS[0]}`
  const child = spawn('bash', ['-c', script], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  child.stdio[3]!.destroy()
  let said = ''
  child.stdout!.on('data', chunk => (said += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  expect({ code, said }).toEqual({ code: 0, said: '' })
})
