/**
 * What was done with proposals of one wording: which were given, by which decisions, so that each can be taken back as a
 * whole; and which names the clerk left as they are, so that nobody is asked again. The decisions themselves are history.
 */
import { z } from 'zod'
import type { Store } from '../../../ports.ts'

const wordingsFact = 'wordings'
/** Those given last can be taken back as a whole; older ones form by form. */
const mostGiven = 100

const Wordings = z.object({
  given: z.array(
    z.object({
      id: z.string(),
      wording: z.string(),
      by: z.string(),
      at: z.number(),
      decisions: z.array(z.object({ subject: z.string(), decision: z.number() })),
    }),
  ),
  /** Of one id with what was given: rows that were not ticked. */
  left: z.array(z.object({ id: z.string(), models: z.array(z.string()), by: z.string(), at: z.number() })),
})
export type Wordings = z.infer<typeof Wordings>

export const readWordingsFact = async (store: Pick<Store, 'fact'>): Promise<Wordings> =>
  Wordings.parse((await store.fact(wordingsFact)) ?? { given: [], left: [] })

let last: Promise<unknown> = Promise.resolve()
/** One change after another: two at once would lose one. */
export const changeWordingsFact = (
  store: Pick<Store, 'fact' | 'saveFact'>,
  change: (before: Wordings) => Wordings,
): Promise<void> => {
  const next = last.then(async () => {
    const { given, left } = change(await readWordingsFact(store))
    await store.saveFact(wordingsFact, { given: given.slice(-mostGiven), left })
  })
  last = next.catch(() => undefined)
  return next
}

/** Was nobody to be asked about these any more? A name that is new brings the question back. */
export const isLeft = ({ left }: Wordings, models: readonly string[]): boolean =>
  left.some(one => models.every(model => one.models.includes(model)))
