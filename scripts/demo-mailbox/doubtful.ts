/** Forms that wait for the clerk: each with one doubt, so that the reason can be told exactly. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeFormDocx } from '../forms/form-docx.ts'
import { makeFormXlsx } from '../forms/form-xlsx.ts'
import { type Case, duplicate, registered, review, saidBy } from './case.ts'
import { myHung, nguyenDu, thanhVan } from './units.ts'
import { cover } from './words.ts'

interface Doubt {
  readonly slug: string
  readonly about: string
  readonly at: string
  /** The sender's name as the mail shows it, and the part of the address before the @. */
  readonly sender: string
  readonly box: string
  readonly file: string
  readonly form: FilledForm
  readonly reason: Parameters<typeof review>[0]
}

const row = (name: string, models: Readonly<Record<string, string>>, note = '') => ({ name, models, note })

const doubts: readonly Doubt[] = [
  {
    slug: 'thcs-kim-an-x',
    about: 'An "x" in the sector, the model in Ghi chú.',
    at: '2022-02-10 08:50:00',
    sender: 'THCS Kim An',
    box: 'c2kiman@hanoiedu.vn',
    file: 'THCS Kim An.docx',
    form: {
      unit: 'Trường THCS Kim An',
      date: '2022-02-10',
      collectives: [
        row('Công đoàn trường THCS Kim An', { 'culture-society': 'x' }, 'Ngày thứ Bảy tình nguyện'),
        row('Chi bộ trường THCS Kim An', { 'political-system': 'Chi bộ bốn tốt' }),
      ],
    },
    reason: 'mark-as-model',
  },
  {
    slug: 'ubnd-cu-khe-so-luong',
    about: 'A count ("01 mô hình") where the model’s name should be.',
    at: '2022-02-10 11:10:00',
    sender: 'UBND xã Cự Khê',
    box: 'vanthu_cukhe@hanoi.gov.vn',
    file: 'UBND Cu Khe.docx',
    form: {
      unit: 'UBND xã Cự Khê',
      date: '2022-02-10',
      collectives: [
        row('Đoàn thanh niên xã Cự Khê', { 'culture-society': '01 mô hình' }),
        row('Hội Nông dân xã Cự Khê', { economy: 'Rau sạch vào phố' }),
      ],
    },
    reason: 'count-as-model',
  },
  {
    slug: 'th-thanh-mai-thieu-mo-hinh',
    about: 'A name with no model.',
    at: '2022-02-10 14:05:00',
    sender: 'TH Thanh Mai',
    box: 'c1thanhmai@hanoiedu.vn',
    file: 'TH Thanh Mai.docx',
    form: {
      unit: 'Trường Tiểu học Thanh Mai',
      date: '2022-02-10',
      collectives: [
        row('Liên đội trường Tiểu học Thanh Mai', { 'culture-society': 'Em yêu quê hương' }),
        row('Chi đoàn giáo viên', {}),
      ],
    },
    reason: 'no-model',
  },
  {
    slug: 'hoi-nguoi-cao-tuoi-thieu-ten',
    about: 'A model with no name.',
    at: '2022-02-10 15:30:00',
    sender: 'Hội NCT',
    box: 'hoinctthanhoai@gmail.com',
    file: 'Hoi NCT.docx',
    form: {
      unit: 'Hội Người cao tuổi huyện',
      date: '2022-02-10',
      collectives: [{ models: { 'culture-society': 'Câu lạc bộ dưỡng sinh' } }],
    },
    reason: 'no-name',
  },
  {
    slug: 'khong-ghi-don-vi',
    about: 'Nothing says which unit it is: heading, signature, file name, sender.',
    at: '2022-02-11 08:10:00',
    sender: 'Nguyễn Thị Hoa',
    box: 'hoanguyen1985@gmail.com',
    file: 'bieu mau.docx',
    form: {
      unit: '',
      date: '2022-02-11',
      collectives: [row('Tổ dân vận khu Trung tâm', { 'culture-society': 'Vườn hoa tự quản' })],
    },
    reason: 'no-unit',
  },
  {
    slug: 'chi-ghi-phong-gd-dt',
    about: 'The letterhead names only the parent, a headmaster signs: never booked to the parent.',
    at: '2022-02-11 08:45:00',
    sender: 'Trần Thị Lan',
    box: 'lantran.mn@gmail.com',
    file: 'Bieu dang ky DVK.docx',
    form: {
      letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'PHÒNG GIÁO DỤC VÀ ĐÀO TẠO' },
      date: '2022-02-11',
      signerTitle: 'HIỆU TRƯỞNG',
      signer: 'Trần Thị Lan',
      collectives: [row('Tổ mẫu giáo 5 tuổi', { 'culture-society': 'Bé vui đến lớp' })],
    },
    reason: 'unit-parent-only',
  },
  {
    slug: 'quy-tin-dung-hoa-sen',
    about: 'A unit that is not on the roster.',
    at: '2022-02-11 09:50:00',
    sender: 'Quỹ tín dụng Hoa Sen',
    box: 'quytindunghoasen@gmail.com',
    file: 'Hoa Sen.docx',
    form: {
      unit: 'Quỹ tín dụng nhân dân Hoa Sen',
      date: '2022-02-11',
      collectives: [row('Tổ tín dụng thôn', { economy: 'Vay vốn không qua trung gian' })],
    },
    reason: 'unit-not-on-roster',
  },
  {
    slug: 'dang-uy-phuong-trung-cham-phay',
    about: 'Two pieces set apart by ";" in one cell: one model or two?',
    at: '2022-02-11 11:00:00',
    sender: 'Đảng ủy Phương Trung',
    box: 'vanthu_phuongtrung@hanoi.gov.vn',
    file: 'DU Phuong Trung.docx',
    form: {
      unit: 'Đảng ủy xã Phương Trung',
      date: '2022-02-11',
      collectives: [row('Chi bộ thôn Tân Dân', { economy: 'Giữ nghề nón lá; Chợ quê không túi ni lông' })],
    },
    reason: 'model-split-unclear',
  },
  {
    slug: 'thcs-hong-duong-gop-linh-vuc',
    about: 'One model in a cell drawn over two sectors.',
    at: '2022-02-11 13:40:00',
    sender: 'THCS Hồng Dương',
    box: 'c2hongduong@hanoiedu.vn',
    file: 'THCS Hong Duong.docx',
    form: {
      unit: 'Trường THCS Hồng Dương',
      date: '2022-02-11',
      collectives: [
        {
          name: 'Chi đoàn trường THCS Hồng Dương',
          over: { sectors: ['culture-society', 'security-defence'], text: 'Trường học an toàn, thân thiện' },
        },
      ],
    },
    reason: 'model-over-sectors',
  },
  {
    slug: 'mn-thanh-cao-lap-mo-hinh',
    about: 'The same model repeated in two sectors.',
    at: '2022-02-11 14:25:00',
    sender: 'MN Thanh Cao',
    box: 'mnthanhcao@hanoiedu.vn',
    file: 'MN Thanh Cao.docx',
    form: {
      unit: 'Trường Mầm non Thanh Cao',
      date: '2022-02-11',
      collectives: [
        row('Trường Mầm non Thanh Cao', {
          economy: 'Tiết kiệm điện, nước',
          'culture-society': 'Tiết kiệm điện, nước',
        }),
      ],
    },
    reason: 'model-repeated',
  },
  {
    slug: 'hoi-khuyen-hoc-nt',
    about: '"nt" with nothing above it.',
    at: '2022-02-11 14:50:00',
    sender: 'Hội Khuyến học',
    box: 'khuyenhocthanhoai@gmail.com',
    file: 'Hoi Khuyen hoc.docx',
    form: {
      unit: 'Hội Khuyến học huyện',
      date: '2022-02-11',
      collectives: [row('Hội Khuyến học xã Thanh Văn', { 'culture-society': 'nt' })],
    },
    reason: 'ditto-without-source',
  },
  {
    slug: 'dang-uy-kim-an-bieu-trong',
    about: 'The blank form sent back, the unit filled in.',
    at: '2022-02-11 15:40:00',
    sender: 'Đảng ủy Kim An',
    box: 'vanthu_kiman@hanoi.gov.vn',
    file: 'bieu-mau-454.docx',
    form: { unit: 'Đảng ủy xã Kim An' },
    reason: 'blank-form',
  },
  {
    slug: 'chi-cuc-thong-ke-khong-dang-ky',
    about: 'All cells say "Không": the clerk confirms that the unit registers nothing.',
    at: '2022-02-12 08:20:00',
    sender: 'Chi cục Thống kê',
    box: 'chicucthongke.thanhoai@gmail.com',
    file: 'Chi cuc Thong ke.docx',
    form: {
      unit: 'Chi cục Thống kê huyện',
      date: '2022-02-12',
      collectives: [
        row('Không', {
          economy: 'Không',
          'culture-society': 'Không',
          'security-defence': 'Không',
          'political-system': 'Không',
        }),
      ],
      individuals: [row('Không', {})],
    },
    reason: 'nothing-registered',
  },
  {
    slug: 'chi-cuc-thue-bieu-nam-2021',
    about: 'Last year’s form: another letter, another year.',
    at: '2022-02-12 09:40:00',
    sender: 'Chi cục Thuế',
    box: 'chicucthue.thanhoai@gmail.com',
    file: 'Chi cuc Thue.docx',
    form: {
      unit: 'Chi cục Thuế huyện',
      date: '2021-03-01',
      letter: { number: '112-CV/HU', date: '2021-02-22', year: 2021 },
      collectives: [row('Đội thuế liên xã', { economy: 'Hỗ trợ hộ kinh doanh kê khai' })],
    },
    reason: 'other-letter',
  },
  {
    slug: 'th-kim-thu-ngoai-bang',
    about: 'A registration written outside the table.',
    at: '2022-02-14 08:40:00',
    sender: 'TH Kim Thư',
    box: 'c1kimthu@hanoiedu.vn',
    file: 'TH Kim Thu.docx',
    form: {
      unit: 'Trường Tiểu học Kim Thư',
      date: '2022-02-14',
      collectives: [row('Liên đội trường Tiểu học Kim Thư', { 'culture-society': 'Sân chơi cuối tuần' })],
      after: ['Ngoài ra tổ Văn phòng xin đăng ký thêm mô hình "Nụ cười công sở" thuộc lĩnh vực văn hóa.'],
    },
    reason: 'unread-residue',
  },
]

export const doubtfulCases = (campaign: Campaign): Case[] =>
  doubts.map(one => ({
    slug: one.slug,
    about: one.about,
    mail: {
      at: one.at,
      from: { name: one.sender, address: `vidu.${one.box}` },
      // Of no unit, where the case is that nothing names it.
      subject: ['no-unit', 'unit-parent-only'].includes(one.reason)
        ? 'Gửi biểu mẫu đăng ký'
        : `${one.sender} gửi biểu mẫu đăng ký`,
      text: 'Kính gửi Ban Dân vận Huyện ủy.\nĐơn vị gửi biểu mẫu theo Công văn số 454-CV/HU.\nTrân trọng.',
      attachments: [{ name: one.file, bytes: makeFormDocx(campaign, one.form) }],
    },
    ...review(one.reason),
  }))

/** What comes again: the same form in other mails and files, and a second one that differs. */
export const repeatedCases = async (campaign: Campaign): Promise<Case[]> => [
  {
    slug: 'thcs-thanh-van-gui-lai',
    about: 'The same attachment in a second mail.',
    mail: {
      at: '2022-02-10 16:55:00',
      from: { name: 'THCS Thanh Văn', address: 'vidu.c2thanhvan@hanoiedu.vn' },
      subject: 'Đăng ký mô hình Dân vận khéo năm 2022',
      text: cover('Trường THCS Thanh Văn'),
      attachments: [
        { name: 'Biểu mẫu đăng ký - THCS Thanh Văn.docx', bytes: makeFormDocx(campaign, thanhVan) },
      ],
    },
    ...duplicate,
  },
  {
    slug: 'my-hung-nguoi-thu-hai',
    about: 'The same form from another person of the unit, saved as another kind of file.',
    mail: {
      at: '2022-02-11 10:25:00',
      from: { name: 'Lê Văn Bình', address: 'vidu.binhle.myhung@gmail.com' },
      subject: 'Biểu đăng ký Dân vận khéo xã Mỹ Hưng',
      text: cover('Đảng ủy xã Mỹ Hưng'),
      attachments: [{ name: 'DVK Mỹ Hưng.docx', bytes: makeFormDocx(campaign, myHung, { runLength: 7 }) }],
    },
    ...duplicate,
  },
  {
    slug: 'thpt-nguyen-du-ban-khac',
    about: 'Another form of a unit that has one; nothing says which is meant.',
    mail: {
      at: '2022-02-14 14:10:00',
      from: { name: 'Đoàn trường Nguyễn Du', address: 'vidu.doantruongnguyendu@gmail.com' },
      subject: 'Biểu đăng ký THPT Nguyễn Du',
      text: cover('Trường THPT Nguyễn Du'),
      attachments: [
        {
          name: 'DVK Nguyen Du.xlsx',
          bytes: await makeFormXlsx(campaign, {
            ...nguyenDu,
            collectives: [row('Đoàn trường THPT Nguyễn Du', { 'culture-society': 'Áo ấm cho em vùng cao' })],
          }),
        },
      ],
    },
    ...review('second-submission'),
  },
  {
    slug: 'thcs-thanh-van-dinh-chinh',
    about: 'A correction: its words say so, and it comes from who sent the first one, which it replaces.',
    mail: {
      at: '2022-02-14 08:40:00',
      from: { name: 'THCS Thanh Văn', address: 'vidu.c2thanhvan@hanoiedu.vn' },
      subject: 'Đính chính biểu đăng ký mô hình Dân vận khéo',
      text: [
        'Kính gửi Ban Dân vận Huyện ủy.',
        'Trường THCS Thanh Văn xin gửi lại biểu mẫu, thay thế bản đã gửi ngày 09/02.',
        'Trân trọng.',
      ].join('\n'),
      attachments: [
        {
          name: 'Biểu mẫu đăng ký - THCS Thanh Văn (đính chính).docx',
          bytes: makeFormDocx(campaign, corrected),
        },
      ],
    },
    ...registered(saidBy(campaign, 'truong-thcs-thanh-van', corrected)),
  },
]

const corrected: FilledForm = {
  ...thanhVan,
  date: '2022-02-14',
  collectives: [
    row(
      'Công đoàn trường THCS Thanh Văn',
      { 'culture-society': 'Lớp học thân thiện, thầy cô gương mẫu' },
      'Duy trì từ năm 2021',
    ),
    row('Chi bộ trường THCS Thanh Văn', {
      'political-system': 'Mỗi đảng viên giúp đỡ hai học sinh khó khăn',
    }),
  ],
}
