/** `tonghop read`: one JSON object a line for each file, of the shape that others rely on. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findingSeverity } from '../../src/domain/finding.ts'
import { mailboxFolder } from '../support/expected.ts'
import { formDocx, formXlsx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { type Ran, tonghop } from './run.ts'

/** The contract (ARCHITECTURE.md, "Contracts"); nothing more and nothing less. */
const Line = z.strictObject({
  file: z.string(),
  outcome: z.enum(['registered', 'review', 'not-a-form']),
  forms: z.array(
    z.strictObject({
      unit: z.strictObject({ id: z.string().nullable(), name: z.string() }),
      part: z.string(),
      outcome: z.enum(['registered', 'review']),
      signer: z.string(),
      registrations: z.array(
        z.strictObject({
          section: z.enum(['collective', 'individual']),
          name: z.string(),
          sector: z.enum(['economy', 'culture-society', 'security-defence', 'political-system']).nullable(),
          model: z.string(),
          note: z.string(),
          source: z.string().min(1),
        }),
      ),
    }),
  ),
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string().min(1),
      source: z.string(),
    }),
  ),
})
type Line = z.infer<typeof Line>

const form = {
  unit: 'Trường Mầm non Kim Thư',
  collectives: [
    {
      name: 'Tổ Mẫu giáo',
      models: { 'culture-society': 'Lớp học xanh', economy: 'Vườn rau sạch' },
      note: 'mới',
    },
  ],
  individuals: [{ name: 'Cô giáo Lê Thị Mẫu', models: { 'security-defence': 'Cổng trường an toàn' } }],
  signer: 'Nguyễn Thị Thử',
}
const { folder, remove } = makeTempFolder()
afterAll(remove)
const at = (name: string): string => path.join(folder, name)
let ran: Ran
let lines: Line[]
const lineOf = (name: string): Line => {
  const line = lines.find(one => one.file === at(name))
  if (!line) throw new Error(`nothing was said of ${name}`)
  return line
}

beforeAll(async () => {
  const docx = formDocx(form)
  writeFileSync(at('mau.docx'), docx)
  writeFileSync(at('mau.xlsx'), await formXlsx(form))
  writeFileSync(at('ten sai.doc'), docx)
  writeFileSync(at('thu.eml'), await makeMail({ attachments: [{ filename: 'mau.docx', content: docx }] }))
  writeFileSync(
    at('muon.eml'),
    await makeMail({
      date: new Date('2022-02-16T08:00:00+07:00'),
      attachments: [{ filename: 'mau.docx', content: docx }],
    }),
  )
  // A mail without the ending that says so.
  writeFileSync(at('khong-duoi'), await makeMail({ subject: 'Lịch họp', text: 'Mời họp.' }))
  writeFileSync(at('rac.docx'), Buffer.from(Array.from({ length: 5000 }, (_, byte) => (byte * 7919) % 256)))
  writeFileSync(at('cut.docx'), docx.subarray(0, docx.length / 2))
  writeFileSync(at('rong.docx'), '')
  mkdirSync(at('thu-muc'))
  const names = ['mau.docx', 'mau.xlsx', 'ten sai.doc', 'thu.eml', 'muon.eml', 'khong-duoi']
  const broken = ['rac.docx', 'cut.docx', 'rong.docx', 'khong-co.docx', 'thu-muc']
  ran = await tonghop(['read', ...[...names, ...broken].map(at)], { DATA_DIR: at('data') })
  lines = ran.stdout
    .trimEnd()
    .split('\n')
    .map(line => Line.parse(JSON.parse(line)))
  return undefined
})

describe('tonghop read', () => {
  it('says one line of each file that is there, in order, and nothing else on standard output', () => {
    expect(lines.map(one => path.basename(one.file))).toEqual([
      ...['mau.docx', 'mau.xlsx', 'ten sai.doc', 'thu.eml', 'muon.eml', 'khong-duoi'],
      ...['rac.docx', 'cut.docx', 'rong.docx'],
    ])
  })

  it('says of what is not there that it cannot be opened, goes on, and ends with 1', () => {
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain(`${at('khong-co.docx')}: không mở được tệp`)
    expect(ran.stderr).toContain(`${at('thu-muc')}: không mở được tệp`)
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  it('keeps nothing', () => {
    expect(readdirSync(folder)).not.toContain('data')
  })

  it.each(['mau.docx', 'mau.xlsx', 'ten sai.doc', 'thu.eml', 'muon.eml'])('%s: the form, whole', name => {
    const line = lineOf(name)
    expect(line.outcome).toBe('registered')
    expect(line.forms).toHaveLength(1)
    const [read] = line.forms
    expect(read?.unit).toEqual({ id: 'truong-mam-non-kim-thu', name: 'Trường Mầm non Kim Thư' })
    expect(read?.signer).toBe('Nguyễn Thị Thử')
    expect(read?.part).toBe(name.endsWith('.eml') ? 'mau.docx' : name)
    expect(read?.registrations.map(({ source: _, ...one }) => one)).toEqual([
      {
        section: 'collective',
        name: 'Tổ Mẫu giáo',
        sector: 'economy',
        model: 'Vườn rau sạch',
        note: 'mới',
      },
      {
        section: 'collective',
        name: 'Tổ Mẫu giáo',
        sector: 'culture-society',
        model: 'Lớp học xanh',
        note: 'mới',
      },
      {
        section: 'individual',
        name: 'Cô giáo Lê Thị Mẫu',
        sector: 'security-defence',
        model: 'Cổng trường an toàn',
        note: '',
      },
    ])
    const sources = read?.registrations.map(one => one.source)
    expect(new Set(sources).size).toBe(3)
  })

  it('tells by the mail when it came, and of a loose file nothing of the kind', () => {
    const codes = (name: string): string[] => lineOf(name).findings.map(one => one.code)
    expect(codes('muon.eml')).toContain('late')
    expect(codes('thu.eml')).not.toContain('late')
    expect(codes('mau.docx')).not.toContain('late')
  })

  it('knows a mail without its ending, and that it is no form', () => {
    expect(lineOf('khong-duoi')).toMatchObject({ outcome: 'not-a-form', forms: [] })
    expect(lineOf('khong-duoi').findings[0]?.code).toBe('body-read')
  })

  it.each(['rac.docx', 'cut.docx', 'rong.docx'])('%s goes to the clerk, with a reason', name => {
    const line = lineOf(name)
    expect(line).toMatchObject({ outcome: 'review', forms: [] })
    expect(line.findings.some(one => one.severity === 'error')).toBe(true)
  })

  it('says each finding with its severity and a finished Vietnamese sentence', () => {
    for (const { findings } of lines)
      for (const { code, severity, message } of findings) {
        expect(findingSeverity[code as keyof typeof findingSeverity]).toBe(severity)
        expect(message).not.toMatch(/[{}]/)
      }
  })

  it('ends with 0 when everything could be opened, whatever was in it', async () => {
    const files = ['05-thcs-kim-an-x.eml', '20-quang-cao.eml', '53-thu-bi-cat.eml']
    const again = await tonghop(['read', ...files.map(file => path.join(mailboxFolder, file))])
    expect(again).toMatchObject({ code: 0, stderr: '' })
    const read = again.stdout
      .trimEnd()
      .split('\n')
      .map(line => Line.parse(JSON.parse(line)))
    expect(read.map(one => one.outcome)).toEqual(['review', 'not-a-form', 'review'])
    // What was read of a doubtful form is there, what is missing as "".
    expect(read[0]?.forms[0]?.registrations.map(one => one.model)).toContain('')
  })
})
