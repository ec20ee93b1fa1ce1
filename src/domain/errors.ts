/**
 * Errors of operations (never of content: a bad file is a finding). The list is closed; whether to try again is a
 * property of the code. Anything thrown that is not an AppError is a bug, and is left loud.
 */
export const errorPolicy = {
  'bad-config': 'final',
  'bad-campaign': 'final',
  'bad-roster': 'final',
  'bad-usage': 'final',
  'already-running': 'final',
  'mailbox-unreachable': 'retry',
  'mailbox-refused-login': 'retry',
  'mailbox-protocol': 'retry',
  'redis-unreachable': 'retry',
  'redis-misconfigured': 'final',
  'store-unreachable': 'retry',
  'store-newer': 'final',
  'stale-version': 'retry',
  'stale-lease': 'final',
  'disk-full': 'retry',
  'archive-damaged': 'final',
  'archive-unreachable': 'retry',
  'reader-died': 'retry',
  'smtp-unreachable': 'retry',
  'smtp-refused': 'final',
  'smtp-doubtful': 'final',
  'not-found': 'final',
  'table-locked': 'retry',
  'campaign-closed': 'final',
  'handover-damaged': 'final',
  'already-there': 'final',
  'not-writable': 'final',
  'backup-damaged': 'final',
  'port-taken': 'final',
  'last-administrator': 'final',
  'name-taken': 'final',
  'no-undo': 'final',
  'too-busy': 'retry',
} as const satisfies Record<string, 'retry' | 'final'>

export type ErrorCode = keyof typeof errorPolicy

/** An operation that failed. `message` is for the IT person: the setting to look at and what to do; no secrets in it. */
export class AppError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
  get retryable(): boolean {
    return errorPolicy[this.code] === 'retry'
  }
}

/** Did an operation fail, in one of these ways? */
export const isAppError = (error: unknown, ...codes: readonly ErrorCode[]): error is AppError =>
  error instanceof AppError && codes.includes(error.code)
