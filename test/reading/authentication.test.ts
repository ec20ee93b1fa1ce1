/** What the receiving server says of the sender: forged, folded, scattered and commented headers. */
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/reading/read-message.ts'
import { campaign } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const trusting = { ...campaign, receivedBy: ['MX.hanoi.gov.vn'] }
const mx = 'Authentication-Results: mx.hanoi.gov.vn'
/** @param lines whole headers on top of a mail of mnkimthu@hanoiedu.vn */
const said = async (...lines: string[]): Promise<string> => {
  const mail = await makeMail({ from: 'MN Kim Thư <mnkimthu@hanoiedu.vn>' })
  const top = Buffer.from(lines.map(line => `${line}\r\n`).join(''))
  return (await readMessage(Buffer.concat([top, mail]), trusting)).headers.authentication
}

describe('the receiving server says', () => {
  it.each([
    ['pass', 'dmarc=pass header.from=hanoiedu.vn; spf=fail smtp.mailfrom=list.vn'],
    ['pass', 'spf=pass smtp.mailfrom=mnkimthu@hanoiedu.vn'],
    ['pass', 'dkim=fail header.d=list.vn; dkim=pass header.d=hanoiedu.vn; spf=fail'],
    ['fail', 'dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=hanoiedu.vn'],
    ['fail', 'dkim=pass header.d=hanoiedu.vn; DMARC = Fail'],
    ['fail', 'dmarc=none; spf=fail smtp.mailfrom=hanoiedu.vn; dkim=none'],
    ['fail', 'spf=hardfail smtp.mailfrom=hanoiedu.vn'],
    ['fail', 'spf/1=fail smtp.mailfrom=hanoiedu.vn'],
    ['doubtful', 'dmarc=none; spf=softfail smtp.mailfrom=hanoiedu.vn; dkim=none'],
    ['doubtful', 'dmarc=none; spf=pass smtp.mailfrom=evil.vn'],
    ['doubtful', 'dkim=pass header.d=evil.vn; spf=fail'],
    ['none', 'dmarc=none; spf=none; dkim=none'],
    ['none', 'spf=neutral; dkim=temperror; dmarc=permerror'],
    ['none', 'none'],
    // A word of the sender's in a comment or a string is no result.
    ['fail', 'spf=fail (domain of x; dmarc=pass header.from=hanoiedu.vn) smtp.mailfrom=x'],
    ['fail', 'spf=fail (a (b) ; dmarc=pass header.from=hanoiedu.vn ; c \\) d) smtp.mailfrom=x'],
    ['fail', 'spf=fail reason="no; dmarc=pass header.from=hanoiedu.vn" smtp.mailfrom=x'],
  ])('%s: %s', async (expected, results) => expect(await said(`${mx}; ${results}`)).toBe(expected))

  it('that, however it is folded and written', async () => {
    expect(await said(`authentication-results:\r\n\tMX.Hanoi.GOV.vn 1;\r\n  dmarc=\r\n fail`)).toBe('fail')
    expect(await said(`${mx} (our own); dmarc=fail`)).toBe('fail')
    expect(await said('Authentication-Results: "mx.hanoi.gov.vn"; dmarc=fail')).toBe('fail')
  })
  it('it in the topmost header; what is forged below is no pass, above a stranger’s says nothing', async () => {
    const forged = `${mx}; dmarc=pass header.from=hanoiedu.vn`
    expect(await said(`${mx}; dmarc=fail`, forged)).toBe('fail')
    expect(await said(`${mx}; spf=softfail`, forged)).toBe('doubtful')
    expect(await said('Authentication-Results: evil.vn; dmarc=pass', forged)).toBe('none')
    expect(await said('ARC-Authentication-Results: i=1; mx.hanoi.gov.vn; dmarc=fail')).toBe('none')
    expect(await said('X-Authentication-Results: mx.hanoi.gov.vn; dmarc=fail')).toBe('none')
    expect(await said('Authentication-Results: mx.hanoi.gov.vn.evil.vn; dmarc=fail')).toBe('none')
  })
  it('it in a header for each method', async () => {
    expect(await said(`${mx}; spf=pass smtp.mailfrom=evil.vn`, `${mx}; dkim=none`, `${mx}; dmarc=fail`)).toBe(
      'fail',
    )
  })
})
