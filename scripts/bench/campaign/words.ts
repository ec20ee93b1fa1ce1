/** What simulated units write: models by sector, collectives, people, notes. Invented, after the ways of real ones. */

export const models: Readonly<Record<string, readonly string[]>> = {
  economy: [
    'Trồng rau an toàn theo tiêu chuẩn VietGAP',
    'Chuyển đổi cơ cấu cây trồng, vật nuôi trên đất trũng',
    'Giúp nhau phát triển kinh tế gia đình',
    'Liên kết sản xuất và tiêu thụ nông sản',
    'Nuôi cá thương phẩm trong ao đất',
    'Hũ gạo tiết kiệm giúp hội viên nghèo',
    'Tổ tiết kiệm và vay vốn hiệu quả',
    'Vườn mẫu, ao mẫu gắn với du lịch làng nghề',
    'Khôi phục nghề làm nón lá truyền thống',
    'Tổ hợp tác sản xuất tương bần',
    'Cánh đồng một giống, một quy trình',
    'Đồng hành cùng hộ nghèo thoát nghèo bền vững',
  ],
  'culture-society': [
    'Tuyến đường hoa tự quản',
    'Thu gom, phân loại rác thải tại nguồn',
    'Xây dựng trường học xanh - sạch - đẹp - an toàn',
    'Tủ sách tình thương cho học sinh nghèo',
    'Vận động nhân dân hiến đất mở đường làng, ngõ xóm',
    'Thực hiện nếp sống văn minh trong việc cưới, việc tang',
    'Câu lạc bộ dân vũ khỏe mạnh',
    'Gia đình 5 không 3 sạch',
    'Mỗi thầy cô giáo nhận đỡ đầu một học sinh có hoàn cảnh khó khăn',
    'Ngày Chủ nhật xanh',
    'Nói không với rác thải nhựa',
    'Bữa sáng cho em',
    'Khu dân cư không có người sinh con thứ ba',
    'Thư viện mở trong sân trường',
  ],
  'security-defence': [
    'Camera an ninh giám sát ngõ xóm',
    'Tổ liên gia an toàn phòng cháy, chữa cháy',
    'Cổng trường an toàn giao thông',
    'Dòng họ tự quản về an ninh trật tự',
    'Tiếng kẻng an ninh',
    'Vận động thanh niên lên đường nhập ngũ đạt 100% chỉ tiêu',
    'Tổ hòa giải cơ sở hoạt động hiệu quả',
    'Phòng, chống bạo lực học đường',
    'Khu dân cư không có tệ nạn xã hội',
  ],
  'political-system': [
    'Chi bộ 4 tốt',
    'Một cửa thân thiện, đúng hẹn',
    'Nâng cao chất lượng sinh hoạt chi bộ theo chuyên đề',
    'Mỗi đảng viên phụ trách từ 3 đến 5 hộ gia đình',
    'Công sở văn minh, cán bộ gần dân',
    'Tiếp công dân định kỳ tại thôn',
    'Ngày thứ Sáu vì dân',
    'Đảng viên gương mẫu trong chuyển đổi số',
  ],
}

export const schoolCollectives = [
  'Chi bộ nhà trường',
  'Công đoàn nhà trường',
  'Tổ chuyên môn 1',
  'Tổ Khoa học tự nhiên',
  'Đoàn Thanh niên nhà trường',
  'Tổ nuôi dưỡng',
  'Ban đại diện cha mẹ học sinh',
] as const
export const communeCollectives = [
  'Chi bộ thôn Thượng',
  'Chi bộ thôn 3',
  'Hội Nông dân xã',
  'Hội Liên hiệp Phụ nữ xã',
  'Hội Cựu chiến binh xã',
  'Đoàn TNCS Hồ Chí Minh xã',
  'Ban công tác Mặt trận thôn Trung',
  'Ban Chỉ huy Quân sự xã',
  'Công an xã',
] as const
export const officeCollectives = [
  'Chi bộ cơ quan',
  'Công đoàn cơ quan',
  'Bộ phận Một cửa',
  'Tổ nghiệp vụ',
  'Chi đoàn cơ quan',
] as const

export const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Dương'] as const
export const middles = ['Văn', 'Thị', 'Đức', 'Thị Thu', 'Hữu', 'Thị Minh', 'Quang'] as const
export const given = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Hạnh',
  'Hòa',
  'Hương',
  'Lan',
  'Mạnh',
  'Nga',
  'Phúc',
  'Thủy',
] as const
/** Ways to write a person; `{}` is the name. Names stay as written. */
export const personStyles = [
  '{}',
  '{}',
  '{}',
  'Đ/c {}',
  'Cô giáo {}',
  'Thầy giáo {}',
  'Bà {}',
  '{} - Trưởng thôn',
  '{}, Bí thư Chi bộ',
] as const
export const notes = [
  '',
  '',
  '',
  '',
  '',
  'Mới',
  'Duy trì',
  'Nhân rộng',
  'Mô hình mới',
  'Duy trì từ năm 2021',
] as const

export const covers = [
  'Kính gửi Ban Dân vận Huyện ủy.\n{unit} xin gửi biểu đăng ký theo Công văn số 454-CV/HU.\nTrân trọng cảm ơn!',
  'Em gửi biểu mẫu ạ.',
  '{unit} gửi đăng ký mô hình Dân vận khéo năm 2022. Trân trọng./.',
  'Kính gửi: Thường trực Huyện ủy (qua Ban Dân vận).\n{unit} gửi biểu đăng ký kèm theo thư này.\n\n--\nVăn thư {unit}\nĐT: 0243 000 000',
  '',
] as const
