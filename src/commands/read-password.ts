/** A password as the command line takes it: typed without being shown, piped in, or the first line of a file. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { AppError } from '../domain/errors.ts'

export interface Keyboard {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
}

/** @throws AppError bad-usage when the two that are typed differ, or when nothing comes */
export const askPassword = async (
  { input, output }: Keyboard,
  words: { readonly ask: string; readonly again: string; readonly differ: string },
): Promise<string> => {
  if (!input.isTTY) {
    const line = await firstLine(input)
    if (line === '') throw new AppError('bad-usage', words.differ)
    return line
  }
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  // One for both, and there before anything is asked: the terminal shows what is typed while nobody listens.
  const lines = createInterface({ input, output: nowhere, terminal: true })
  // Without this, Ctrl+C would do nothing.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    output.write(words.ask)
    const first = await lines.question('')
    output.write(`\n${words.again}`)
    const again = await lines.question('')
    output.write('\n')
    if (again !== first || first === '') throw new AppError('bad-usage', words.differ)
    return first
  } finally {
    lines.close()
  }
}

/** @throws AppError bad-usage */
export const passwordOfFile = (file: string, unreadable: string): string => {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch (cause) {
    throw new AppError('bad-usage', unreadable, { cause })
  }
}

const firstLine = async (input: NodeJS.ReadStream): Promise<string> => {
  const lines = createInterface({ input })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
