/** Mails that are registered: several files, containers, forwarded mails, the last day and after. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeFormDocx, makeTextDocx } from '../forms/form-docx.ts'
import { makeFormXlsx } from '../forms/form-xlsx.ts'
import { zipped } from '../forms/zip.ts'
import { type Case, registered, saidBy } from './case.ts'
import { logo, scan } from './files.ts'
import { multipart, writeMail } from './mail.ts'
import { nguyenDu, short } from './units.ts'
import { cover, planLines } from './words.ts'

export const mailCases = async (campaign: Campaign): Promise<Case[]> => {
  const docx = (form: FilledForm, style = {}): Uint8Array => makeFormDocx(campaign, form, style)
  const said = (unit: string, form: FilledForm) => saidBy(campaign, unit, form)
  const cases: Case[] = []

  const thuyXa = short('Trường MN Thanh Thuỳ', [
    'Trường Mầm non Thanh Thuỳ',
    'culture-society',
    'Mỗi ngày đến trường là một ngày vui',
  ])
  cases.push({
    slug: 'mn-thanh-thuy',
    about: 'The other tone-mark style (Thuỳ), "MN" for "Mầm non"; a logo in the signature is no form.',
    mail: {
      at: '2022-02-11 11:15:00',
      from: { name: 'MN Thanh Thùy', address: 'vidu.mnthanhthuy@hanoiedu.vn' },
      subject: 'Trường MN Thanh Thuỳ gửi biểu mẫu',
      text: cover('Trường MN Thanh Thuỳ'),
      html: '<p>Kính gửi Ban Dân vận Huyện ủy.</p><p>Trân trọng!</p><p><img src="cid:logo.sample"></p>',
      attachments: [
        { name: 'image001.png', bytes: logo(), contentId: 'logo.sample' },
        { name: 'Bieu mau MN.docx', bytes: docx(thuyXa) },
      ],
    },
    ...registered(said('truong-mam-non-thanh-thuy', thuyXa), ['signature-picture']),
  })

  const taiNguyen = short('Phòng Tài nguyên và Môi trường', [
    'Tổ công tác giải phóng mặt bằng',
    'economy',
    'Đối thoại trước khi thu hồi đất',
  ])
  cases.push({
    slug: 'phong-tnmt',
    about: 'Two files: the form, and a plan that is no form.',
    mail: {
      at: '2022-02-11 14:00:00',
      from: { name: 'Phòng TN&MT', address: 'vidu.phongtnmt@hanoi.gov.vn' },
      subject: 'Phòng TN&MT: biểu đăng ký và kế hoạch công tác',
      text: cover('Phòng Tài nguyên và Môi trường'),
      attachments: [
        { name: 'Ke hoach cong tac.docx', bytes: makeTextDocx(planLines) },
        { name: 'Bieu dang ky.docx', bytes: docx(taiNguyen) },
      ],
    },
    ...registered(said('phong-tai-nguyen-va-moi-truong', taiNguyen), ['no-form-words']),
  })

  const mnCaoDuong = short('Trường Mầm non Cao Dương', [
    'Tổ mẫu giáo trường Mầm non Cao Dương',
    'culture-society',
    'Góc thư viện của bé',
  ])
  const thCaoDuong = short('Trường Tiểu học Cao Dương', [
    'Công đoàn trường Tiểu học Cao Dương',
    'culture-society',
    'Đón trẻ bằng nụ cười',
  ])
  cases.push({
    slug: 'hai-truong-cao-duong',
    about: 'A commune sends the forms of two of its schools in one mail.',
    mail: {
      at: '2022-02-11 15:20:00',
      from: { name: 'Văn thư xã Cao Dương', address: 'vidu.vanthu_caoduong@hanoi.gov.vn' },
      subject: 'Xã Cao Dương gửi biểu đăng ký của các trường',
      text: 'Kính gửi Ban Dân vận Huyện ủy.\nXã Cao Dương gửi biểu mẫu của hai trường trên địa bàn xã.\nTrân trọng.',
      attachments: [
        { name: 'MN Cao Duong.docx', bytes: docx(mnCaoDuong) },
        { name: 'TH Cao Duong.xlsx', bytes: await makeFormXlsx(campaign, thCaoDuong) },
      ],
    },
    ...registered([
      ...said('truong-mam-non-cao-duong', mnCaoDuong),
      ...said('truong-tieu-hoc-cao-duong', thCaoDuong),
    ]),
  })

  const vienKiemSat = short('Viện Kiểm sát nhân dân huyện', [
    'Chi bộ Viện Kiểm sát nhân dân huyện',
    'political-system',
    'Tiếp công dân đúng hẹn, đúng luật',
  ])
  cases.push({
    slug: 'vien-kiem-sat',
    about: 'The form and, beside it, the scan of its stamped paper: kept as the signed copy.',
    mail: {
      at: '2022-02-11 16:05:00',
      from: { name: 'VKSND huyện', address: 'vidu.vksthanhoai@gmail.com' },
      subject: 'VKSND huyện gửi biểu đăng ký',
      text: cover('Viện Kiểm sát nhân dân huyện'),
      attachments: [
        { name: 'VKS.docx', bytes: docx(vienKiemSat) },
        { name: 'VKS ban dau.jpg', bytes: scan() },
      ],
    },
    ...registered(said('vien-kiem-sat-nhan-dan-huyen', vienKiemSat), ['scan-beside-form']),
  })

  cases.push({
    slug: 'thpt-nguyen-du',
    about: 'Clean; another form of the same unit comes later.',
    mail: {
      at: '2022-02-11 16:40:00',
      from: { name: 'THPT Nguyễn Du', address: 'vidu.c3nguyendu@hanoiedu.vn' },
      subject: 'THPT Nguyễn Du đăng ký',
      text: cover('Trường THPT Nguyễn Du'),
      attachments: [{ name: 'Nguyen Du.docx', bytes: docx(nguyenDu) }],
    },
    ...registered(said('truong-thpt-nguyen-du', nguyenDu)),
  })

  const kimBai = short('Trường THCS Kim Bài', [
    'Tổ Khoa học tự nhiên',
    'culture-society',
    'Phòng thí nghiệm mở',
  ])
  cases.push({
    slug: 'thcs-kim-bai-zip',
    about: 'The form in a .zip.',
    mail: {
      at: '2022-02-12 09:10:00',
      from: { name: 'THCS Kim Bài', address: 'vidu.c2kimbai@hanoiedu.vn' },
      subject: 'THCS Kim Bài gửi biểu mẫu',
      text: cover('Trường THCS Kim Bài'),
      attachments: [{ name: 'Kim Bai.zip', bytes: zipped({ 'Kim Bai.docx': docx(kimBai) }) }],
    },
    ...registered(said('truong-thcs-kim-bai', kimBai)),
  })

  const thanhMai = short('Trường THCS Thanh Mai', [
    'Đội thiếu niên trường THCS Thanh Mai',
    'culture-society',
    'Kế hoạch nhỏ, việc nghĩa lớn',
  ])
  const inner = {
    at: '2022-02-11 17:00:00',
    from: { name: 'THCS Thanh Mai', address: 'vidu.c2thanhmai@hanoiedu.vn' },
    subject: 'THCS Thanh Mai gửi biểu mẫu',
    text: cover('Trường THCS Thanh Mai'),
    attachments: [{ name: 'Thanh Mai.docx', bytes: docx(thanhMai) }],
  }
  const forwarded = multipart('mixed', 'forward', [
    { type: 'text/plain; charset=utf-8', encoding: '8bit', body: 'Chuyển Ban Dân vận Huyện ủy.' },
    { type: 'message/rfc822', body: Buffer.from(writeMail('forwarded', inner)).toString('utf8') },
  ])
  cases.push({
    slug: 'chuyen-tiep-thcs-thanh-mai',
    about: 'A mail forwarded as an attachment (message/rfc822), the form in the inner one.',
    mail: {
      at: '2022-02-12 10:00:00',
      from: { name: 'Văn thư xã Thanh Mai', address: 'vidu.vanthu_thanhmai@hanoi.gov.vn' },
      subject: 'FW: THCS Thanh Mai gửi biểu mẫu',
      raw: { type: forwarded.type, body: forwarded.body },
    },
    ...registered(said('truong-thcs-thanh-mai', thanhMai)),
  })

  const baoHiem = short('Bảo hiểm xã hội huyện', [
    'Bộ phận Tiếp nhận hồ sơ',
    'culture-society',
    'Bảo hiểm đến từng nhà',
  ])
  cases.push({
    slug: 'bao-hiem-xa-hoi',
    about: 'In the last minute of the last day: in time.',
    mail: {
      at: '2022-02-14 23:59:30',
      from: { name: 'BHXH huyện', address: 'vidu.bhxhthanhoai@gmail.com' },
      subject: 'BHXH huyện đăng ký',
      text: cover('Bảo hiểm xã hội huyện'),
      attachments: [{ name: 'BHXH.docx', bytes: docx(baoHiem) }],
    },
    ...registered(said('bao-hiem-xa-hoi-huyen', baoHiem)),
  })

  const chuThapDo = short('Hội Chữ thập đỏ huyện', [
    'Hội Chữ thập đỏ xã Cự Khê',
    'culture-society',
    'Tủ thuốc nhân ái',
  ])
  cases.push({
    slug: 'hoi-chu-thap-do',
    about: 'On the due day itself, after the last moment in time.',
    mail: {
      at: '2022-02-15 08:05:00',
      from: { name: 'Hội Chữ thập đỏ', address: 'vidu.ctdthanhoai@gmail.com' },
      subject: 'Hội Chữ thập đỏ gửi biểu đăng ký',
      text: cover('Hội Chữ thập đỏ huyện'),
      attachments: [{ name: 'CTD.docx', bytes: docx(chuThapDo) }],
    },
    ...registered(said('hoi-chu-thap-do-huyen', chuThapDo), ['on-due-day']),
  })

  const khoBac = short('Kho bạc Nhà nước huyện', [
    'Tổ kế toán Kho bạc Nhà nước huyện',
    'economy',
    'Giao dịch không chờ đợi',
  ])
  cases.push({
    slug: 'kho-bac',
    about: 'Late.',
    mail: {
      at: '2022-02-16 10:30:00',
      from: { name: 'Kho bạc Nhà nước', address: 'vidu.kbnnthanhoai@gmail.com' },
      subject: 'Kho bạc Nhà nước huyện đăng ký',
      text: cover('Kho bạc Nhà nước huyện'),
      attachments: [{ name: 'Kho bac.xlsx', bytes: await makeFormXlsx(campaign, khoBac) }],
    },
    ...registered(said('kho-bac-nha-nuoc-huyen', khoBac), ['late']),
  })
  return cases
}
