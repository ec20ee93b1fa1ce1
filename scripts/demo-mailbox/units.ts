/** Forms that more than one mail carries, and a short way to write others. */
import type { FilledForm } from '../forms/form.ts'

/** Sent again by others: see `doubtful.ts`. */
export const thanhVan: FilledForm = {
  unit: 'Trường THCS Thanh Văn',
  date: '2022-02-09',
  signer: 'Nguyễn Thị Hoa',
  signerTitle: 'HIỆU TRƯỞNG',
  collectives: [
    {
      name: 'Công đoàn trường THCS Thanh Văn',
      models: { 'culture-society': 'Lớp học thân thiện, thầy cô gương mẫu' },
      note: 'Duy trì từ năm 2021',
    },
    {
      name: 'Chi bộ trường THCS Thanh Văn',
      models: { 'political-system': 'Mỗi đảng viên giúp đỡ một học sinh' },
    },
  ],
  individuals: [{ name: 'Cô giáo Trần Thị Lan', models: { 'culture-society': 'Tủ sách tình thương' } }],
}
export const myHung: FilledForm = {
  unit: 'Đảng ủy xã Mỹ Hưng',
  date: '2022-02-10',
  signer: 'Lê Văn Bình',
  signerTitle: 'BÍ THƯ',
  collectives: [
    {
      name: 'Hội Nông dân xã Mỹ Hưng',
      models: {
        economy: 'Liên kết trồng rau an toàn',
        'culture-society': 'Cánh đồng không vỏ bao thuốc bảo vệ thực vật',
      },
      note: 'Hai mô hình',
    },
    { name: 'Chi bộ thôn Quảng Minh', models: { 'security-defence': 'Tổ liên gia phòng cháy' } },
  ],
  individuals: [
    {
      name: 'Nguyễn Văn Dũng - Trưởng thôn',
      models: { 'culture-society': 'Vận động nhân dân hiến đất mở đường' },
    },
  ],
}
export const nguyenDu: FilledForm = {
  unit: 'Trường THPT Nguyễn Du',
  date: '2022-02-11',
  signer: 'Phạm Văn Minh',
  signerTitle: 'HIỆU TRƯỞNG',
  collectives: [
    { name: 'Đoàn trường THPT Nguyễn Du', models: { 'security-defence': 'Cổng trường an toàn giao thông' } },
  ],
}

/** One short form: a collective with one model, a person with another. */
export const short = (
  unit: string,
  [name, sector, model]: readonly [string, string, string],
  more: Partial<FilledForm> = {},
): FilledForm => ({
  unit,
  date: '2022-02-11',
  collectives: [{ name, models: { [sector]: model } }],
  ...more,
})
