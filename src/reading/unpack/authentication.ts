/**
 * What the receiving server says about the sender (RFC 8601). Only the topmost Authentication-Results header counts, and
 * only with an authserv-id that the campaign names: anybody can write such a header into a mail.
 */

/** @param headerLines whole headers in the order of the mail, topmost first */
export const readAuthentication = (
  headerLines: readonly string[],
  receivedBy: readonly string[],
): 'pass' | 'fail' | 'none' => {
  const trusted = receivedBy.map(one => one.toLowerCase())
  const line = headerLines.find(one => /^authentication-results\s*:/i.test(one))
  if (!line) return 'none'
  const [server, ...results] = line
    .replace(/^[^:]*:/, '')
    .replace(/\([^)]*\)/g, ' ')
    .split(';')
    .map(one => one.trim().toLowerCase())
  if (!trusted.includes(server?.split(/\s/)[0] ?? '')) return 'none'
  const verdict = (method: string): string | undefined =>
    results
      .map(one => new RegExp(`^${method}\\s*=\\s*([a-z]+)`).exec(one)?.[1])
      .find(one => one !== undefined)
  const dmarc = verdict('dmarc')
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc
  const [dkim, spf] = [verdict('dkim'), verdict('spf')]
  if (dkim === 'pass' || spf === 'pass') return 'pass'
  return dkim === 'fail' || spf === 'fail' ? 'fail' : 'none'
}
