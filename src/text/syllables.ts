/**
 * Whether a word can be a Vietnamese syllable: onset, rime, at most one tone mark, and only the tones that a stop takes.
 * For telling old encodings apart. Not a dictionary: many syllables that pass mean nothing.
 */

const onsets = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x'.split(' '))

/** Rimes by their spelling without tones; a glide stands before the vowel (`oa`, `uy`). After `qu` and `gi` too. */
const rimes = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu ' +
    'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ' +
    'ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêu uơ uôc uôi uôm uôn uông uôt ' +
    'uy uya uych uyên uyêt uyn uynh uyp uyt uyu ' +
    'ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ' +
    'y yêm yên yêng yêt yêu'
  ).split(' '),
)

/** Only after `qu`: its own `u` is part of the onset, so that these stand without a glide. */
const afterQu = new Set('y ych yên yêt yn ynh yp yt yu eo en et e it'.split(' '))

/** Onsets after which `y` alone is written. */
const beforeY = new Set(['', 'h', 'k', 'l', 'm', 's', 't', 'v'])

/** Onsets for `e`, `ê`, `i`, `y` only; and those that never stand before them (Kiều, nghề; cá, gà). */
const narrow = new Set(['gh', 'ngh'])
const broad = new Set(['c', 'ng', 'g'])

/** `nghiêng` with each letter in three pieces. */
const longest = 16

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g
const sharpOrHeavy = /[\u0301\u0323]/

/**
 * @param word letters only, in any case, NFC or NFD
 * @returns false for what Vietnamese never writes, foreign words and abbreviations too
 */
export const isSyllable = (word: string): boolean => {
  if (word.length > longest) return false
  const apart = word.toLowerCase().normalize('NFD')
  const tones = apart.match(tone) ?? []
  if (tones.length > 1) return false
  const bare = apart.replace(tone, '').normalize('NFC')
  for (let length = Math.min(3, bare.length - 1); length >= 0; length--) {
    const onset = bare.slice(0, length)
    if (onsets.has(onset) && fits(onset, bare.slice(length), tones[0] ?? '')) return true
  }
  return false
}

const fits = (onset: string, rime: string, mark: string): boolean => {
  if (!rimes.has(rime) && !(onset === 'qu' && afterQu.has(rime))) return false
  // `các`, `một`: before a stop there is a mark, and it is one of two.
  if (/(?:[cptk]|ch)$/.test(rime) && !sharpOrHeavy.test(mark)) return false
  if (rime === 'y' && onset !== 'qu' && !beforeY.has(onset)) return false
  const isNarrow = /^[eêiy]/.test(rime)
  return isNarrow ? !broad.has(onset) || (onset === 'g' && rime.startsWith('i')) : !narrow.has(onset)
}
