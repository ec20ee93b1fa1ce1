/**
 * Words of a mail that take back or change what the form beside says, or that send it only to be looked at: the form is
 * then not what its unit registers. All folded by `foldBare`. Offers (`nếu sai, đề nghị …`) and reports of what is done
 * already (`đã sửa`) change nothing.
 */

/** Does this line, of a mail with a form, ask for something else than the form says? */
export const changesForm = (bare: string): boolean =>
  (withdraws.test(bare) && !isReplaced.test(bare)) ||
  isNotIt.test(bare) ||
  isDraft(bare) ||
  (!isDone.test(bare) &&
    (replaces.test(bare) ||
      movesSector.test(bare) ||
      correctsHere.test(bare) ||
      ((asksForChange.test(bare) || doItForMe.test(bare)) && !isOffer.test(bare))))

const asksForChange =
  /\b(?:de nghi|xin|nho|mong|kinh mong)(?: \p{L}+){0,6} (?:sua|chinh sua|dieu chinh|doi ten|bo (?:mo hinh|dong|ten|noi dung))\b/u
/** `chị sửa giúp em`: somebody else is to change it. */
const doItForMe =
  /\b(?:sua|chinh|doi|xoa|gach)(?: lai)?(?: ten)? (?:giup|ho|thanh)\b|\b(?:sua|doi)(?: \p{L}+){1,4} thanh(?! (?:oai|cong|tich|nien|pho|vien))\b|\b(?:bo|xoa|gach|sua|doi) (?:dong|mo hinh|ten|ca nhan|tap the|muc|noi dung|co|thay|ong|ba|d c)\b(?: \p{L}+){0,6} (?:giup|ho|di|nhe|voi)\b/u
/** `nếu chưa đúng …`, `… để nhà trường chỉnh sửa`; `nếu được` asks all the same. */
const isOffer =
  /\b(?:neu(?! (?:duoc|con kip|co the)\b)|co gi|con gi|cho nao|truong hop)\b|\bde (?:nha )?(?:truong|don vi|xa|em|toi|chung toi)(?: \p{L}+){0,3} (?:chinh sua|sua|dieu chinh|bo sung)\b/u
/** The file has it right already: what was wrong stood in an earlier one. */
const isDone =
  /\bda (?:sua|chinh|dieu chinh|doi|xep|thay)\b|\bda chuyen(?: \p{L}+){0,6} (?:cot|linh vuc|muc)\b|\bgui (?:lai|truoc)\b|\bdinh chinh\b|\b(?:ban|bieu|file|tep|thu|mail|lan) (?:truoc|cu|da gui)\b/u

/** `xin rút đăng ký của …`, `không đăng ký nữa`, `hủy bản đăng ký`: less is registered than the form says. */
const withdraws =
  /\b(?:rut|huy|huy bo|loai)(?: \p{L}+){0,3} (?:dang ky|mo hinh|dien hinh|ten|ca nhan|tap the)\b|\b(?:khong|thoi|chua) (?:tham gia )?dang ky (?:nua|cho|ca nhan|tap the|mo hinh (?:thu|so|\d))\b|\b(?:tam thoi|tam|van) chua dang ky\b|\bkhong (?:thuc hien|tham gia|duy tri|lam) nua\b/u

/** `hủy bản gửi hôm qua, lấy bản này thay thế`: the form beside is the one that counts. */
const isReplaced = /\b(?:lay|dung) ban nay\b|\bthay the\b/

/** `biểu này không phải của trường em`, `đừng lấy biểu này`; `sử dụng, tổng hợp` folds to the same syllable. */
const isNotIt =
  /\bkhong phai (?:la )?(?:cua|(?:bieu|ban) (?:dang ky|chinh thuc|cua))\b|(?<!\bsu )\b(?:dung|khoan) (?:tong hop|su dung|dua vao)\b|\b(?:khong|chua) (?:su dung|dua vao)\b|\b(?:dung|khoan|khong|chua) lay (?:bieu|ban|file|mau|tep)\b/

/** `thay cô Hằng bằng cô Hoa`; one file put in another's place is what every correction says. */
const replaces =
  /\bthay(?: the| cho)* (?:ten|co|thay|ong|ba|d c|dong chi|mo hinh|ca nhan|tap the|chi)\b(?:(?! (?:gui|lam|ghi|nop|lap|soan|dien|dang) ) \p{L}+){0,8} bang\b/u

/** `mô hình của Công đoàn chuyển sang lĩnh vực …` */
const movesSector =
  /\b(?:chuyen|doi|xep|dua)(?: \p{L}+){0,6} (?:sang|qua|vao|thanh|ve) (?:linh vuc|cot|muc)\b/u

/** `ghi nhầm tên, đúng là …`, `ghi nhầm cột, … thuộc lĩnh vực …`: the form beside has it wrong still. */
const correctsHere =
  /\b(?:ghi|viet|danh|go|dien|xep) (?:nham|sai|lon|thieu)\b.*\b(?:day du la|dung (?:la|phai la|ra)|phai la|thuoc linh vuc)\b|\bghi nham (?:ten )?(?:don vi|truong)\b|\bten dung\b.* la\b|\bdung (?:la|phai la)\b.*\bkhong phai\b/

/** Sent for an opinion; the form to register comes later. */
const isDraft = (bare: string): boolean =>
  /\b(?:xem truoc|xem mau|(?<!da )tham khao|ban nhap|file nhap|chua chinh thuc)\b/.test(bare) ||
  /\b(?:se|sau)\b.*\bgui (?:lai )?(?:ban|bieu) chinh thuc\b(?!.*\b(?:dau|scan|giay)\b)/.test(bare) ||
  (/\b(?:la|gui|kem)(?: \p{L}+){0,3} du thao\b/u.test(bare) && !/\bthay\b/.test(bare))
