/**
 * What the receiving server says about the sender (RFC 8601). Only the topmost Authentication-Results header counts, and
 * only with an authserv-id that the campaign names: anybody can write such a header into a mail.
 */

/** @param headerLines whole headers in the order of the mail, topmost first */
export const readAuthentication = (
  headerLines: readonly string[],
  receivedBy: readonly string[],
): 'pass' | 'fail' | 'none' => {
  const results = readResults(headerLines, receivedBy)
  const verdict = (method: string): string | undefined => results.find(one => one.method === method)?.verdict
  const dmarc = verdict('dmarc')
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc
  const [dkim, spf] = [verdict('dkim'), verdict('spf')]
  if (dkim === 'pass' || spf === 'pass') return 'pass'
  return dkim === 'fail' || spf === 'fail' ? 'fail' : 'none'
}

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
  const trusted = receivedBy.map(one => one.toLowerCase())
  const line = headerLines.find(one => /^authentication-results\s*:/i.test(one))
  if (!line) return []
  const [server, ...results] = line
    .replace(/^[^:]*:/, '')
    .replace(/\([^)]*\)/g, ' ')
    .split(';')
    .map(one => one.trim().toLowerCase())
  if (!trusted.includes(server?.split(/\s/)[0] ?? '')) return []
  return results.flatMap((one): AuthenticationResult[] => {
    const [, method, verdict] = /^([a-z-]+)\s*=\s*([a-z]+)/.exec(one) ?? []
    if (method === undefined || verdict === undefined) return []
    const said = [...one.matchAll(/\s([a-z]+\.[a-z-]+)\s*=\s*("[^"]*"|\S+)/g)]
    return [{ method, verdict, said: new Map(said.map(([, name, value]) => [name!, unquoted(value!)])) }]
  })
}

const unquoted = (value: string): string => value.replace(/^"|"$/g, '')

/** `x@y.vn`, `@y.vn` and `y.vn` are of `y.vn`. */
const domainOf = (address: string): string => (address.split('@').at(-1) ?? '').replace(/[<>]/g, '')
