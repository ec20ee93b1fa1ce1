/** Where commands write: results to standard output, problems and progress to standard error. */
export interface Output {
  line(text: string): void
  problem(text: string): void
  /** A bar that redraws itself on a terminal; elsewhere nothing. `total` 0: not known. */
  progress(label: string, done: number, total: number): void
  /** Ends a bar. */
  endProgress(): void
  /** Whether somebody reads it as it comes: what goes to a file is kept, and read by others. */
  readonly isTerminal?: boolean
}

export const makeOutput = (stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Output => {
  // Whoever reads has had enough (`| head`): what was asked for is done all the same, in silence.
  for (const stream of [stdout, stderr])
    stream.on('error', error => {
      if (!('code' in error && error.code === 'EPIPE')) throw error
    })
  let drawn = false
  let last = 0
  return {
    isTerminal: stderr.isTTY === true,
    line: text => void stdout.write(`${text}\n`),
    problem: text => void stderr.write(`${text}\n`),
    progress(label, done, total) {
      // Ten times a second is enough for an eye, and the last state is always drawn.
      const now = performance.now()
      if (!stderr.isTTY || (now - last < 100 && done < total)) return
      last = now
      drawn = true
      const width = 30
      const filled = total > 0 ? Math.round((Math.min(done, total) / total) * width) : 0
      stderr.write(
        `\r\u001b[K${label} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${done}${total > 0 ? `/${total}` : ''}`,
      )
    },
    endProgress() {
      if (drawn) stderr.write('\n')
      drawn = false
    },
  }
}
