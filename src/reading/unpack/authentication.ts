/**
 * What the receiving server says about the sender (RFC 8601). Only the topmost Authentication-Results header counts, and
 * only with an authserv-id that the campaign names: anybody can write such a header into a mail.
 */

/**
 * - `fail`: the server says so. Of DMARC a fail counts in whichever header with the trusted name it stands: servers that
 *   check SPF, DKIM and DMARC one after the other write a header each, and nobody forges a fail of his own mail. Anything
 *   better is believed from the topmost alone.
 * - `pass`: it vouches for the address (`vouchesFor`)
 * - `doubtful`: it knows the mail, and not as one of that address: SPF passes for a stranger's domain, or softly fails
 * - `none`: it says nothing
 * @param headerLines whole headers in the order of the mail, topmost first
 */
export const readAuthentication = (
  address: string,
  headerLines: readonly string[],
  receivedBy: readonly string[],
): 'pass' | 'fail' | 'doubtful' | 'none' => {
  const all = headerLines.filter(isResults).map(line => readHeader(line, receivedBy))
  if (all.flat().some(one => one.method === 'dmarc' && isFail(one.verdict))) return 'fail'
  if (vouchesFor(address, headerLines, receivedBy)) return 'pass'
  const verdicts = (all[0] ?? []).flatMap(one =>
    ['dmarc', 'dkim', 'spf'].includes(one.method) ? [one.verdict] : [],
  )
  // A mailing list signs anew: one signature that holds is no fail.
  if (verdicts.includes('pass')) return 'doubtful'
  if (verdicts.some(isFail)) return 'fail'
  return verdicts.includes('softfail') ? 'doubtful' : 'none'
}

/** `hardfail`: what RFC 5451 called it. */
const isFail = (verdict: string): boolean => verdict === 'fail' || verdict === 'hardfail'
const isResults = (line: string): boolean => /^authentication-results\s*:/i.test(line)

/**
 * Does the receiving server vouch that a mail comes from the domain of `address`, its From? More than a pass: SPF and
 * DKIM also pass for a mail of a stranger's domain with somebody else in From. So what passed must be that domain, or
 * for DKIM one above it (RFC 7489, 3.1).
 */
export const vouchesFor = (
  address: string,
  headerLines: readonly string[],
  receivedBy: readonly string[],
): boolean => {
  const domain = domainOf(address)
  if (domain === '') return false
  return readResults(headerLines, receivedBy).some(({ method, verdict, said }) => {
    if (verdict !== 'pass') return false
    const of = (name: string): string => domainOf(said.get(name) ?? '')
    if (method === 'dmarc') return of('header.from') === domain
    if (method === 'spf') return of('smtp.mailfrom') === domain
    const signer = of('header.d') || of('header.i')
    return method === 'dkim' && (signer === domain || (signer.includes('.') && domain.endsWith(`.${signer}`)))
  })
}

interface AuthenticationResult {
  /** `spf`, `dkim`, `dmarc`… */
  readonly method: string
  readonly verdict: string
  /** `smtp.mailfrom`, `header.d`… to what is said of it. */
  readonly said: ReadonlyMap<string, string>
}

/** In lower case, as the trusted server gives them; none where it is not the topmost to say something. */
const readResults = (
  headerLines: readonly string[],
  receivedBy: readonly string[],
): readonly AuthenticationResult[] => {
  const line = headerLines.find(isResults)
  return line === undefined ? [] : readHeader(line, receivedBy)
}

/** None where another server wrote it. */
const readHeader = (line: string, receivedBy: readonly string[]): readonly AuthenticationResult[] => {
  const trusted = receivedBy.map(one => one.toLowerCase())
  const [server, ...results] = statementsOf(line.replace(/^[^:]*:/, '').toLowerCase())
  if (!trusted.includes(unquoted(server?.split(/\s/)[0] ?? ''))) return []
  return results.flatMap((one): AuthenticationResult[] => {
    const [, method, verdict] = /^([a-z0-9-]+)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/.exec(one) ?? []
    if (method === undefined || verdict === undefined) return []
    const said = [...one.matchAll(/\s([a-z]+\s*\.\s*[a-z-]+)\s*=\s*("[^"]*"|\S+)/g)]
    return [
      {
        method,
        verdict,
        said: new Map(said.map(([, name, value]) => [name!.replace(/\s/g, ''), unquoted(value!)])),
      },
    ]
  })
}

/**
 * What stands between the semicolons, comments left out. Comments nest and both they and quoted strings may hold anything
 * (RFC 5322, 3.2.2 and 3.2.4): servers put the sender's own words there.
 */
const statementsOf = (text: string): string[] => {
  const statements = ['']
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    const isPlain = depth === 0 && !isQuoted
    if (letter === '\\' && !isPlain) at++
    else if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (letter === '(' && !isQuoted) depth++
    else if (letter === ')' && depth > 0) depth--
    else if (letter === ';' && isPlain) statements.push('')
    else if (depth === 0) statements[statements.length - 1] += isQuoted && /[\s;]/.test(letter) ? '_' : letter
  }
  return statements.map(one => one.trim())
}

const unquoted = (value: string): string => value.replace(/^"|"$/g, '')

/** `x@y.vn`, `@y.vn` and `y.vn` are of `y.vn`. */
const domainOf = (address: string): string => (address.split('@').at(-1) ?? '').replace(/[<>]/g, '')
