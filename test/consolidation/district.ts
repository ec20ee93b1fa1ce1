/** A district's ledger of forty units and some hundred and twenty registrations, as a campaign's third day might leave it. */
import type { Snapshot } from '../../src/domain/ledger.ts'
import type { Roster } from '../../src/domain/unit.ts'
import {
  at,
  campaignFolder,
  type Mail,
  messageIdOf,
  type Row,
  rosterOf,
  snapshotOf,
  unitOf,
} from './snapshots.ts'

const communes =
  'Kim Bài,Cự Khê,Bích Hòa,Mỹ Hưng,Cao Viên,Bình Minh,Tam Hưng,Thanh Cao,Thanh Thùy,Thanh Mai'.split(',')
const kinds: readonly [string, string, string][] = [
  ['dang-uy', 'Đảng ủy xã', 'Xã, thị trấn'],
  ['mn', 'Trường Mầm non', 'Trường Mầm non'],
  ['th', 'Trường Tiểu học', 'Trường Tiểu học'],
  ['thcs', 'Trường THCS', 'Trường THCS'],
]
const offices: readonly [string, string, string][] = [
  ['ban-to-chuc', 'Ban Tổ chức Huyện ủy', 'Cơ quan Đảng'],
  ['mttq', 'Ủy ban MTTQ Việt Nam huyện', 'MTTQ và đoàn thể'],
  ['hoi-phu-nu', 'Hội Liên hiệp Phụ nữ huyện', 'MTTQ và đoàn thể'],
  ['phong-ldtbxh', 'Phòng Lao động - Thương binh và Xã hội', 'Phòng, ban, ngành thuộc UBND huyện'],
]
const models: readonly [string, string][] = [
  ['economy', 'Vận động nhân dân chuyển đổi cơ cấu cây trồng, vật nuôi trên diện tích đất lúa kém hiệu quả'],
  ['culture-society', 'Dân vận khéo trong vận động nhân dân hiến đất mở rộng đường giao thông nông thôn'],
  ['culture-society', 'Xây dựng trường học xanh - sạch - đẹp - an toàn'],
  ['security-defence', 'Camera an ninh phòng ngừa, phát hiện tội phạm'],
  [
    'political-system',
    'Nâng cao chất lượng sinh hoạt chi bộ gắn với học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh',
  ],
  ['culture-society', 'Phụ nữ "5 không, 3 sạch" gắn với tuyến đường nở hoa'],
  ['economy', '=Tổ hợp tác trồng rau an toàn'],
  ['security-defence', 'Tổ tự quản về an ninh trật tự, phòng cháy chữa cháy'],
]
const collectives = [
  'Chi bộ nhà trường',
  'Công đoàn trường',
  'Chi hội Phụ nữ thôn Trung',
  'Tổ dân vận thôn Hạ',
  'Chi đoàn thanh niên',
]
const people = [
  'Đ/c Nguyễn Thị Hòa',
  'Cô giáo Lê Thị Thủy',
  'Trần Văn Bình - Trưởng thôn',
  'Bà Phạm Thị Liên - Chi hội trưởng',
]

export const makeDistrict = (): { snapshot: Snapshot; roster: Roster } => {
  const units = [
    ...offices.map(([id, name, block]) => unitOf(id, { name, block, confirmed: false })),
    ...kinds.flatMap(([id, kind, block]) =>
      communes.map((commune, index) =>
        unitOf(`${id}-${index}`, {
          name: `${kind} ${commune}`,
          block,
          group: id === 'dang-uy' ? `xã ${commune}` : '',
          confirmed: index % 3 !== 0,
          contact: index % 2 ? 'Văn thư' : '',
          phone: index % 2 ? '0900 000 000' : '',
        }),
      ),
    ),
  ]
  const mails: Mail[] = units.slice(0, 40).map((unit, index) => {
    const rows: Row[] = Array.from({ length: 2 + (index % 4) }, (_, place): Row => {
      const [sector, model] = models[(index + place) % models.length]!
      const individual = place === 2
      return {
        section: individual ? 'individual' : 'collective',
        name: individual
          ? people[index % people.length]!
          : collectives[(index + (place >> 1)) % collectives.length]!,
        sector,
        model,
        note: place === 1 && index % 5 === 0 ? 'Mô hình duy trì từ năm 2021' : '',
      }
    })
    return {
      unitId: unit.id,
      unitName: unit.name,
      rows,
      fileName: `DVK ${unit.name}.docx`,
      fromName: `Văn thư ${unit.name}`,
      fromAddress: `${unit.id}@example.vn`,
      standing: index % 9 === 8 ? 'review' : 'registered',
      findings:
        index % 9 === 8
          ? [{ code: 'no-model', args: { name: 'Chi bộ thôn Trung' } }]
          : index % 7 === 3
            ? [{ code: 'late', args: { when: '08 giờ 15, ngày 16/02/2022' } }]
            : [],
    }
  })
  mails.push(
    {
      unitId: null,
      unitName: 'Trường Mầm non Hoa Sen',
      standing: 'review',
      rows: [{}],
      findings: [
        {
          code: 'unit-not-on-roster',
          args: { unit: 'Trường Mầm non Hoa Sen', suggestion: ' Gần giống: Trường Mầm non Kim Bài.' },
        },
      ],
    },
    {
      partOnly: { standing: 'not-a-form', findings: [{ code: 'no-form-words', args: {} }], format: 'text' },
      subject: 'Khuyến mại vé máy bay',
      fileName: '',
    },
    {
      partOnly: { standing: 'review', findings: [{ code: 'encrypted-part', args: {} }], format: 'docx' },
      subject: 'Gửi Ban Dân vận',
      fileName: 'dang ky.docx',
    },
    {
      unitId: 'mn-1',
      unitName: 'Trường Mầm non Cự Khê',
      standing: 'duplicate',
      rows: [{}],
      findings: [{ code: 'same-content', args: {} }],
    },
    {
      unitId: 'left',
      unitName: 'Hội Sinh vật cảnh huyện',
      rows: [{ name: 'Chi hội thị trấn', model: 'Vườn hoa kiểu mẫu', sector: 'culture-society' }],
    },
  )
  return {
    snapshot: snapshotOf(mails, {
      failedJobs: [{ kind: 'read', subject: messageIdOf(2), error: 'reader-died: exit 134' }],
    }),
    roster: rosterOf(...units),
  }
}

export const districtNow = at('2022-02-14', '16:30')
export { campaignFolder }
