/**
 * The phrases of `correction-words.ts`: how units say, mostly in half a line, that they send again, put one form in the
 * place of another or add to it, and how the same words are used for something else. Data; `test/reading/data/
 * correction-lines.txt` holds the lines that they were found by.
 */
import { anyOf } from './phrase.ts'

/** Not `bản thân`, `biểu diễn`. */
const form =
  '(?:bản(?! (?:thân|quyền|làng|tin|đồ))|biểu(?! (?:tượng|quyết|diễn|dương|hiện|ngữ))|file|tệp|phiếu|form)'
const mail = `(?:${form}|mail|email|thư(?! (?:ký|mời|cảm|viện)))`
/** What may stand between the noun and what is said of it: `biểu mẫu đăng ký mô hình DVK này đã …`. */
const ofForm = '(?: (?:mẫu|đăng ký|đk|dvk|dân vận khéo|mô hình|điển hình|này|mới|đã|được|vừa))*'
const mended = '(?:sửa|sửa lại|sửa đổi|chỉnh sửa|chỉnh lại|điều chỉnh|hiệu chỉnh)'
const send = '(?:gửi|gởi|nộp)'
const ban = '(?:ban|bdv|ban dân vận|huyện ủy|huyện)'
const person = '(?:anh|chị|cô|chú|bác|đồng chí|đ c)'
const we = '(?:em|con|tôi|trường|xã|đơn vị)'
const before = '(?:trước|cũ|hôm qua|hôm trước|sáng nay|đã gửi|vừa gửi|gửi hôm|gửi ngày|gửi nhầm)'
/** `bản trường đã gửi sáng nay`. */
const inBetween = `(?: (?:mẫu|đăng ký|đk|dvk|mà|${we}|của ${we}|đã|vừa|mới|gửi|lúc))*`
const otherPaper = '(?:kế hoạch|báo cáo|công văn|thông báo|quyết định|biên bản|giấy mời|danh sách)'

const sentAgain = [
  'lần|do|vì|để|theo|đúng|thay|như|dvk|đk|đăng ký|nội dung đăng ký|mẫu',
  // Not the earlier form, nor another paper.
  `(?:${form}|bảng)(?! (?:trước|cũ|(?:_ )?${otherPaper}))`,
].join('|')
/** `gửi lại`, with nothing behind it, or the form: not a telephone number, a photo, a report. */
export const sendsAgain = anyOf(
  `${send} lại(?: (?:cho|tới|đến|về|các|quý|${ban}|${person}))*(?:(?: (?:ạ|nhé|nha|luôn|đây))*$| (?:${sentAgain}))`,
)

const behindVersion =
  '(?:dvk|đk|đăng ký|biểu|năm|lần|theo|thay|ạ|nhé|kèm|giúp|của (?!(?:ban|bdv|huyện|phòng) )_)'
export const replaces = anyOf(
  // `thay thế bản đã gửi`, `bản thay thế`, `thay bằng biểu này`; never a person, a model, the blank form
  `thay(?: thế)?(?: cho| bằng)? ${mail}(?! (?:_ ){0,4}năm (?:ngoái|trước|cũ))`,
  `${form}(?: _){0,4} thay thế(?: lần [0-9]+)?$`,
  '^(?:xin |kính gửi |gửi )?thay thế$',
  // `đính chính biểu đăng ký`; not the telephone number
  `đính chính(?: lại)?(?: cho)?(?:$| (?:lần|dvk|đk|đăng ký|nội dung|thông tin đăng ký|tên (?:mô hình|tập thể|cá nhân|đồng chí)|${form}))`,
  `${form}${ofForm} đính chính`,
  // `hủy bản đã gửi`, `bỏ qua mail trước`; `cán bộ`, typed without marks, throws nothing away
  `(?<!(?:cán|đảng|chi|nội|toàn|đồng) )(?:hủy|bỏ|bỏ qua|thu hồi|xóa)(?: (?:các|những))? ${mail}${inBetween} ${before}`,
  `(?:lấy|dùng|sử dụng|tính)(?: theo)? ${form} này(?:$| (?:giúp|giùm|dùm|hộ|nhé|nha|nghen|ạ|thay|thôi|mới))`,
  // `Biểu mẫu đăng ký chính thức`, `gửi Ban bản đã sửa`; not `theo file mẫu đã sửa của Ban`, `bản chính thức lưu tại …`
  `(?:^|(?:^|(?:${send}|chuyển|kèm|đây là)(?: _){0,6} )(?<!(?:theo|từ|trên|vào|với|(?<!đây )là) ))` +
    `${form}${ofForm} (?:${mended}|chính thức)(?:$| ${behindVersion})`,
  `${form}(?: _){0,6} ${mended} lần [0-9]+`,
  `^(?:đã (?:được )?${mended}|sửa|sửa lại)$`,
  `^đã (?:được )?${mended} (?:theo|lần|đúng|lỗi|xong)`,
  '(?:corrected|revised|replacement) (?:form|version|file|registration)',
  '^(?:we are |i am )?resending',
  '(?:form|version|file) (?:replaces|supersedes) (?:the|our|my)',
  '(?:disregard|ignore) (?:the|our|my) (?:previous|earlier|last) (?:form|version|file|mail|email)',
)
/** Takes the place of the other though a `không` stands in it. */
export const leavesOut = anyOf(
  `không (?:lấy|dùng|sử dụng|tính) ${mail}(?! này)(?: _){0,3} (?:gửi )?(?:trước|cũ|hôm qua|hôm trước|sáng nay|đã gửi)`,
)

export const adds = anyOf(
  `bổ sung|(?:${send}|đăng ký|đk|có|cập nhật) thêm`,
  'thêm (?:[0-9]+ )?(?:mô hình|điển hình|cá nhân|tập thể|biểu|bản)',
  'additional (?:form|registration)|supplement(?:ary)?',
)

/** What is only possible or to come: so is all that follows in the same sentence. */
export const isOpen = anyOf(
  'nếu|trường hợp|khi nào|khi có|trước khi|^sau khi|có gì|chờ|đợi|sẽ|sắp|hẹn|if|will|when',
  `^để ${we}`,
  // A unit may be called Thanh Mai.
  `(?:^|(?:ngày|sáng|chiều|tối|để|đến|em|trường|xã) )mai`,
  'chiều nay|tối nay|hôm sau|tuần sau|lát nữa|^(?:chiều|tối|trưa|lát|tí)',
  // `em gửi biểu trước, còn chữ ký em gửi lại`
  `^(?:${we} )?(?:xin )?${send}(?! lại)(?: _){0,4} trước$`,
)

/** Asks for the sending, as for what follows in the same sentence; the Ban is asked to throw a form away, too. */
export const asks = anyOf(
  '(?<!theo )(?:đề nghị|yêu cầu|nhờ|mong|nhắc|hãy|vui lòng|làm ơn)|please',
  `(?:phải|cần|nên|muốn|định) ${send} lại`,
  // `Fw: [Ban Dân vận] gửi lại biểu mẫu`
  '^(?:ban dân vận|bdv)(?: huyện ủy)?$',
)
export const isAskedOfOthers = anyOf(
  // `chị gửi lại giúp em`, `Ban Dân vận gửi lại biểu mẫu`
  `(?:anh|chị|${ban})(?: (?:ơi|có thể|đã|vừa|mới|cũng))* ${send} lại`,
  `${send} lại(?: _){0,5} (?:giúp|hộ|giùm|dùm|cho (?:em|tôi|mình|chúng tôi|trường|xã|đơn vị))`,
  `${send} lại(?: _){0,5} với$`,
  // `các trường gửi lại trước 16h`, `đơn vị nào sai thì gửi lại`
  `(?:các|những) (?:trường|đơn vị|xã|cơ quan)|nào|(?:sai|thiếu|vướng) đâu|gì|^ai|thì ${send} lại`,
  `${send} lại(?: _){0,9} trước (?:ngày|[0-9]+h?)`,
)

/** Denied, to come, past, or of another copy, on paper. */
export const isNoAct = anyOf(
  `không|chưa|chẳng|hỏi|có được|xin cho|đừng|khỏi ${send}|có phải|hay bản|gửi thầy|not|no`,
  // `Đảng ủy`, `đăng ký`, typed without marks
  'đang(?! (?:gửi|ký|ủy|viên|bộ))',
  `${send}(?: _){0,12}(?<!như) sau|rồi(?: _){0,3} ${send} lại`,
  `đã (?:_ ){0,2}${send} lại|^(?:hôm qua|hôm trước|hôm kia|tuần trước|tối qua|chiều qua)`,
  'bưu điện|đường công văn|trực tiếp|bản giấy|bản cứng',
  // `biểu năm 2022 thay cho biểu năm 2021`
  'năm [0-9]{4}(?: _){0,12} năm [0-9]{4}',
)
