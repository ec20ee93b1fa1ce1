/** Each kind of the mix to mails, with what a careful person makes of them. Files of office formats are made later, at once. */
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { Unit } from '../../../src/domain/unit.ts'
import { makeEncryptedOffice, scan } from '../../demo-mailbox/files.ts'
import type { Attachment, Mail } from '../../demo-mailbox/mail.ts'
import { letterLines, planLines } from '../../demo-mailbox/words.ts'
import type { FilledForm } from '../../forms/form.ts'
import { makeFormDocx, makeTextDocx } from '../../forms/form-docx.ts'
import { makeFormXlsx } from '../../forms/form-xlsx.ts'
import { inLegacyFont } from '../../forms/legacy-font.ts'
import { makeMsg, makeTnef } from '../../forms/outlook-files.ts'
import { makeRar5 } from '../../forms/rar-files.ts'
import { zipped } from '../../forms/zip.ts'
import type { Chance } from './chance.ts'
import { sectorColumn, sectorRows, withAddress } from './drawn.ts'
import { type Filled, fillForm, type Row } from './fill.ts'
import type { Care } from './mix.ts'
import { formHtml } from './pasted.ts'
import { covers } from './words.ts'

/** An attachment that is ready, or that an office program has yet to make from these bytes. */
export interface File extends Omit<Attachment, 'bytes'> {
  readonly bytes: Uint8Array
  readonly convert?: { readonly from: 'docx' | 'xlsx'; readonly to: string }
}

export interface Truth {
  readonly unit: string | null
  readonly rows: readonly Row[]
}

export interface Draft {
  readonly kind: string
  readonly care: Care
  readonly mail: Omit<Mail, 'at' | 'attachments'>
  readonly files: readonly File[]
  /** The forms in it as a careful person reads them; empty where there is none. */
  readonly truth: readonly Truth[]
  readonly wrap?: 'forward'
}

export interface Ground {
  readonly campaign: Campaign
  readonly chance: Chance
  readonly unit: Unit
  /** Another unit that sends nothing by itself. */
  takeUnit(): Unit
}

const addressOf = (unit: Unit): string => `${unit.id.replace(/[^a-z0-9]+/g, '').slice(0, 40)}@hanoiedu.vn`

const mailOf = ({ chance, unit }: Ground, more: Partial<Mail> = {}): Draft['mail'] => ({
  from: chance.odds(0.7)
    ? { name: unit.name, address: addressOf(unit) }
    : { address: `${unit.id.replaceAll('-', '.').slice(0, 50)}@gmail.com` },
  subject: chance.pick([
    'Đăng ký mô hình Dân vận khéo năm 2022',
    `${unit.name} gửi biểu mẫu`,
    'V/v đăng ký "Dân vận khéo"',
    'Gửi Ban Dân vận',
  ]),
  text: chance.pick(covers).replaceAll('{unit}', unit.name),
  ...more,
})

const plain = ['doc', 'docx', 'xls', 'xlsx', 'odt', 'ods', 'rtf', 'pdf']
const sheets = new Set(['xls', 'xlsx', 'ods'])

const fileOf = async (
  { campaign, chance, unit }: Ground,
  form: FilledForm,
  to: string,
  name = `${chance.pick(['DVK 2022', 'Bieu mau DVK', 'Đăng ký DVK', 'bieu mau 454'])} ${unit.name}.${to}`,
): Promise<File> => {
  const from = sheets.has(to) ? 'xlsx' : 'docx'
  const bytes = from === 'xlsx' ? await makeFormXlsx(campaign, form) : makeFormDocx(campaign, form)
  return { name: name.replaceAll('/', '-'), bytes, ...(from === to ? {} : { convert: { from, to } }) }
}

const letterhead = (filled: Filled, kind: 'state' | 'party', parent: string, unit: string): Filled => {
  const { unit: _, ...form } = filled.form
  return { ...filled, form: { ...form, letterhead: { kind, parent, unit: unit.toUpperCase() } } }
}

/** @returns the mails of one sender: usually one; two where something comes again */
export const draftMails = async (kind: string, care: Care, ground: Ground): Promise<Draft[]> => {
  const { campaign, chance, unit } = ground
  const filled = fillForm(chance, unit, kind === 'several-models')
  const truth: Truth = { unit: unit.id, rows: filled.rows }
  const draft = (files: readonly File[], more: Partial<Draft> = {}): Draft => ({
    kind,
    care,
    mail: mailOf(ground),
    files,
    truth: [truth],
    ...more,
  })
  const asDocx = (form: FilledForm, style = {}, name = `${unit.name}.docx`): File => ({
    name: name.replaceAll('/', '-'),
    bytes: makeFormDocx(campaign, form, style),
  })
  if (plain.includes(kind)) return [draft([await fileOf(ground, filled.form, kind)])]
  switch (kind) {
    case 'named-wrongly':
      return [draft([asDocx(filled.form, {}, 'bieu mau dang ky.doc')])]
    case 'octet-stream':
      return [draft([{ ...asDocx(filled.form), type: 'application/octet-stream', naming: 'rfc2047-split' }])]
    case 'decomposed':
      return [draft([asDocx(filled.form, { decomposed: true })])]
    case 'tcvn3-docx':
    case 'tcvn3-doc':
    case 'vni-docx': {
      const file = asDocx(filled.form, {}, 'Dang ky DVK.docx')
      const bytes = inLegacyFont(file.bytes, kind.startsWith('vni') ? 'VNI-Times' : '.VnTime')
      if (kind !== 'tcvn3-doc') return [draft([{ ...file, bytes }])]
      return [draft([{ name: 'Dang ky DVK.doc', bytes, convert: { from: 'docx', to: 'doc' } }])]
    }
    case 'letterhead-state':
      return [draft([asDocx(letterhead(filled, 'state', 'UBND HUYỆN THANH OAI', unit.name).form)])]
    case 'letterhead-state-doc':
      return [
        draft([
          await fileOf(ground, letterhead(filled, 'state', 'UBND HUYỆN THANH OAI', unit.name).form, 'doc'),
        ]),
      ]
    case 'letterhead-party':
      return [draft([asDocx(letterhead(filled, 'party', 'ĐẢNG BỘ HUYỆN THANH OAI', unit.name).form)])]
    case 'two-tables':
      return [draft([asDocx({ ...filled.form, twoTables: true })])]
    case 'several-models':
      return [draft([await fileOf(ground, filled.form, chance.pick(['doc', 'docx', 'xlsx']))])]
    case 'shifted-rows':
      return [draft([asDocx(filled.form, { gridBefore: true })])]
    case 'offset-sheet':
      return [
        draft([
          {
            name: 'Dang ky.xlsx',
            bytes: await makeFormXlsx(campaign, filled.form, {
              offset: { columns: 3, rows: 6 },
              richText: true,
              decoy: [['Ghi chép', 'việc khác']],
            }),
          },
        ]),
      ]
    case 'sector-column':
      return [draft([asDocx({ ...filled.form, tables: sectorColumn(campaign, filled.rows) })])]
    case 'sector-rows':
      return [draft([asDocx({ ...filled.form, tables: sectorRows(campaign, filled.rows) })])]
    case 'zip':
      return [
        draft([
          {
            name: 'ho so.zip',
            bytes: zipped({ 'ho so/bieu mau.docx': makeFormDocx(campaign, filled.form) }),
          },
        ]),
      ]
    case 'forwarded':
      return [
        draft([await fileOf(ground, filled.form, chance.pick(['docx', 'doc', 'xls']))], { wrap: 'forward' }),
      ]
    case 'scan-beside':
      return [
        draft([
          await fileOf(ground, filled.form, chance.pick(['doc', 'docx', 'xls'])),
          { name: 'ban co dau.jpg', bytes: scan() },
        ]),
      ]
    case 'file-name-only':
      return [draft([asDocx({ ...filled.form, unit: '' }, {}, `DVK ${unit.name}.docx`)])]
    case 'word-and-pdf':
      return [draft([asDocx(filled.form), await fileOf(ground, filled.form, 'pdf', `${unit.name}.pdf`)])]
    case 'two-schools': {
      const other = ground.takeUnit()
      const second = fillForm(chance, other)
      return [
        draft([asDocx(filled.form, {}, 'bieu 1.docx'), asDocx(second.form, {}, 'bieu 2.docx')], {
          truth: [truth, { unit: other.id, rows: second.rows }],
        }),
      ]
    }
    case 'table-in-body':
      return [draft([], { mail: mailOf(ground, { html: formHtml(campaign, filled.form) }) })]
    case 'winmail': {
      const attachments = [{ name: 'bieu mau.docx', data: makeFormDocx(campaign, filled.form) }]
      return [draft([{ name: 'winmail.dat', bytes: makeTnef({ attachments }), type: 'application/ms-tnef' }])]
    }
    case 'msg': {
      const attachments = [{ name: 'bieu mau.docx', data: makeFormDocx(campaign, filled.form) }]
      return [draft([{ name: 'thu.msg', bytes: makeMsg({ subject: 'DVK', body: 'Gửi Ban.', attachments }) }])]
    }
    case 'forwarded-in-text': {
      const head = `---------- Forwarded message ---------\nTừ: ${unit.name} <${addressOf(unit)}>\nDate: 10/02/2022\nSubject: Biểu DVK\nTo: vanphong@thanhoai.example.vn\n\n`
      const mail = {
        ...mailOf(ground),
        from: { name: 'Văn phòng', address: 'vanphong@thanhoai.example.vn' },
        subject: 'Fwd: Biểu DVK',
        text: `${head}${unit.name} gửi biểu đăng ký.`,
      }
      return [draft([await fileOf(ground, filled.form, 'doc')], { mail })]
    }
    case 'rar':
      return [
        draft([
          {
            name: 'ho so.rar',
            bytes: makeRar5([{ name: 'bieu mau.docx', content: makeFormDocx(campaign, filled.form) }]),
          },
        ]),
      ]
    case 'appendix':
      return [
        draft([
          asDocx({
            ...filled.form,
            lead: [
              { text: 'Kính gửi: Ban Dân vận Huyện ủy Thanh Oai', align: 'center' },
              {
                text: `Thực hiện Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy, ${unit.name} gửi biểu đăng ký kèm theo công văn này.`,
                align: 'left',
              },
              { text: 'Trân trọng./.', align: 'left' },
            ],
          }),
        ]),
      ]
    case 'late':
      return [draft([await fileOf(ground, filled.form, 'doc')])]
    case 'as-above':
    case 'says-nothing':
    case 'column-added':
    case 'merged-name':
      return [draftRows(kind, ground, filled, draft)]
    case 'same-mail-again': {
      const first = draft([await fileOf(ground, filled.form, 'docx')])
      return [
        { ...first, care: 'straight' },
        { ...first, mail: mailOf(ground) },
      ]
    }
    case 'same-form-again': {
      const first = draft([await fileOf(ground, filled.form, 'docx')])
      return [
        { ...first, care: 'straight' },
        { ...first, files: [await fileOf(ground, filled.form, 'xls')] },
      ]
    }
    case 'correction': {
      const first = draft([await fileOf(ground, filled.form, 'docx')])
      const other = fillForm(chance, unit)
      return [
        { ...first, care: 'straight' },
        draft([await fileOf(ground, other.form, 'docx')], { truth: [{ unit: unit.id, rows: other.rows }] }),
      ]
    }
    default:
      return [draftDoubtful(kind, care, ground, filled, draft)]
  }
}

/** The same form with rows of a kind that is read by a rule: what they mean stands in the truth. */
const draftRows = (
  kind: string,
  { campaign }: Ground,
  filled: Filled,
  draft: (files: readonly File[], more?: Partial<Draft>) => Draft,
): Draft => {
  const collectives = filled.form.collectives ?? []
  const [first] = collectives
  const more = (entries: FilledForm['collectives'], rows: readonly Row[]): Draft =>
    draft(
      [
        {
          name: 'bieu mau.docx',
          bytes: makeFormDocx(campaign, {
            ...filled.form,
            collectives: [...collectives, ...(entries ?? [])],
          }),
        },
      ],
      { truth: draft([]).truth.map(truth => ({ ...truth, rows: [...truth.rows, ...rows] })) },
    )
  switch (kind) {
    case 'as-above': {
      const model = 'Nhà sạch, vườn đẹp, ngõ văn minh'
      return more(
        [
          { name: 'Chi hội 1', models: { economy: model }, note: 'Mới' },
          { name: 'Chi hội 2', models: { economy: 'nt' }, note: '-nt-' },
        ],
        [
          ['collective', 'Chi hội 1', 'economy', model, 'Mới'],
          ['collective', 'Chi hội 2', 'economy', model, 'Mới'],
        ],
      )
    }
    case 'says-nothing':
      return more(
        [
          {
            name: 'Chi hội 3',
            models: { economy: '/', 'culture-society': 'Không', 'security-defence': 'Ngõ sáng an toàn' },
            note: '-',
          },
        ],
        [['collective', 'Chi hội 3', 'security-defence', 'Ngõ sáng an toàn', '']],
      )
    case 'merged-name':
      return more(
        [
          { name: 'Chi hội 4', models: { economy: 'Góp vốn xoay vòng' } },
          { continued: true, models: { 'culture-society': 'Đội văn nghệ xóm' } },
        ],
        [
          ['collective', 'Chi hội 4', 'economy', 'Góp vốn xoay vòng', ''],
          ['collective', 'Chi hội 4', 'culture-society', 'Đội văn nghệ xóm', ''],
        ],
      )
    default: {
      const form = { ...filled.form, tables: withAddress(campaign, filled.rows) }
      return draft([{ name: `bieu mau ${String(first?.name)}.docx`, bytes: makeFormDocx(campaign, form) }])
    }
  }
}

const draftDoubtful = (
  kind: string,
  care: Care,
  ground: Ground,
  filled: Filled,
  draft: (files: readonly File[], more?: Partial<Draft>) => Draft,
): Draft => {
  const { campaign, unit } = ground
  const docx = (form: FilledForm): File => ({ name: 'bieu mau.docx', bytes: makeFormDocx(campaign, form) })
  const spoiled = (text: string): Draft =>
    draft([
      docx({
        ...filled.form,
        collectives: [
          ...(filled.form.collectives ?? []),
          { name: 'Chi bộ 9', models: { economy: text }, note: '' },
        ],
      }),
    ])
  const business = (
    subject: string,
    text: string,
    files: readonly File[] = [],
    more: Partial<Mail> = {},
  ): Draft => draft(files, { truth: [], mail: { ...mailOf(ground), subject, text, ...more } })
  switch (kind) {
    case 'scan':
      return draft([{ name: 'IMG_2034.jpg', bytes: scan() }])
    case 'mark':
      return spoiled('x')
    case 'count':
      return spoiled('02 mô hình')
    case 'semicolon':
      return spoiled('Trồng hoa ven đường; Làm sạch ao làng')
    case 'encrypted':
      return draft([{ name: 'bieu mau.docx', bytes: makeEncryptedOffice() }])
    case 'damaged': {
      const { bytes } = docx(filled.form)
      return draft([{ name: 'bieu mau.docx', bytes: bytes.subarray(0, Math.floor(bytes.length * 0.6)) }])
    }
    case 'blank':
      return draft([docx({ unit: unit.name })], { truth: [{ unit: unit.id, rows: [] }] })
    case 'last-year':
      return draft([
        docx({ ...filled.form, letter: { number: '301-CV/HU', date: '2021-02-20', year: 2021 } }),
      ])
    case 'no-unit':
      return draft([{ ...docx({ ...filled.form, unit: '' }), name: 'bieu mau.docx' }], {
        mail: { ...mailOf(ground), from: { address: 'ngocha1990@gmail.com' } },
      })
    case 'not-on-roster':
      return draft([docx({ ...filled.form, unit: 'Hợp tác xã Dịch vụ vận tải Sông Đáy' })])
    case 'link':
      return business(
        'Đăng ký Dân vận khéo',
        'Em gửi biểu mẫu tại https://drive.google.com/file/d/1AbC/view ạ.',
      )
    case 'words-in-body':
      return business(
        'Đăng ký Dân vận khéo',
        `${unit.name} đăng ký:\n1. Tập thể: Chi bộ, mô hình Trồng hoa ven đường (Văn hóa - xã hội)\n2. Cá nhân: Trần Văn Bình, Hiến đất mở đường`,
      )
    case 'advertisement':
      return business(
        'Ưu đãi máy in tháng 2',
        'Công ty chúng tôi trân trọng giới thiệu máy in đa năng, giảm giá 20%.',
      )
    case 'bounce':
      return business(
        'Undelivered Mail Returned to Sender',
        'This is the mail system. Your message could not be delivered.',
        [],
        {
          from: { name: 'Mail Delivery System', address: 'mailer-daemon@hanoi.gov.vn' },
          headers: { 'Auto-Submitted': 'auto-replied' },
        },
      )
    case 'auto-reply':
      return business('Trả lời tự động', 'Tôi đang đi công tác, sẽ trả lời sau ngày 20/02.', [], {
        headers: { 'Auto-Submitted': 'auto-replied' },
      })
    case 'thanks':
      return business(
        'Về việc họp giao ban',
        'Kính gửi Ban Dân vận, đơn vị xin xác nhận dự họp giao ban ngày 18/02. Trân trọng.',
      )
    case 'plan':
      return business('Kế hoạch công tác', 'Kính gửi kế hoạch tháng 02.', [
        { name: 'Ke hoach thang 2.docx', bytes: makeTextDocx(planLines) },
      ])
    case 'own-letter':
      return business('Fwd: Công văn 454', 'Chuyển các bộ phận thực hiện.', [
        { name: 'CV 454.docx', bytes: makeFormDocx(campaign, { unit: '', lead: letterLines }) },
      ])
    default:
      throw new Error(`the mix names "${kind}" (${care}), which nobody makes`)
  }
}
