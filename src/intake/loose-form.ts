/**
 * A file that came without a mail (on paper's scan, by Zalo, on a stick) as a message, so that identity, archive and
 * ledger work for it as for any mail. The same name and bytes give the same message: nothing of now, of the folder or
 * of the file's time is in it. It has no sender and no date, as nobody mailed it: `From` and `Date` are left out,
 * though RFC 5322 3.6 asks for them, rather than invented. The header below explains; it proves nothing, anyone can
 * write it.
 */
export const importHeader = 'X-Tonghop-Import'

/** @param name the file's name without its folder; written by RFC 2231, NFC, as macOS keeps names in NFD */
export const wrapLooseForm = (name: string, bytes: Uint8Array): Uint8Array => {
  const encoded = encodeURIComponent(name.normalize('NFC').toWellFormed()).replace(
    /['()*!~]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g)
  return Buffer.from(
    [
      'MIME-Version: 1.0',
      `${importHeader}: file`,
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment;',
      ` filename*=UTF-8''${encoded}`,
      '',
      ...(lines ?? []),
      '',
    ].join('\r\n'),
  )
}
