/**
 * A ledger of any size, from a seed, as a campaign would leave it: three units of ten send, most of them a form of three or
 * four registrations with the mail's own words beside it; some wait, some come twice, some mails are no forms. Texts are
 * as long and as different as units write them, since that is what a workbook costs.
 */
import type { Finding } from '../../../src/domain/finding.ts'
import { sha256 } from '../../../src/domain/identity.ts'
import type {
  KeptMessage,
  KeptPart,
  KeptRegistration,
  KeptSubmission,
  SentMail,
  Snapshot,
} from '../../../src/domain/ledger.ts'
import type { Standing } from '../../../src/domain/outcome.ts'
import type { RegistrationReading } from '../../../src/domain/reading.ts'
import { Unit } from '../../../src/domain/unit.ts'
import { makeChance } from '../campaign/chance.ts'

const blocks: readonly (readonly [string, string])[] = [
  ['Trường Mầm non', 'Khối trường Mầm non'],
  ['Trường Tiểu học', 'Khối trường Tiểu học'],
  ['Trường THCS', 'Khối trường THCS'],
  ['Đảng ủy xã', 'Khối xã, thị trấn'],
  ['Hội Cựu chiến binh xã', 'Khối MTTQ và các đoàn thể'],
  ['Chi bộ Phòng Tài chính xã', 'Khối cơ quan, phòng, ban, ngành'],
]
const places =
  'Kim Bài,Cự Khê,Bích Hòa,Mỹ Hưng,Cao Viên,Bình Minh,Tam Hưng,Thanh Cao,Thanh Thùy,Dân Hòa'.split(',')
const villages = 'Trung,Hạ,Thượng,Đông,Đoài,Bình Đà,Sinh Quả,Minh Kha,Từ Châu,Thanh Lương,Văn Khê'.split(',')
const surnames = 'Nguyễn,Lê,Trần,Phạm,Đỗ,Bùi,Hoàng,Vũ,Đặng,Ngô,Dương,Đào,Đinh,Lương,Nhữ'.split(',')
const middles = 'Thị,Văn,Hữu,Thúy,Đức,Minh,Thanh,Quang,Ngọc,Kim,Xuân,Hồng'.split(',')
const givens =
  'Hòa,Thủy,Bình,Liên,Nghĩa,Quỳnh,Hương,Lan,Tuấn,Dũng,Phượng,Nhung,Tư,Sáu,Khánh,Giang,Hạnh'.split(',')
const sectors = ['economy', 'culture-society', 'security-defence', 'political-system'] as const
const deeds: readonly string[] = [
  'Vận động nhân dân chuyển đổi cơ cấu cây trồng, vật nuôi trên diện tích đất lúa kém hiệu quả',
  'Dân vận khéo trong vận động nhân dân hiến đất mở rộng đường giao thông nông thôn',
  'Xây dựng trường học xanh - sạch - đẹp - an toàn, lấy trẻ làm trung tâm',
  'Camera an ninh phòng ngừa, phát hiện tội phạm',
  'Nâng cao chất lượng sinh hoạt chi bộ gắn với học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh',
  'Phụ nữ "5 không, 3 sạch" gắn với tuyến đường nở hoa',
  'Tổ hợp tác trồng rau an toàn theo tiêu chuẩn VietGAP',
  'Tổ tự quản về an ninh trật tự, phòng cháy chữa cháy',
]
const notes = ['', '', '', 'Mô hình mới', 'Duy trì từ năm 2021', 'Nhân rộng']
/** The last report knew of all but these. */
const shareOfNews = 0.1

export const makeLargeDistrict = (
  registered: number,
  seed = 1,
  senders = Math.round(registered * 0.3),
): { snapshot: Snapshot; roster: { units: Unit[] } } => {
  const chance = makeChance(seed)
  const person = (): string =>
    `${chance.pick(surnames)} ${chance.pick(middles)} ${chance.odds(0.6) ? `${chance.pick(middles)} ` : ''}${chance.pick(givens)}`
  const messages: KeptMessage[] = []
  const parts: KeptPart[] = []
  const submissions: KeptSubmission[] = []
  const registrations: KeptRegistration[] = []
  const units = Array.from({ length: senders }, (_, at): Unit => {
    const [kind, block] = blocks[at % blocks.length]!
    const place = `${places[at % places.length]} ${at + 1}`
    const isCommune = block === 'Khối xã, thị trấn'
    return Unit.parse({
      id: `don-vi-${at + 1}`,
      name: `${kind} ${place}`,
      block,
      group: isCommune ? `Xã ${place}` : '',
      confirmed: at % 4 !== 0,
      contact: at % 2 ? person() : '',
      phone:
        at % 2
          ? `09${String(at * 7919)
              .padStart(8, '0')
              .slice(-8)}`
          : '',
    })
  })
  const messageIdOf = (at: number): string => sha256(Buffer.from(`mail ${seed} ${at}`))
  let code = 0
  let replaced = 0
  let second = Date.UTC(2022, 1, 9, 1)

  const arrive = (unit: Unit, standing: Standing, rows: number, findings: Finding[]): string => {
    const at = messages.length
    const id = messageIdOf(at)
    const formId = `${id}/2#0`
    const form = { messageId: id, sha256: id, size: 31_000 }
    second += 37_000
    messages.push({
      id,
      size: 45_000 + at,
      receivedAt: second,
      receiptSource: 'server',
      headers: {
        fromName: `Văn thư ${unit.name}`,
        fromAddress: `${unit.id}@hanoiedu.example.vn`,
        subject: `${unit.name} gửi biểu đăng ký mô hình, điển hình Dân vận khéo năm 2022`,
        messageId: `<${at}@example.vn>`,
        date: second - 2000,
        authentication: 'none',
      },
      standing,
      findings: [],
      locations: [{ account: 'bdv', folder: 'INBOX', uidValidity: '1', uid: String(at + 1) }],
      purgedAt: null,
    })
    parts.push({
      ...{ ...form, id: `${id}/1`, path: '1', name: '', format: 'text', standing: 'not-a-form' },
      findings: [{ code: 'body-read', args: {} }],
    })
    if (rows === 0) return formId
    parts.push({
      ...{ ...form, id: `${id}/2`, path: '2', name: `DVK 2022 ${unit.name}.docx`, format: 'docx', standing },
      findings: [{ code: 'form-read', args: {} }],
    })
    const read = Array.from({ length: rows }, (_, row): RegistrationReading => {
      const isPerson = row % 4 === 3
      return {
        section: isPerson ? 'individual' : 'collective',
        name: isPerson
          ? `Đ/c ${person()} - Thôn ${chance.pick(villages)}`
          : `Chi bộ thôn ${chance.pick(villages)}`,
        sector: chance.pick(sectors),
        model: `${chance.pick(deeds)} tại thôn ${chance.pick(villages)}, ${unit.name} (${row + 1})`,
        note: chance.pick(notes),
        source: { kind: 'cell', part: 'word/document.xml', table: 0, row: row + 2, cell: 2 },
        place: 0,
      }
    })
    submissions.push({
      ...{ id: formId, messageId: id, partPath: '2', place: 0, duplicateOf: null, version: 1 },
      ...{ supersededBy: null, corrected: null },
      reading: { place: 0, evidence: [], signer: person(), registrations: read, findings: [] },
      ...{ findings, standing, unitId: unit.id, unitName: unit.name },
    })
    for (const [row, one] of read.entries())
      registrations.push({
        ...{ ...one, id: `${formId} ${row}`, submissionId: formId },
        codeNumber: standing === 'registered' ? ++code : null,
      })
    return formId
  }

  for (const [at, unit] of units.entries()) {
    const left = units.length - at
    const rows = Math.round((registered + replaced - code) / left)
    if (at % 40 === 7) arrive(unit, 'review', 3, [{ code: 'no-model', args: { name: 'Chi bộ thôn Trung' } }])
    if (at % 40 === 8) arrive(unit, 'not-a-form', 0, [])
    if (at % 60 === 11) {
      arrive(unit, 'registered', 3, [{ code: 'superseded', args: {} }])
      replaced += 3
      submissions.push({ ...submissions.pop()!, supersededBy: `${messageIdOf(messages.length)}/2#0` })
    }
    arrive(unit, 'registered', rows, at % 25 === 3 ? [{ code: 'split-by-line', args: { count: '2' } }] : [])
    if (at % 50 === 9) arrive(unit, 'duplicate', 3, [{ code: 'same-content', args: {} }])
  }
  const lastCode = Math.round(code * (1 - shareOfNews))
  const report: SentMail = {
    ...{
      id: 'summary 2022-02-11',
      kind: 'summary',
      day: '2022-02-11',
      state: 'sent',
      raw: 'raw',
      detail: '',
    },
    ...{ recipients: [], at: second, figures: { lastCode }, about: [] },
  }
  const snapshot: Snapshot = {
    ...{ revision: 1, messages, parts, submissions, registrations, sentMails: [report] },
    ...{ decisions: [], failedJobs: [] },
  }
  return { snapshot, roster: { units } }
}
