/** Mails that are registered: how the form is laid out, what stands in its cells. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeFormDocx } from '../forms/form-docx.ts'
import { makeFormXlsx } from '../forms/form-xlsx.ts'
import { type Case, registered, saidBy } from './case.ts'
import { myHung, short, thanhVan } from './units.ts'
import { cover } from './words.ts'

export const layoutCases = async (campaign: Campaign): Promise<Case[]> => {
  const docx = (form: FilledForm, style = {}): Uint8Array => makeFormDocx(campaign, form, style)
  const said = (unit: string, form: FilledForm) => saidBy(campaign, unit, form)
  const cases: Case[] = []

  cases.push({
    slug: 'thcs-thanh-van',
    about: 'Clean .docx, file name in RFC 2231.',
    mail: {
      at: '2022-02-09 15:10:00',
      from: { name: 'THCS Thanh Văn', address: 'vidu.c2thanhvan@hanoiedu.vn' },
      subject: 'Đăng ký mô hình Dân vận khéo năm 2022',
      text: cover('Trường THCS Thanh Văn'),
      attachments: [{ name: 'Biểu mẫu đăng ký - THCS Thanh Văn.docx', bytes: docx(thanhVan) }],
    },
    // Replaced by the correction of 14/02.
    ...registered(said('truong-thcs-thanh-van', thanhVan), ['superseded']),
  })

  cases.push({
    slug: 'dang-uy-my-hung',
    about: 'Clean .xlsx; one row with models in two sectors is two registrations, each with the note.',
    mail: {
      at: '2022-02-10 08:05:00',
      from: { address: 'vidu.vanthu_myhung@hanoi.gov.vn' },
      subject: 'Đảng ủy xã Mỹ Hưng gửi biểu đăng ký',
      text: cover('Đảng ủy xã Mỹ Hưng'),
      attachments: [{ name: 'DVK My Hung.xlsx', bytes: await makeFormXlsx(campaign, myHung) }],
    },
    ...registered(said('dang-uy-xa-my-hung', myHung)),
  })

  const danHoa: FilledForm = {
    letterhead: { kind: 'state', parent: 'UBND HUYỆN THANH OAI', unit: 'TRƯỜNG TIỂU HỌC DÂN HÒA' },
    date: '2022-02-10',
    signer: 'Đỗ Thị Hạnh',
    signerTitle: 'HIỆU TRƯỞNG',
    collectives: [
      {
        name: 'Liên đội trường Tiểu học Dân Hòa',
        models: { 'culture-society': 'Giờ ra chơi trải nghiệm' },
      },
    ],
    individuals: [{ name: 'Bà Vũ Thị Thu', models: { economy: 'Vườn rau sạch cho bếp ăn bán trú' } }],
  }
  cases.push({
    slug: 'th-dan-hoa',
    about: 'A State letterhead stands where "Đơn vị:" was.',
    mail: {
      at: '2022-02-10 09:20:00',
      from: { name: 'Tiểu học Dân Hòa', address: 'vidu.c1danhoa@hanoiedu.vn' },
      subject: 'Biểu mẫu đăng ký',
      text: cover('Trường Tiểu học Dân Hòa'),
      attachments: [{ name: 'bieu mau.docx', bytes: docx(danHoa) }],
    },
    ...registered(said('truong-tieu-hoc-dan-hoa', danHoa)),
  })

  const xuanDuong: FilledForm = {
    letterhead: { kind: 'party', parent: 'HUYỆN ỦY THANH OAI', unit: 'ĐẢNG ỦY XÃ XUÂN DƯƠNG' },
    date: '2022-02-10',
    place: 'Xuân Dương',
    signer: 'Nguyễn Văn Thắng',
    signerTitle: 'T/M BAN THƯỜNG VỤ',
    collectives: [
      {
        name: 'Ủy ban MTTQ xã Xuân Dương',
        models: { 'political-system': 'Nghe dân nói, làm cho dân tin' },
      },
      { name: 'Chi bộ thôn Xuyên Dương', models: { economy: 'Chuyển đổi cây trồng trên đất bãi' } },
    ],
  }
  cases.push({
    slug: 'dang-uy-xuan-duong',
    about: 'A Party letterhead with its star.',
    mail: {
      at: '2022-02-10 10:02:00',
      from: { name: 'VP Đảng ủy Xuân Dương', address: 'vidu.danguyxuanduong@gmail.com' },
      subject: 'V/v đăng ký phong trào thi đua Dân vận khéo',
      text: cover('Đảng ủy xã Xuân Dương'),
      attachments: [{ name: 'Đăng ký DVK 2022.docx', bytes: docx(xuanDuong), naming: 'rfc2047' }],
    },
    ...registered(said('dang-uy-xa-xuan-duong', xuanDuong)),
  })

  const nongDan: FilledForm = {
    unit: 'Hội Nông dân huyện',
    date: '2022-02-10',
    collectives: [
      { name: 'Ban Thường vụ Hội Nông dân huyện', models: { economy: 'Tổ hội nghề nghiệp nuôi thủy sản' } },
      { continued: true, models: { economy: 'Vốn vay đến tay hội viên nghèo' } },
      {
        continued: true,
        models: { 'culture-society': 'Thu gom rác thải đồng ruộng' },
        note: 'Nhân rộng năm 2022',
      },
    ],
  }
  cases.push({
    slug: 'hoi-nong-dan',
    about: 'TT and name merged down over three rows.',
    mail: {
      at: '2022-02-10 10:40:00',
      from: { name: 'Hội Nông dân', address: 'vidu.hnd_thanhoai@hanoi.gov.vn' },
      subject: 'Hội Nông dân huyện đăng ký mô hình',
      text: cover('Hội Nông dân huyện'),
      attachments: [{ name: 'HND dang ky.docx', bytes: docx(nongDan) }],
    },
    ...registered(said('hoi-nong-dan-huyen', nongDan)),
  })

  const tamHung = short(
    'Trường Mầm non Tam Hưng',
    ['Tổ nuôi dưỡng trường Mầm non Tam Hưng', 'culture-society', 'Bữa ăn học đường an toàn'],
    {
      individuals: [
        {
          name: 'Cô giáo Nguyễn Thị Huệ',
          models: { 'culture-society': 'Đồ chơi tự làm từ nguyên liệu sẵn có' },
        },
      ],
    },
  )
  cases.push({
    slug: 'mn-tam-hung',
    about: 'Letters and marks apart (NFD), in the file and in its name.',
    mail: {
      at: '2022-02-10 13:45:00',
      from: { name: 'MN Tam Hưng'.normalize('NFD'), address: 'vidu.mntamhung@hanoiedu.vn' },
      subject: 'Trường MN Tam Hưng đăng ký'.normalize('NFD'),
      text: cover('Trường Mầm non Tam Hưng'),
      attachments: [
        {
          name: 'Biểu mẫu MN Tam Hưng.docx'.normalize('NFD'),
          bytes: docx(tamHung, { decomposed: true }),
        },
      ],
    },
    ...registered(said('truong-mam-non-tam-hung', tamHung)),
  })

  const phuNu: FilledForm = {
    unit: 'Hội LHPN huyện',
    date: '2022-02-10',
    twoTables: true,
    collectives: [
      { name: 'Hội LHPN xã Thanh Mai', models: { 'culture-society': 'Đoạn đường nở hoa' } },
      { name: 'Hội LHPN xã Liên Châu', models: { economy: 'Phụ nữ giúp nhau phát triển kinh tế' } },
    ],
    individuals: [
      { name: 'Đ/c Hoàng Thị Nga', models: { 'security-defence': 'Gia đình không có người vi phạm' } },
    ],
  }
  cases.push({
    slug: 'hoi-phu-nu',
    about: 'The two blocks as two tables; the unit by an alias.',
    mail: {
      at: '2022-02-10 14:30:00',
      from: { name: 'Hội Phụ nữ', address: 'vidu.hoiphunuthanhoai@gmail.com' },
      subject: 'Hội LHPN gửi biểu mẫu',
      text: cover('Hội LHPN huyện'),
      attachments: [{ name: 'Hoi LHPN.docx', bytes: docx(phuNu) }],
    },
    ...registered(said('hoi-lien-hiep-phu-nu-huyen', phuNu)),
  })

  const bichHoa: FilledForm = {
    unit: 'Đảng ủy xã Bích Hòa',
    date: '2022-02-10',
    collectives: [
      {
        name: 'Chi bộ thôn Mùi',
        models: {
          economy: ['1. Trồng cây ăn quả theo hướng hữu cơ', '2. Làng nghề sạch, đẹp'],
          'culture-society': ['- Đường làng ngõ xóm sáng, xanh', '- Nhà văn hóa mở cửa mỗi tối'],
        },
      },
      {
        name: 'Ban công tác Mặt trận thôn Thanh Lương',
        models: { 'security-defence': ['Camera an ninh do dân đóng góp', 'Tiếng kẻng bình yên'] },
      },
      {
        name: 'Hội CCB xã Bích Hòa',
        models: { 'political-system': ['Cựu chiến binh gương mẫu,', 'tham gia xây dựng Đảng'] },
      },
    ],
  }
  const bichHoaSaid = (name: string, sector: string, model: string) => ({
    unit: 'dang-uy-xa-bich-hoa',
    section: 'collective' as const,
    name,
    sector,
    model,
    note: '',
  })
  cases.push({
    slug: 'dang-uy-bich-hoa',
    about:
      'Several models in a cell, numbered, bulleted and by paragraph; a comma carries one over two lines.',
    mail: {
      at: '2022-02-10 15:05:00',
      from: { name: 'Đảng ủy Bích Hòa', address: 'vidu.vanthu_bichhoa@hanoi.gov.vn' },
      subject: 'Đăng ký mô hình Dân vận khéo',
      text: cover('Đảng ủy xã Bích Hòa'),
      attachments: [{ name: 'DU Bich Hoa.docx', bytes: docx(bichHoa) }],
    },
    ...registered(
      [
        bichHoaSaid('Chi bộ thôn Mùi', 'economy', 'Trồng cây ăn quả theo hướng hữu cơ'),
        bichHoaSaid('Chi bộ thôn Mùi', 'economy', 'Làng nghề sạch, đẹp'),
        bichHoaSaid('Chi bộ thôn Mùi', 'culture-society', 'Đường làng ngõ xóm sáng, xanh'),
        bichHoaSaid('Chi bộ thôn Mùi', 'culture-society', 'Nhà văn hóa mở cửa mỗi tối'),
        bichHoaSaid(
          'Ban công tác Mặt trận thôn Thanh Lương',
          'security-defence',
          'Camera an ninh do dân đóng góp',
        ),
        bichHoaSaid('Ban công tác Mặt trận thôn Thanh Lương', 'security-defence', 'Tiếng kẻng bình yên'),
        bichHoaSaid(
          'Hội CCB xã Bích Hòa',
          'political-system',
          'Cựu chiến binh gương mẫu, tham gia xây dựng Đảng',
        ),
      ],
      ['split-by-line'],
    ),
  })
  return cases
}
