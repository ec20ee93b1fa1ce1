/** Passwords, hashed with scrypt (RFC 7914): whoever steals the ledger needs 64 MB and a good part of a second for each guess. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 128 · N · r bytes of memory. Written into each hash, so that old ones stay good when these change. */
const cost = { N: 65_536, r: 8, p: 1 } as const
const keyBytes = 32

/** @returns `scrypt$N$r$p$salt$key`, base64url */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** @param hash undefined: nobody of that name; takes as long, and is false. @throws Error for what is no hash of ours */
export const isPassword = async (password: string, hash: string | undefined): Promise<boolean> => {
  const [kind, N, r, p, salt = '', key = ''] = (hash ?? (await nobody())).split('$')
  if (kind !== 'scrypt') throw new Error('a password was hashed in a way that is not known here')
  const wanted = Buffer.from(key, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    ...{ N: Number(N), r: Number(r), p: Number(p) },
  })
  return timingSafeEqual(wanted, found) && hash !== undefined
}

let unknown: Promise<string> | undefined
const nobody = (): Promise<string> => (unknown ??= hashPassword(randomBytes(16).toString('hex')))

/** One at a time: a hundred guesses at once take no more memory than one. */
let last: Promise<unknown> = Promise.resolve()
const derive = (password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }) => {
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
  return next
}
