/** Words that several mails share: cover notes, a plan, the head of the letter. Written for the sample. */
import type { Line } from '../forms/form.ts'

/** What a unit's clerk writes above an attachment. */
export const cover = (unit: string): string =>
  `Kính gửi Ban Dân vận Huyện ủy.\n${unit} gửi biểu mẫu theo Công văn số 454-CV/HU.\nTrân trọng.`

const centred = (text: string): Line => ({ text, align: 'center', bold: true })
const said = (text: string): Line => ({ text, align: 'left' })

/** A plan of work: the mailbox holds the Ban's other business too. */
export const planLines: readonly Line[] = [
  centred('KẾ HOẠCH CÔNG TÁC THÁNG 02 NĂM 2022'),
  said('Căn cứ chương trình công tác năm, đơn vị xây dựng kế hoạch công tác tháng như sau:'),
  said('1. Duy trì chế độ trực cơ quan, tiếp công dân theo lịch.'),
  said('2. Tổ chức kiểm tra công tác vệ sinh môi trường sau Tết.'),
  said('3. Hoàn thành báo cáo quý gửi cấp trên trước ngày 25 hằng tháng.'),
  { text: 'TRƯỞNG PHÒNG', align: 'right', bold: true },
]

/** The letter as it is sent back: its own number, then the blank form behind. */
export const letterLines: readonly Line[] = [
  centred('HUYỆN ỦY THANH OAI'),
  said('Số 454-CV/HU'),
  said('Thanh Oai, ngày 09 tháng 02 năm 2022'),
  said('V/v triển khai, đăng ký phong trào thi đua “Dân vận khéo” năm 2022'),
  said('Kính gửi: Các đơn vị trên địa bàn huyện'),
  said(
    'Ban Thường vụ Huyện ủy đề nghị các đơn vị đăng ký mô hình theo mẫu, gửi về Ban Dân vận Huyện ủy trước ngày 15/02/2022 để tổng hợp.',
  ),
]
