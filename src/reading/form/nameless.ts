/**
 * Words in a model's cell that name no model: they point to another paper, or repeat the form's own words. What a tick, a
 * count or "as above" looks like is elsewhere; nothing here decides what a name is.
 */
import { foldBare } from '../../text/fold.ts'
import type { FormWords } from './words.ts'

const paper =
  '(?:ke hoach|danh sach|bieu|phu luc|bao cao|van ban|cong van|de an|noi dung|chi tiet|ban|file|tep)'

const pointing: readonly RegExp[] = [
  new RegExp(
    `^(?:co )?(?:${paper} )*(?:rieng )?(?:kem theo|dinh kem|gui kem|gui sau|bo sung sau)(?: .{0,20})?$`,
  ),
  new RegExp(
    `^(?:nhu|theo|giong|giu nguyen|giu nguyen nhu|tiep tuc nhu|van nhu|xem) (?:o )?(?:nam (?:20\\d\\d|truoc|ngoai)|tren|(?:muc|dong|so|stt) (?:\\d{1,2}|tren)|da dang ky(?: .{0,40})?|dang ky(?: .{0,40})?|${paper}(?: .{0,40})?)$`,
  ),
]

/** `Có kế hoạch kèm theo`, `Như năm 2021`, an address: the name stands in another paper, or in another year's. */
export const pointsElsewhere = (text: string): boolean =>
  /^https?:\/\/\S+$/i.test(text) || pointing.some(one => one.test(foldBare(text)))

const formWords =
  /^(?:(?:mo hinh|dien hinh|dan van kheo|dvk|(?:da )?dang ky|ten|ghi cu the|linh vuc|nam 20\d\d|tap the|ca nhan|(?:(?:dang|se|tiep tuc) )*(?:xay dung|thuc hien|duy tri|trien khai)|\d{1,2})(?: |$))+$/

/** `Đăng ký`, `Mô hình 1`, `Tiếp tục thực hiện`, `Văn hóa-xã hội`: the form's words, and none of the unit's own. */
export const namesNothing = (text: string, words: FormWords): boolean =>
  (!text.includes('(') && words.sectorOf(text) !== undefined) || formWords.test(foldBare(text))
