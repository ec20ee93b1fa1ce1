/**
 * Lines that look the same in every campaign: dates, offices that sign, persons, page numbers. What is the campaign's own
 * (titles, labels, furniture) is in `words.ts`.
 */
import { foldBare } from '../../text/fold.ts'
import type { FormWords } from './words.ts'

/** `Thanh Oai, ngày 14 tháng 02 năm 2022`, also with the blanks left in; nothing may follow it, and little may lead it. */
const dateLine =
  /^(?:[^\d:;]{0,40}[,.…\s])?\s*ng[aà]y\s*[\d.…_\s/]*\s*th[aá]ng\s*[\d.…_\s/]*\s*n[aă]m\s*[\d.…_\s]*$/iu
export const isDateLine = (text: string): boolean => dateLine.test(text)

/** `T/M ỦY BAN NHÂN DÂN XÃ …`: the office for which somebody signs. */
export const officeIn = (text: string): string | undefined =>
  /^(?:t\s*\/\s*m|tm|thay mặt)[.:]?\s+(.+)$/iu.exec(text)?.[1]

/** `KT. HIỆU TRƯỞNG`: for whom, or in whose place. */
export const isByOrder = (text: string): boolean => /^(?:kt|tl|tuq|q)\s*[./]\s*\p{L}/iu.test(text)

export const isRecipientsHeading = (text: string): boolean => /^nơi nhận\s*[:./]*$/iu.test(text)
export const isListed = (text: string): boolean => /^[-–+•*]/u.test(text)

/** `Người liên hệ: …, ĐT: …`: whom to call; nothing is registered in it. */
export const isContactLine = (text: string): boolean =>
  /^(?:người liên hệ|người lập(?: biểu)?|cán bộ phụ trách|người phụ trách|liên hệ|số điện thoại|điện thoại|đt|sđt|e-?mail|địa chỉ|fax|website)\s*[:.]/iu.test(
    text,
  ) && !/mô hình|điển hình|đăng ký/iu.test(text)

/** `Số: 12/ĐK-THKT`, `Số 05-BC/ĐU`, `Số: …/BC`: a document's own number. */
export const isReferenceNumber = (text: string): boolean =>
  text.split(' ').length <= 4 &&
  (/^s[oố]\s*:/iu.test(text) || /^s[oố]\s*[\d.…_]*\s*[-–/]\s*[\p{L}\d][\p{L}\d&/.–-]*$/iu.test(text))

/** `Tổng số: 02 mô hình tập thể, 01 điển hình cá nhân.`: how many there are, none by its name. */
export const isSum = (text: string): boolean =>
  /^(?:tong so|tong cong|cong|tong) (?:(?:\d{1,3}|mo hinh|dien hinh|tap the|ca nhan|dang ky|va|gom|co|trong do) ?)+$/.test(
    foldBare(text),
  )

/** `Trên đây là … của trường …./.`, `Kính đề nghị Ban … tổng hợp.`: one sentence that only hands the form over. */
export const isClosingSentence = (text: string): boolean =>
  !/[.;!?]\s+\p{L}/u.test(text) &&
  (/^(?:trên đây là|(?:xin )?trân trọng(?: kính gửi| cảm ơn| báo cáo|[\s.,!/]*$))/iu.test(text) ||
    /^(?:kính )?(?:đề nghị|mong|trình)(?:\s[\p{L},]+){2,20}\s(?:tổng hợp|xem xét|ghi nhận|công nhận)[\s.,!/]*$/iu.test(
      text,
    ))

/** `XÁC NHẬN CỦA ĐẢNG ỦY`: whoever else signs. */
export const isConfirmation = (text: string): boolean =>
  /^(?:ý kiến,?\s+)?xác nhận(?:\s+của)?(?:\s|$)/iu.test(text) &&
  text.split(' ').length <= 9 &&
  !text.includes(':')

/** `1`, `Trang 1/2`: meant only in a page's header or footer. */
export const isPageNumber = (text: string): boolean =>
  /^(?:trang\s*)?\d{1,3}(?:\s*(?:\/|trên)\s*\d{1,3})?$/iu.test(text)

/** Two to six words, each with a capital letter: the name under a signature. */
const personName = /^\p{Lu}[\p{L}'.]*(?:\s+\p{Lu}[\p{L}'.]*){1,5}$/u
export const isPersonName = (text: string): boolean =>
  personName.test(
    text.replace(/^(?:đ\/c|đồng chí|ông|bà|thầy|cô|ths|ts|bs|pgs|gs)(?:\.\s*|\s+)(?=\p{Lu})/iu, ''),
  )

const surnames = new Set(
  `nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan luong truong trinh
  mai cao lam ta phung ha chu luu thai to kieu quach la tong`.split(/\s+/),
)

/** Names of persons as rows of a form write them: `Đ/c …`, `Cô giáo …`, `Nguyễn Thị Hoa - Trưởng thôn`. */
export const looksLikePerson = (text: string): boolean => {
  if (/^(?:đ\/c|đ\.c|đc|đồng chí|ông|bà|thầy|thầy giáo|cô giáo|cô|anh|chị|em)[\s.:]/iu.test(text)) return true
  const [head = ''] = text.split(/\s*[-–—,(:/]\s*/u)
  const words = head.trim().split(' ')
  return (
    words.length >= 3 &&
    words.length <= 5 &&
    words.every(word => /^\p{Lu}[\p{L}']*$/u.test(word)) &&
    surnames.has(foldBare(words[0]!))
  )
}

/** A row of nothing but what ends a form: date, titles, stamp, signer, recipients. `lines` are those of the whole row. */
export const isClosingRow = (lines: readonly string[], words: FormWords): boolean => {
  const recipients = lines.some(isRecipientsHeading)
  const closes = (line: string): boolean =>
    words.isSignatureTitle(line) ||
    words.isStamp(line) ||
    isDateLine(line) ||
    officeIn(line) !== undefined ||
    isByOrder(line) ||
    isConfirmation(line) ||
    isRecipientsHeading(line)
  return (
    lines.some(closes) &&
    lines.every(
      line => closes(line) || isPersonName(line) || words.isFurniture(line) || (recipients && isListed(line)),
    )
  )
}
