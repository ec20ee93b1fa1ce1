/**
 * The real servers that the tests start, Dovecot and Redis, and the browser that drives the desk. Run by `npm test`: installs what is missing on Debian as
 * root; elsewhere says what to install, and fails.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Program, and the Debian package that brings it. */
const servers = [
  { program: 'dovecot', debian: 'dovecot-imapd' },
  { program: 'redis-server', debian: 'redis-server' },
  { program: 'chromium', debian: 'chromium' },
]

/** @param {string} program */
const isThere = program =>
  [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ].some(folder => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** The programs that are not on this machine. @returns {string[]} */
export const missingServers = () => servers.filter(one => !isThere(one.program)).map(one => one.program)

const install = () => {
  const missing = servers.filter(one => !isThere(one.program))
  if (missing.length === 0) return
  const packages = missing.map(one => one.debian)
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    process.stderr.write(
      `The tests start real servers that are not on this machine: ${missing.map(one => one.program).join(', ')}.\n` +
        `Install them first (Debian: sudo apt-get install ${packages.join(' ')}; macOS: brew install dovecot redis chromium), then run this again.\n`,
    )
    process.exit(1)
  }
  // Not started as services of the machine: the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) install()
