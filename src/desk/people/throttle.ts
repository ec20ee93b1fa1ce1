/**
 * Tries to sign in, slowed where they fail: each is counted for the account and for the address that it came from, before
 * the password is even looked at, and forgiven when it was right. What was counted drains away with time.
 *
 *   few failures     nothing happens: people mistype
 *   more             the next try has to wait: 5 s, 10 s, 20 s ... a quarter of an hour at most, however often one tries;
 *                    what is tried in between is refused unseen, and makes the wait no longer
 *
 * Nobody is ever locked out for good: whoever guesses at the clerk's account from elsewhere slows strangers alone. A
 * browser in which that person has signed in before is counted by itself (`known-browser.ts`), and a one-time address of
 * the administrator's, or of the command line, is not counted at all. Guessing at one account from anywhere stays below a
 * hundred and fifty tries a day (NIST SP 800-63B, 3.2.2, wants such a bound), whose passwords are none of the common ones.
 *
 * In memory: bounded, and gone at a restart, which strangers cannot bring about.
 */

export interface TryKey {
  readonly kind: 'account' | 'address' | 'browser'
  readonly name: string
}

export interface Throttle {
  /** Counts a try. @returns how long it has to wait, ms; 0: it may go on */
  ask(keys: readonly TryKey[], now: number): number
  /** It was right. */
  forgive(keys: readonly TryKey[], now: number): void
  readonly size: () => number
}

const second = 1000
const minute = 60 * second
/** How many failures cost nothing, and how long one is remembered. An office shares its address. */
const bounds = {
  account: { free: 5, drain: 30 * minute },
  address: { free: 20, drain: 5 * minute },
  browser: { free: 8, drain: 10 * minute },
} as const
const firstWait = 5 * second
const longestWait = 15 * minute

interface Count {
  level: number
  /** When `level` was right. */
  at: number
  until: number
}

/** @param most as many are remembered; beyond that those that count least are forgotten */
export const makeThrottle = (most = 5000): Throttle => {
  const counts = new Map<string, Count>()
  const idOf = ({ kind, name }: TryKey): string => `${kind} ${name}`
  const countOf = (key: TryKey, now: number): Count => {
    const known = counts.get(idOf(key))
    if (!known) return { level: 0, at: now, until: 0 }
    return { ...known, level: Math.max(0, known.level - (now - known.at) / bounds[key.kind].drain), at: now }
  }
  const forget = (): void => {
    const byLevel = [...counts].sort(([, one], [, other]) => one.level - other.level || one.at - other.at)
    for (const [id] of byLevel.slice(0, Math.ceil(most / 10))) counts.delete(id)
  }
  return {
    ask(keys, now) {
      const found = keys.map(key => ({ key, count: countOf(key, now) }))
      const wait = Math.max(0, ...found.map(({ count }) => count.until - now))
      if (wait > 0) return wait
      for (const { key, count } of found) {
        const level = count.level + 1
        const over = Math.ceil(level - bounds[key.kind].free)
        const pause = over >= 0 ? Math.min(longestWait, firstWait * 2 ** over) : 0
        counts.set(idOf(key), { level, at: now, until: now + pause })
      }
      if (counts.size > most) forget()
      return 0
    },
    forgive(keys, now) {
      for (const key of keys) {
        // Whoever has an account of their own must not wash their address clean with it.
        const count = countOf(key, now)
        const level = key.kind === 'address' ? Math.max(0, count.level - 1) : 0
        const until = level < bounds[key.kind].free ? 0 : count.until
        if (level === 0) counts.delete(idOf(key))
        else counts.set(idOf(key), { level, at: now, until })
      }
    },
    size: () => counts.size,
  }
}
