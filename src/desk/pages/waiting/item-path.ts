/**
 * The address of one thing that waits. Ids hold `/` and `#`, which proxies in front of the desk take apart even when they
 * are encoded; so `HASH/2/1#0` is written `HASH.2.1~0`, and a job that failed on it `loi.HASH.2.1~0`.
 */
import type { Waiting } from '../../../consolidation/waiting.ts'

export interface ItemName {
  readonly subject: string
  readonly isJob: boolean
}

const job = 'loi.'

export const itemKey = ({ kind, subject }: Pick<Waiting, 'kind' | 'subject'>): string =>
  (kind === 'job' ? job : '') + subject.replaceAll('/', '.').replaceAll('#', '~')

/** @param kept what the list was limited to, and goes on being */
export const itemPath = (one: Pick<Waiting, 'kind' | 'subject'>, kept = ''): string =>
  `/can-xu-ly/${encodeURIComponent(itemKey(one))}${kept === '' ? '' : `?loai=${encodeURIComponent(kept)}`}`

/** @param key as it stands in an address, decoded; an id as it is will do, too */
export const readItemKey = (key: string): ItemName => {
  const isJob = key.startsWith(job)
  const name = isJob ? key.slice(job.length) : key
  return { isJob, subject: /[/#]/.test(name) ? name : name.replaceAll('.', '/').replaceAll('~', '#') }
}
