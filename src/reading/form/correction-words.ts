/**
 * Words by which a unit says that what it sends takes the place of what it sent before, or comes on top of it: in a mail's
 * subject, in its own text, in the heading of a form; never in the cells of a table. What follows from them is for
 * `validation/` to say. A clause that only offers, asks, refuses or announces says neither.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { foldBare } from '../../text/fold.ts'

/** `gửi lại`, `thay thế`, `đính chính`, `bản chính thức`, and what people write for them, folded. */
const replacing =
  /\b(?:gui lai|nop lai|(?:xin |de )?thay (?:the|cho)|dinh chinh|(?:ban|bieu|file|tep)(?: \p{L}+){0,3} chinh thuc|(?:ban|bieu|file|tep)(?: \p{L}+){0,3} (?:da )?(?:chinh sua|sua lai|sua doi|da sua)|(?:huy|bo|thu hoi)(?: \p{L}+){0,2} (?:ban|bieu|file|tep|mail|thu)(?: \p{L}+){0,3} (?:truoc|cu|hom qua|da gui)|lay ban nay|dung ban nay)\b/u
const adding = /\b(?:bo sung|gui them|dang ky them|nop them)\b/u
/** `nếu cần gửi lại`, `sẽ gửi bản chính thức`, `không thay thế bản trước`, `đề nghị Ban gửi lại mẫu`. */
const isNoAct =
  /\b(?:neu|truong hop|khi nao|co gi|se|sap|dang(?! ky)|hen|hom sau|ngay mai|khong|chua|chang|dung(?! ban nay)|khoi|co can|co phai|duoc khong)\b/u
const asksForIt =
  /\b(?:de nghi|yeu cau|nho|mong|nhac|phai)(?: \p{L}+){0,8} (?:gui|nop) lai\b|\b(?:gui|nop) lai (?:cho )?(?:em|toi|chung toi|truong|xa|don vi)\b(?! (?:gui|nop|xin))/u

/** What the text says, and in which words; undefined where it says nothing of the kind. */
export const findCorrection = (
  text: string,
): { readonly kind: 'replaces' | 'adds'; readonly text: string } | undefined => {
  for (const clause of clausesOf(text)) {
    const bare = foldBare(clause)
    if (isNoAct.test(bare) || asksForIt.test(bare)) continue
    if (adding.test(bare)) return { kind: 'adds', text: clause }
    if (replacing.test(bare)) return { kind: 'replaces', text: clause }
  }
  return undefined
}

const clausesOf = (text: string): string[] =>
  text
    .split(/[.;!?\r\n]+/u)
    .map(clause => clause.trim())
    .filter(clause => clause !== '')

/** `(Bản thay thế)`, `BIỂU ĐÍNH CHÍNH LẦN 2`: a line of a form's heading that says that, and nothing else. */
export const isCorrectionMark = (text: string): boolean =>
  /^(?:(?:ban|bieu|bieu mau|mau|phieu|dang ky) )*(?:gui lai|thay the|dinh chinh|chinh thuc|da chinh sua|sua doi)(?: (?:cho|lan|ban|bieu|mau|dang ky|truoc|cu|da|gui|ngay|\d+))*$/.test(
    foldBare(text),
  )

/** At most one of each kind. @param texts what the sender wrote, line by line */
export const correctionFindings = (texts: readonly string[]): Finding[] => {
  const said = texts.flatMap(text => findCorrection(text) ?? [])
  return (['replaces', 'adds'] as const).flatMap(kind => {
    const one = said.find(found => found.kind === kind)
    return one ? [finding(kind === 'adds' ? 'says-addition' : 'says-replacement', { text: one.text })] : []
  })
}
