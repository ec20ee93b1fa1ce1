/** Forms inside other files: archives of every kind, what Outlook wraps, archives that are locked, damaged or in pieces. */

import type { FilledForm } from '../forms/form.ts'
import { makeMsg, makeTnef } from '../forms/outlook-files.ts'
import { makeRar4, makeRar5 } from '../forms/rar-files.ts'
import { zipped } from '../forms/zip.ts'
import { type CorpusCase, registered, review, row, said } from './case.ts'
import { docx, make } from './kit.ts'

const guide = 'inside .zip, .rar or .7z; in winmail.dat; as an Outlook .msg'
const date = '2022-02-11'

const lower: FilledForm = {
  unit: 'Trường THCS Mỹ Hưng',
  date,
  collectives: [
    row('Chi đoàn giáo viên', { c: 'Tủ sách lớp học' }),
    row('Tổ Tự nhiên', { p: 'Phụ đạo không thu tiền' }),
  ],
}
const kindergarten: FilledForm = {
  unit: 'Trường Mầm non Liên Châu',
  date,
  individuals: [row('Cô giáo Nguyễn Thị Thơm', { c: 'Vườn cổ tích của bé' })],
}
const forms = (...all: readonly (readonly [string, FilledForm])[]): CorpusCase['truth'] => ({
  outcome: 'registered',
  findings: [],
  forms: all.map(([unit, form]) => ({ unit, registrations: said(form) })),
})
const both = forms(['truong-thcs-my-hung', lower], ['truong-mam-non-lien-chau', kindergarten])
const one = registered('truong-thcs-my-hung', said(lower))
const files = [
  { name: 'Biểu mẫu Mỹ Hưng.docx', content: docx(lower) },
  { name: 'Biểu mẫu Liên Châu.docx', content: docx(kindergarten) },
]
const [file] = files as [(typeof files)[number], ...typeof files]
const damaged = { name: 'Kế hoạch.docx', content: docx(kindergarten), checksum: 7 }

/** A bit of the entry's flags says that it is locked (APPNOTE 4.4.4), in both of its headers. */
const locked = (): Uint8Array => {
  const zip = Buffer.from(zipped({ 'a.docx': file.content }))
  zip[6] = zip[6]! | 1
  const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
  zip[central + 8] = zip[central + 8]! | 1
  return zip
}

export const containerCases = (): CorpusCase[] => [
  make('container/rar', [guide, 'an office with WinRAR', 'both forms, each its own'], makeRar4(files), both, {
    file: 'Dân vận khéo.rar',
  }),
  make('container/rar5', [guide, 'an office with a newer WinRAR', 'the form'], makeRar5([file]), one, {
    file: 'Dân vận khéo.rar',
  }),
  make(
    'container/zip-of-zip',
    ['inside .zip; in another', 'a commune that gathers its schools', 'both forms'],
    zipped({
      'Trường học/Mỹ Hưng.zip': zipped({ 'biểu.docx': file.content }),
      'Trường học/Liên Châu.docx': docx(kindergarten),
    }),
    both,
    { file: 'Xã.zip' },
  ),
  make(
    'container/winmail',
    [guide, 'an office whose server is Exchange', 'the form'],
    makeTnef({
      subject: 'Đăng ký mô hình',
      body: 'Kính gửi Ban Dân vận.',
      attachments: [{ name: file.name, data: file.content }],
    }),
    one,
    { file: 'winmail.dat' },
  ),
  make(
    'container/msg',
    ['a .msg in a .msg', 'an office that sends on what it got', 'the form'],
    makeMsg({
      subject: 'FW: Đăng ký mô hình',
      body: 'Kính chuyển Ban Dân vận.',
      attachments: [
        {
          name: 'Đăng ký mô hình',
          message: { body: 'Kính gửi.', attachments: [{ name: file.name, data: file.content }] },
        },
      ],
    }),
    one,
    { file: 'Chuyển tiếp.msg' },
  ),
  make(
    'container/locked',
    ['password-protected files', 'an office that locks what it sends', 'it waits'],
    locked(),
    review('encrypted-part'),
    { file: 'Đăng ký.zip' },
  ),
  make(
    'container/one-damaged',
    ['files cut short', 'a bad stick', 'the form is read; the damaged file waits, and says so'],
    makeRar4([file, damaged]),
    {
      outcome: 'review',
      findings: ['unreadable-part'],
      forms: [{ unit: 'truong-thcs-my-hung', outcome: 'registered', registrations: said(lower) }],
    },
    { file: 'Dân vận khéo.rar' },
  ),
  make(
    'container/volume',
    [
      'inside .rar',
      'an office that cuts what is too large for a mail',
      'it waits: the other piece is asked for',
    ],
    makeRar5([file], { volume: true }),
    review('archive-volume-missing'),
    { file: 'Dân vận khéo.part1.rar' },
  ),
]
