/** Mails that are registered: what the file is and how it is named, other fillings of cells. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeFormDocx } from '../forms/form-docx.ts'
import { makeFormXlsx } from '../forms/form-xlsx.ts'
import { type Case, registered, saidBy } from './case.ts'
import { short } from './units.ts'
import { cover } from './words.ts'

export const fileCases = async (campaign: Campaign): Promise<Case[]> => {
  const docx = (form: FilledForm, style = {}): Uint8Array => makeFormDocx(campaign, form, style)
  const said = (unit: string, form: FilledForm) => saidBy(campaign, unit, form)
  const cases: Case[] = []

  const tuPhap = short('Phòng Tư pháp', [
    'Tổ hòa giải liên cơ quan Phòng Tư pháp',
    'political-system',
    'Đưa pháp luật về từng thôn',
  ])
  cases.push({
    slug: 'phong-tu-phap',
    about: 'The file name in RFC 2231 continuations that cut a Vietnamese letter in two.',
    mail: {
      at: '2022-02-10 15:50:00',
      from: { name: 'Phòng Tư pháp', address: 'vidu.phongtuphap@hanoi.gov.vn' },
      subject: 'Phòng Tư pháp đăng ký DVK',
      text: cover('Phòng Tư pháp'),
      attachments: [
        { name: 'Biểu đăng ký Phòng Tư pháp.docx', bytes: docx(tuPhap), naming: 'rfc2231-split' },
      ],
    },
    ...registered(said('phong-tu-phap', tuPhap)),
  })

  const congAn = short(
    'Công an huyện Thanh Oai',
    ['Đội Cảnh sát giao thông', 'security-defence', 'Ngã tư văn minh'],
    {
      individuals: [
        { name: 'Đại úy Trần Văn Hùng', models: { 'security-defence': 'Một phút tuyên truyền' } },
      ],
    },
  )
  cases.push({
    slug: 'cong-an',
    about: 'Sent as application/octet-stream; the name in RFC 2047 words that cut a letter in two.',
    mail: {
      at: '2022-02-10 16:20:00',
      from: { name: 'Công an huyện', address: 'vidu.cahthanhoai@hanoi.gov.vn' },
      subject: 'Công an huyện gửi biểu đăng ký Dân vận khéo',
      text: cover('Công an huyện'),
      attachments: [
        {
          name: 'Đăng ký của Công an huyện.docx',
          bytes: docx(congAn),
          type: 'application/octet-stream',
          naming: 'rfc2047-split',
        },
      ],
    },
    ...registered(said('cong-an-huyen', congAn)),
  })

  const kimThu = short('Trường MN Kim Thư', [
    'Trường Mầm non Kim Thư',
    'culture-society',
    'Trường học xanh cho bé',
  ])
  cases.push({
    slug: 'mn-kim-thu',
    about: 'A .docx that is named .doc, and sent as one.',
    mail: {
      at: '2022-02-11 07:55:00',
      from: { name: 'MN Kim Thư', address: 'vidu.mnkimthu@hanoiedu.vn' },
      subject: '(không có chủ đề)',
      attachments: [{ name: 'DVK MN Kim Thư.doc', bytes: docx(kimThu), type: 'application/msword' }],
    },
    ...registered(said('truong-mam-non-kim-thu', kimThu)),
  })

  const cuuChienBinh: FilledForm = {
    unit: 'Hội Cựu chiến binh huyện',
    date: '2022-02-11',
    collectives: [
      { name: 'Hội CCB xã Cao Viên', models: { 'security-defence': 'Tổ tự quản an ninh trật tự' } },
      { name: 'Hội CCB xã Thanh Cao', models: { 'security-defence': '-nt-' } },
      { name: 'Hội CCB xã Kim An', models: { 'security-defence': 'nt' } },
    ],
  }
  cases.push({
    slug: 'hoi-cuu-chien-binh',
    about: '"nt" stands for the cell above: registered, with a warning.',
    mail: {
      at: '2022-02-11 08:30:00',
      from: { name: 'Hội CCB', address: 'vidu.hoiccb_thanhoai@gmail.com' },
      subject: 'Biểu mẫu Hội CCB',
      text: cover('Hội Cựu chiến binh huyện'),
      attachments: [{ name: 'CCB.docx', bytes: docx(cuuChienBinh) }],
    },
    ...registered(
      ['Hội CCB xã Cao Viên', 'Hội CCB xã Thanh Cao', 'Hội CCB xã Kim An'].map(name => ({
        unit: 'hoi-cuu-chien-binh-huyen',
        section: 'collective' as const,
        name,
        sector: 'security-defence',
        model: 'Tổ tự quản an ninh trật tự',
        note: '',
      })),
      ['ditto-resolved'],
    ),
  })

  const caoVien = short('Trường Tiểu học Cao Viên II', [
    'Chi đoàn trường Tiểu học Cao Viên II',
    'culture-society',
    'Đọc sách cùng con mỗi tuần',
  ])
  cases.push({
    slug: 'th-cao-vien-ii',
    about: 'An .xlsx with rich text, the form at D7, and a sheet of other things before it.',
    mail: {
      at: '2022-02-11 09:00:00',
      from: { name: 'TH Cao Viên II', address: 'vidu.c1caovien2@hanoiedu.vn' },
      subject: 'Trường Tiểu học Cao Viên II gửi đăng ký mô hình',
      text: cover('Trường Tiểu học Cao Viên II'),
      attachments: [
        {
          name: 'Dang ky mo hinh.xlsx',
          bytes: await makeFormXlsx(campaign, caoVien, {
            richText: true,
            offset: { columns: 3, rows: 6 },
            decoy: [
              ['Lớp', 'Sĩ số'],
              ['4A', '38'],
              ['4B', '40'],
            ],
          }),
        },
      ],
    },
    ...registered(said('truong-tieu-hoc-cao-vien-ii', caoVien), ['hidden-passed-over']),
  })

  const quanSu = short('Ban CHQS huyện', [
    'Trung đội dân quân cơ động',
    'security-defence',
    'Dân quân giúp dân ngày mùa',
  ])
  cases.push({
    slug: 'ban-chqs',
    about: 'An .xlsx with an older draft on a hidden sheet: passed over, with a warning.',
    mail: {
      at: '2022-02-11 09:35:00',
      from: { name: 'Ban CHQS huyện', address: 'vidu.chqs_thanhoai@hanoi.gov.vn' },
      subject: 'Ban CHQS huyện đăng ký',
      text: cover('Ban Chỉ huy Quân sự huyện'),
      attachments: [
        {
          name: 'BCHQS.xlsx',
          bytes: await makeFormXlsx(campaign, quanSu, {
            sheet: 'Chính thức',
            hiddenDraft: short('Ban CHQS huyện', ['Đại đội pháo', 'economy', 'Bản nháp, chưa thống nhất']),
          }),
        },
      ],
    },
    ...registered(said('ban-chi-huy-quan-su-huyen', quanSu), ['hidden-passed-over']),
  })

  const yTe: FilledForm = {
    unit: 'Phòng Y tế',
    date: '2022-02-11',
    collectives: [
      {
        name: 'Phòng Y tế',
        models: {
          economy: 'Không',
          'culture-society': 'Tư vấn sức khỏe tại nhà cho người cao tuổi',
          'security-defence': '/',
          'political-system': '-',
        },
      },
    ],
    individuals: [{ name: 'Không', models: { 'culture-society': 'Không' } }],
  }
  cases.push({
    slug: 'phong-y-te',
    about: '"Không", "/" and "-" are empty cells.',
    mail: {
      at: '2022-02-11 10:10:00',
      from: { name: 'Phòng Y tế', address: 'vidu.phongyte@hanoi.gov.vn' },
      subject: 'Phòng Y tế gửi biểu đăng ký',
      text: cover('Phòng Y tế'),
      attachments: [{ name: 'Phong Y te.docx', bytes: docx(yTe) }],
    },
    ...registered([
      {
        unit: 'phong-y-te',
        section: 'collective',
        name: 'Phòng Y tế',
        sector: 'culture-society',
        model: 'Tư vấn sức khỏe tại nhà cho người cao tuổi',
        note: '',
      },
    ]),
  })

  const tanUoc = short('UBND xã Tân Ước', [
    'Bộ phận Một cửa xã Tân Ước',
    'political-system',
    'Trả kết quả tại nhà cho người già yếu',
  ])
  cases.push({
    slug: 'ubnd-tan-uoc',
    about: 'Rows that begin at the second column (w:gridBefore), text in many runs, line breaks.',
    mail: {
      at: '2022-02-11 10:45:00',
      from: { name: 'UBND xã Tân Ước', address: 'vidu.vanthu_tanuoc@hanoi.gov.vn' },
      subject: 'UBND xã Tân Ước đăng ký mô hình',
      text: cover('UBND xã Tân Ước'),
      attachments: [
        {
          name: 'UBND Tân Ước.docx',
          bytes: docx(tanUoc, { gridBefore: true, runLength: 3, lineBreaks: true }),
        },
      ],
    },
    ...registered(said('ubnd-xa-tan-uoc', tanUoc)),
  })
  return cases
}
