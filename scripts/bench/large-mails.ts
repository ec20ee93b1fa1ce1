/** Mails of 25 MB, as large as the province's servers let through: scans, a form full of photos, all of it in a zip. */
import { createHash } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate'
import type { Campaign } from '../../src/domain/campaign.ts'
import { type Attachment, writeMail } from '../demo-mailbox/mail.ts'
import { makeFormDocx } from '../forms/form-docx.ts'

const mega = 1_048_576

/** Bytes that no packing makes smaller, the same on every run. */
const noise = (seed: string, size: number): Uint8Array => {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; at += 32)
    createHash('sha256')
      .update(`${seed}${at}`)
      .digest()
      .copy(bytes, at, 0, Math.min(32, size - at))
  return bytes
}
const scan = (seed: string, size: number): Uint8Array =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise(seed, size)])

export function* largeMails(campaign: Campaign): Generator<{ name: string; bytes: Uint8Array }> {
  const form = makeFormDocx(campaign, {
    unit: 'Trường Mầm non Kim Thư',
    collectives: [{ name: 'Chi bộ', models: { economy: 'Vườn rau sạch' } }],
  })
  const docx = { name: 'bieu.docx', bytes: form }
  const mail = (name: string, attachments: readonly Attachment[]) => ({
    name,
    bytes: writeMail('memory', {
      at: '2022-02-10 08:00:00',
      from: { address: 'vidu.mnkimthu@gmail.com' },
      subject: 'Biểu đăng ký',
      text: 'Trường gửi biểu.',
      attachments,
    }),
  })
  // base64 and its line ends make 25 MB of 18.2.
  const whole = 18.2 * mega
  yield mail('a form', [docx])
  yield mail('a form and its scan', [docx, { name: 'scan.jpg', bytes: scan('a', whole) }])
  yield mail('a form and five scans', [
    docx,
    ...[1, 2, 3, 4, 5].map(at => ({ name: `${at}.jpg`, bytes: scan(String(at), whole / 5) })),
  ])
  yield mail('a form and its scan, zipped', [
    {
      name: 'ho so.zip',
      bytes: zipSync({ 'bieu.docx': form, 'scan.jpg': [scan('a', whole), { level: 0 }] }),
    },
  ])
  yield mail('a form with a photo in it', [{ name: 'bieu.docx', bytes: withPicture(form, scan('a', whole)) }])
  yield mail('an unknown file', [docx, { name: 'phim.mp4', bytes: noise('b', whole) }])
}

/** A .docx with one more file in it. */
const withPicture = (docx: Uint8Array, picture: Uint8Array): Uint8Array => {
  const files = unzipSync(docx)
  return zipSync({ ...files, 'word/media/image1.jpeg': [picture, { level: 0 }] })
}
