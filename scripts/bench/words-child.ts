/** The bench's own child: how many words the reader of a file finds, whether or not they are a form. */
import { textOf } from '../../src/reading/document/model.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'

type Request = { kind: 'campaign' } | { kind: 'file'; bytes: Uint8Array }

const answer = async (request: Request): Promise<unknown> => {
  if (request.kind === 'campaign') return { kind: 'ready' }
  const { value } = (await readFormat(request.bytes)).reading
  const text = value?.sections.map(section => textOf(section.blocks)).join(' ') ?? ''
  return { kind: 'reading', value: text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0 }
}

process.on('message', (request: Request) => {
  answer(request).then(
    reply => process.send?.(reply),
    error => process.send?.({ kind: 'bug', stack: String(error instanceof Error ? error.stack : error) }),
  )
})
process.on('disconnect', () => process.exit(0))
