/**
 * Names of units as they are compared: case, tone-mark style, spaces, punctuation and the usual abbreviations folded.
 * Numbers, letters and levels (I/II, A/B, Tiểu học/THCS, Đảng ủy/UBND) stay: they tell units apart.
 */
import { foldTones } from '../text/fold.ts'

type Pairs = readonly (readonly [string, string])[]
const folded = (pairs: Pairs): Pairs => pairs.map(([from, to]) => [foldTones(from), foldTones(to)])

/** Long and short ways to say the same, wherever they stand as whole words. */
const anywhere = folded([
  ['ủy ban nhân dân', 'ubnd'],
  ['trung học cơ sở', 'thcs'],
  ['trung học phổ thông', 'thpt'],
  ['gd và đt', 'giáo dục và đào tạo'],
  ['gdđt', 'giáo dục và đào tạo'],
  ['gd đt', 'giáo dục và đào tạo'],
  ['tn và mt', 'tài nguyên và môi trường'],
  ['tnmt', 'tài nguyên và môi trường'],
  ['mttq', 'mặt trận tổ quốc'],
  ...['lđtbxh', 'lđ tbxh', 'lđtb và xh', 'lđ tb và xh', 'lđ tb xh'].map(
    written => [written, 'lao động thương binh và xã hội'] as const,
  ),
  ['ksnd', 'kiểm sát nhân dân'],
  ['chqs', 'chỉ huy quân sự'],
  ['ccb', 'cựu chiến binh'],
  ['lhpn', 'liên hiệp phụ nữ'],
])

/** `Tiểu học Cao Viên 1`, `… số 1`: the same number as `I`, which the school's own name has. */
const romans = ['i', 'ii', 'iii', 'iv', 'v'] as const
const numberAtEnd = new RegExp(` (?:${foldTones('số')} )?([1-5])$`, 'u')
const withRoman = (name: string): string =>
  name.replace(numberAtEnd, (_, digit: string) => ` ${romans[Number(digit) - 1]}`)

/** Abbreviations that are clear only where a name begins: TT is a town here, and a centre elsewhere. */
const atStart = folded([
  ['chi bộ trường', 'trường'],
  ['chi bộ thcs', 'thcs'],
  ['chi bộ thpt', 'thpt'],
  ['trường mn', 'trường mầm non'],
  ['trường th', 'trường tiểu học'],
  ['chi bộ mn', 'mầm non'],
  ['mn', 'mầm non'],
  ['th', 'tiểu học'],
  ['đu', 'đảng ủy'],
  // The Party organisation of a commune speaks through its committee: one office, one form.
  ['đảng bộ xã', 'đảng ủy xã'],
  ['đảng bộ thị trấn', 'đảng ủy thị trấn'],
  ['bch đảng bộ xã', 'đảng ủy xã'],
  ['ban chấp hành đảng bộ xã', 'đảng ủy xã'],
  // Both offices of a commune send one form; the Party committee's name comes first.
  ...['đảng ủy ubnd', 'đảng ủy và ubnd', 'đảng ủy hđnd ubnd', 'đảng ủy hđnd và ubnd'].map(
    both => [both, 'đảng ủy'] as const,
  ),
  ['hđnd ubnd xã', 'ubnd xã'],
  ['hđnd và ubnd xã', 'ubnd xã'],
  ...['mầm non', 'tiểu học', 'thcs'].flatMap(kind => [
    [`trường ${kind} xã`, `trường ${kind}`] as const,
    [`${kind} xã`, kind] as const,
  ]),
  ['ubnd tt', 'ubnd thị trấn'],
  ['đảng ủy tt', 'đảng ủy thị trấn'],
  ['đảng bộ tt', 'đảng bộ thị trấn'],
])

const cities = ['thành phố hà nội', 'tp hà nội', 'hà nội'].map(foldTones)

/**
 * `Trường THCS Cao Dương, xã Cao Dương, huyện Thanh Oai`: behind a school's name it only says where it is. Not so behind
 * others: `Hội Nông dân, xã Cao Dương` is not the district's.
 */
const withoutAddress = (name: string): string => {
  if (!/^(?:chi bộ\s+)?(?:trường|mầm non|tiểu học|thcs|thpt|mn|th)\s/iu.test(name.normalize('NFC')))
    return name
  const pieces = name.normalize('NFC').split(/\s*[,–]\s*|\s+-\s+/)
  const isPlace = (piece: string): boolean =>
    /^(?:(?:thôn|xã|thị trấn|huyện|quận|thành phố|tp)[\s.]|hà nội|thanh oai|\.?$)/iu.test(piece)
  const end = pieces.findLastIndex((piece, at) => at === 0 || !isPlace(piece))
  return end < pieces.length - 1 ? pieces.slice(0, end + 1).join(', ') : name
}

/** @returns the forms under which a name is looked up: more than one where the district at its end may be left out */
export const foldUnit = (name: string, district: string): string[] => {
  let text = ` ${foldTones(withoutAddress(name))
    .replace(/&/g, ' và ')
    .replace(/[^\p{L}\p{M}\p{N}/]+/gu, ' ')
    .trim()} `
  for (const [from, to] of anywhere) text = text.replaceAll(` ${from} `, ` ${to} `)
  for (const [from, to] of atStart)
    if (text.startsWith(` ${from} `)) text = ` ${to} ${text.slice(from.length + 2)}`
  text = text.trim()
  for (const city of cities) if (text.endsWith(` ${city}`)) text = text.slice(0, -city.length - 1)
  const place = foldTones(district)
  const whole = foldTones(`huyện ${district}`)
  const found = text.endsWith(` ${whole}`)
    ? [text.slice(0, -place.length - 1), text.slice(0, -whole.length - 1)]
    : text.endsWith(` ${place}`)
      ? [text, text.slice(0, -place.length - 1)]
      : [text]
  return found.map(withRoman)
}
