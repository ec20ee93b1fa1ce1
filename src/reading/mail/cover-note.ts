/**
 * What a mail's words are: courtesies around a form, which are a mail's furniture, or words that register, add or change
 * something, which must not pass for that. Words of the form itself are for `form/` to read.
 */
import { foldBare } from '../../text/fold.ts'
import { isByOrder, isDateLine, isPersonName, officeIn } from '../form/lines.ts'
import type { FormWords } from '../form/words.ts'
import { changesForm } from './change-note.ts'

/**
 * Does this line say that something is registered, added or changed beyond the form?
 * @param known what the form registers, folded by `foldBare`: who announces it says nothing new
 */
export const saysMore = (text: string, known: readonly string[], words: FormWords): boolean => {
  const bare = foldBare(text)
  if (adds(bare)) return true
  if (changesForm(bare)) return true
  return namedIn(text, words).some(name => !known.some(one => one.includes(name) || name.includes(one)))
}

/** `ngoài biểu, trường đăng ký thêm …`; not what is sent besides, or what was registered already. */
const adds = (bare: string): boolean => {
  if (isFileAdded.test(bare) || /\bso voi (?:ban|bieu|lan|file)\b/.test(bare)) return false
  const rest = bare.replace(besides, ' ')
  return (
    /\b(?:bo sung|them|ngoai ra|ngoai (?:bieu|bang|ban|noi dung|cac|so|danh sach)|con co)\b/.test(rest) &&
    /\b(?:mo hinh|dien hinh|tap the|ca nhan|dang ky|linh vuc|vao (?:bieu|ban))\b/.test(
      rest.replace(besides, ' '),
    )
  )
}

/** What is no registration though it has its words: the form, what was done already, how to do it. */
const besides =
  /\b(?:bieu|ban|file|tep|mau)(?: mau)? dang ky\b|\bda dang ky\b|\bcac mo hinh (?:tren|nay|do|sau khi|cua truong|cua don vi)\b|\bdanh sach(?: cac)? (?:mo hinh|dien hinh)(?: (?:cua )?huyen\b|$)|\b(?:huong dan|gop y|chi dao)(?: \p{L}+){0,2} them(?: \p{L}+){0,4} mo hinh\b/gu

/** `gửi bổ sung biểu mẫu`: what comes is in the file, which is read. */
const isFileAdded =
  /\b(?:gui|nop|kem)(?: \p{L}+){0,2} (?:(?:bo sung|them)(?: \p{L}+){0,2} (?:bieu|ban|file|tep|ho so|van ban|danh sach)\b|(?:bieu|ban|file|tep)(?: (?:mau|dang ky))* bo sung$)/u

/** What stands behind `mô hình` or `đăng ký` in a mere announcement, folded. */
const announced = new Set(
  `mo dien dang cac nhung tap ca thi theo nhu nam dan voi ve cua kem tham gui thuc xay bieu mau va noi danh den tren duoi
  nay do sau truoc trong thuoc cho tai de la duoc da cap tien phong toan o gom nhu moi xin chuyen qua bang file tep 2022
  tu cap huyen phu hop ngay so chung nguoi ben duoc dvk dv`.split(/\s+/),
)

/** `đăng ký thành công`, `mô hình hiệu quả của năm 2021`: how it is, not what it is called. */
const isRemark =
  /^(?:(?:thanh cong|chinh thuc|hieu qua|tieu bieu|xuat sac|cu|hay|tot|chung)(?: (?:cua|cho|nam|o|tai|duy tri|trong|va|truoc|da|nhu|theo)\b|$)|(?:nhe|nha|luon|giup|ho|roi|xong|bo sung|day du|muon|som|dung han|qua han)\b|(?:nha truong|don vi|truong (?:em|minh|toi|ta|chung toi))$)/

/** Folded names of what seems to be registered in this line: in quotation marks, behind a sector, behind `mô hình`. */
const namedIn = (text: string, words: FormWords): string[] => {
  const names: string[] = []
  if (/\b(?:mo hinh|dien hinh|dang ky|tap the|ca nhan)\b/.test(foldBare(text)))
    for (const [, name] of text.matchAll(/["“”«]([^"“”»]{4,300})["”»]/gu)) names.push(foldBare(name!))
  const colon = text.indexOf(':')
  const behind = foldBare(text.slice(colon + 1))
  if (
    colon > 0 &&
    words.sectorOf(text.slice(0, colon)) !== undefined &&
    !/^(?:chua|khong)(?: co)?$/.test(behind)
  )
    names.push(behind)
  for (const clause of text.split(/["“”«».;,:!?()]/u)) {
    const bare = foldBare(clause)
      .replace(/ ?\b(?:cu the|chi tiet|day du)\b/g, '')
      .replace(/(?: (?:a|nhe|nha|thoi|luon|voi|do|day))+$/, '')
    for (const found of bare.matchAll(/\b(?:mo hinh|dien hinh|dang ky)\b/g)) {
      const rest = bare.slice(found.index + found[0].length).trim()
      const isSaid = announced.has(rest.split(' ')[0]!) || isRemark.test(rest)
      const isNone = /\b(?:chua|khong) (?:co|xay dung|dang ky)(?: cac| nhung)? $/.test(
        bare.slice(0, found.index),
      )
      if (rest !== '' && !isSaid && !isNone && !/^\d/.test(rest)) names.push(rest)
    }
  }
  return names.filter(name => /[a-z]{2}/.test(name) && !isOfMovement(name) && !isCount(name))
}

/** `dân vận khéo`, as it is written out, and as everybody shortens it. */
export const namesMovement = (folded: string): boolean => /\b(?:dan van kheo|dvk|dv kheo)\b/.test(folded)

const isOfMovement = (name: string): boolean =>
  /^(?:(?:mo hinh|dien hinh|tap the|ca nhan|phong trao|thi dua|dang ky|hoat dong|cong tac|tieu bieu) ?)*(?:dan van kheo|dvk|dv kheo)\b/.test(
    name,
  ) ||
  /^(?:mo hinh|dien hinh|nam 20\d\d|bieu mau|dang ky)(?: (?:mo hinh|dien hinh|dan van kheo|nam 20\d\d))*$/.test(
    name,
  )
/** `02 mô hình tập thể`: how many there are, not which. */
const isCount = (name: string): boolean =>
  /^(?:(?:\d+|mo hinh|dien hinh|tap the|ca nhan|va|co|gom|tong so|tong cong|dang ky) ?)+$/.test(name)

/** `- Chi bộ thôn Thượng: …`, `Tên: …`: a line of a list, where letters write sentences. Not how to reach somebody. */
export const looksListed = (text: string): boolean => {
  if (isContact(text)) return false
  if (/^(?:[-–+•*·]|\(?\d{1,2}[.)/]|[a-đ]\))\s*\p{L}/u.test(text)) return text.split(' ').length >= 3
  const colon = text.indexOf(':')
  const behind = colon < 0 ? '' : text.slice(colon + 1).trim()
  return (
    behind.split(' ').length >= 2 &&
    /\p{L}{2}/u.test(behind) &&
    !isNotice.test(foldBare(text.slice(0, colon)))
  )
}

const isContact = (text: string): boolean =>
  /@|https?:|www\.|(?:\d[ .-]?){8,}/iu.test(text) ||
  /^[-–+•*·\s]*(?:đt|sđt|đtdđ|điện thoại|tel|mobile|di động|hotline|fax|email|e-mail|mail|zalo|website|web|facebook|địa chỉ|đ\/c|add|address|chức vụ|người gửi|người lập|cán bộ phụ trách|đơn vị công tác)\s*[:.]/iu.test(
    text,
  )
const isNotice =
  /^(?:v v|ve viec|chu de|tieu de|kinh gui|kinh chuyen|kinh thua|luu y|chu y|ghi chu|p s|tb|nb|disclaimer|note|confidential.*|.*\b(?:nhu sau|sau day|duoi day|kem theo|dinh kem|trich yeu))$/

/** Lines that end a form and say who signed it: they go to the form. */
export const closesForm = (text: string, words: FormWords): boolean =>
  words.isSignatureTitle(text) ||
  words.isStamp(text) ||
  isByOrder(text) ||
  officeIn(text) !== undefined ||
  words.officeBehindTitle(text) !== undefined

/** Kept for the form only behind a line that closes it. */
export const goesWithClosing = (text: string, words: FormWords): boolean =>
  isPersonName(text) || isDateLine(text) || words.isFurniture(text)

/** Where the form itself begins among the words above its table: title, letter, unit, the Party's or the State's name. */
export const opensForm = (text: string, words: FormWords): boolean =>
  words.isTitleLine(text) ||
  words.isFurniture(text) ||
  words.unitIn(text) !== undefined ||
  /^\(?\s*(?:ban hành )?kèm theo (?:công văn|cv)\b/iu.test(text)

/** A letterhead's line, as pasted without its table: capitals, and nothing that a sentence has. */
export const isLetterheadLine = (text: string): boolean =>
  !/\p{L}/u.test(text) ||
  (text === text.toUpperCase() && text.split(' ').length <= 14 && !/[.!?;:]/.test(text))

/** Whom the words speak for: `Trường Mầm non Kim Thư xin gửi …`. '' where nobody is named so. */
export const speakerOf = (text: string): string => {
  for (const clause of text.split(/[,.;:]/u)) {
    const found = /^(.{6,80}?)\s+(?:xin|kính|trân trọng|gửi|đăng ký|báo cáo|nộp|chuyển)(?:\s|$)/iu.exec(
      clause.trim(),
    )
    if (found && looksLikeOffice(found[1]!)) return found[1]!
  }
  return ''
}

/** A name of three words at least: `UBND xã …`. `Bản` is no `Ban`. */
export const looksLikeOffice = (text: string): boolean => {
  const count = text.split(' ').length
  return (
    count >= 3 &&
    count <= 12 &&
    !/^bản\s/iu.test(text) &&
    /^(?:truong|ubnd|uy ban|dang uy|dang bo|chi bo|hoi|phong|ban|trung tam|cong an|mttq|doan|lien doan|chi cuc|thanh tra|toa an|vien|bao hiem|buu dien|kho bac|ngan hang|hat|mn|th|thcs|thpt)\b/.test(
      foldBare(text),
    )
  )
}
