/**
 * The clerk's own workbooks point into the tệp theo dõi: by its sheets, by the names of its tables, by its columns. This
 * list may only grow: new columns at the right end of a sheet, new sheets at the end of the book.
 */
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { drawTracking } from '../../src/consolidation/draw-tables.ts'
import { makeDistrict } from './district.ts'
import { readBack, valuesOf } from './read-back.ts'
import { at, campaignFolder } from './snapshots.ts'

const shape = `
Đăng ký | DangKy | Mã đăng ký | Đơn vị | Khối đơn vị | Tập thể, cá nhân | Tên tập thể, cá nhân | Lĩnh vực | Mô hình, điển hình | Ghi chú | Nhận lúc | Người gửi | Tiêu đề thư | Tệp | Vị trí trong tệp | Lưu ý | Mã thư | Theo ghi chú | Từ báo cáo gần nhất
Cần xử lý | CanXuLy | TT | Loại | Đơn vị | Lý do, đề nghị | Nội dung đọc được | Lưu ý | Nhận lúc | Người gửi | Tiêu đề thư | Tệp | Mã thư | Để lại, lý do | Từ báo cáo gần nhất
Thư | Thu | Loại | Nhận lúc | Người gửi | Tiêu đề thư | Tệp | Dạng tệp | Kết quả | Đơn vị | Số mô hình | Diễn giải | Thư mục | Mã thư | Liên quan | Bản gốc
Cân đối | CanDoi | Đối tượng | Đã nhận | Đã tổng hợp | Cần xử lý | Trùng | Không phải biểu mẫu | Đang đọc | Cộng | Đối chiếu
Đơn vị | DonVi | TT | Đơn vị | Khối đơn vị | Đầu mối | Tình trạng | Số mô hình | Danh sách | Người liên hệ | Điện thoại | Địa chỉ thư điện tử | Hạn riêng | Bản chờ xử lý | Nhận gần nhất
Thống kê | ThongKe | Khối đơn vị | Đầu mối | Đã nhận | Đang xác minh | Chưa nhận được | Chưa xác nhận, đã nhận | Chưa xác nhận, đang xác minh | Mô hình, điển hình | Mô hình tập thể | Điển hình cá nhân | Kinh tế | Văn hóa-xã hội | An ninh quốc phòng | Xây dựng hệ thống chính trị | Chưa rõ lĩnh vực | Số tập thể | Số cá nhân
Phát sinh | PhatSinh | Loại | Đơn vị | Khối đơn vị | Mã đăng ký | Nội dung | Nhận lúc | Mã thư
Đã thay thế | DaThayThe | Đơn vị | Bản cũ, nhận lúc | Bản cũ, tệp | Bản mới, nhận lúc | Bản mới, tệp | Thay đổi | Căn cứ thay thế | Bản cũ, mã đăng ký | Bản cũ, người gửi | Bản mới, người gửi | Bản cũ, mã thư | Bản mới, mã thư
Quyết định | QuyetDinh | Số | Lúc | Người quyết định | Việc | Về | Trước đó | Nay là | Hiệu lực | Mã thư
`
  .trim()
  .split('\n')
  .map(line => line.split(' | '))

const now = at('2022-02-14', '16:05')

test('sheets, ranges and headings stand where they always stood', async () => {
  const { bytes } = await drawTracking({ ...makeDistrict(), campaignFolder, now })
  const workbook = await readBack(bytes)
  const xml = Buffer.from(unzipSync(bytes)['xl/workbook.xml']!).toString()
  const ranges = [...xml.matchAll(/<definedName name="(\w+)">'([^']+)'!\$A\$1:\$([A-Z]+)\$(\d+)</g)]
  expect(
    workbook.worksheets.map((sheet, index) => [
      sheet.name,
      ranges[index]?.[1],
      ...(valuesOf(sheet)[0] ?? []),
    ]),
  ).toEqual(shape)
  for (const [index, sheet] of workbook.worksheets.entries()) {
    const [, , name, lastColumn, lastRow] = ranges[index]!
    expect(name).toBe(sheet.name)
    expect(sheet.getColumn(lastColumn!).number).toBe(shape[index]!.length - 2)
    // The range ends with its table: what stands below is no row of it.
    expect(sheet.getCell(`A${Number(lastRow) + 2}`).border ?? {}).toEqual({})
  }
})

test('the same ledger gives the same bytes', async () => {
  const draw = async (): Promise<Buffer> =>
    (await drawTracking({ ...makeDistrict(), campaignFolder, now })).bytes
  expect((await draw()).equals(await draw())).toBe(true)
})
