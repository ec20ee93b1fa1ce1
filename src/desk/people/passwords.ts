/** Passwords, hashed with scrypt (RFC 7914): whoever steals the ledger needs 64 MB and a good part of a second for each guess. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { noPassword } from '../../domain/account.ts'
import { AppError } from '../../domain/errors.ts'

/** 128 · N · r bytes of memory. Written into each hash, so that old ones stay good when these change. */
const cost = { N: 65_536, r: 8, p: 1 } as const
const keyBytes = 32

/** @returns `scrypt$N$r$p$salt$key`, base64url. @throws AppError too-busy */
export const hashPassword = (password: string): Promise<string> => hashed(password, longestQueue)

const hashed = async (password: string, room: number): Promise<string> => {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost, room)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * @param hash undefined: nobody of that name; takes as long, and is false. @param isKnown of somebody who is no stranger:
 * there is more room for them. @throws AppError too-busy; Error for what is no hash of ours
 */
export const isPassword = async (
  password: string,
  hash: string | undefined,
  isKnown = false,
): Promise<boolean> => {
  const isThere = hash !== undefined && hash !== noPassword
  const [kind, N, r, p, salt = '', key = ''] = (isThere ? hash : await nobody()).split('$')
  if (kind !== 'scrypt') throw new Error('a password was hashed in a way that is not known here')
  const wanted = Buffer.from(key, 'base64url')
  const parameters = { N: Number(N), r: Number(r), p: Number(p) }
  const room = isKnown ? longestQueue : strangersQueue
  const found = await derive(password, Buffer.from(salt, 'base64url'), parameters, room)
  return timingSafeEqual(wanted, found) && isThere
}

let unknown: Promise<string> | undefined
const nobody = (): Promise<string> =>
  (unknown ??= hashed(randomBytes(16).toString('hex'), Number.POSITIVE_INFINITY))

/** Asked for and not yet answered: strangers are sent away first, so that a flood of them leaves room for the others. */
const longestQueue = 16
const strangersQueue = 6
let waiting = 0

/** One at a time: a hundred guesses at once take no more memory than one. */
let last: Promise<unknown> = Promise.resolve()
const derive = async (
  password: string,
  salt: Buffer,
  { N, r, p }: { N: number; r: number; p: number },
  room: number,
): Promise<Buffer> => {
  if (waiting >= room)
    throw new AppError('too-busy', 'many passwords are being checked: try again in a minute')
  waiting++
  const next = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) =>
        scrypt(
          // The same letters however the keyboard put them together.
          password.normalize('NFC'),
          salt,
          keyBytes,
          { N, r, p, maxmem: 256 * N * r },
          (error, key) => (error ? reject(error) : resolve(key)),
        ),
      ),
  )
  last = next.catch(() => {})
  return next.finally(() => {
    waiting--
  })
}
