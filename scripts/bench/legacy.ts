/**
 * `npm run bench:legacy -- FOLDER [UNICODE…]`: files in old encodings, read by the real readers and held against their
 * transcripts. FOLDER is laid out as viparse-corpus is: `corpus/**` beside `ground-truth/` and `ground-truth-synthetic/`,
 * a transcript named as its file. Words are compared without case: small letters stand for capitals in TCVN3, and a
 * transcript cannot know the font. Their order does not count either: that is layout.
 *
 * Beside it, characters changed in text that already is Unicode: the transcripts read line by line as if no font were
 * known, and every file of the UNICODE folders. Exit 1 under 99.5 % of the words, or with one changed character.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { rawTextOf, textOf } from '../../src/reading/document/model.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { decodeLegacy } from '../../src/text/legacy.ts'
import { isSyllable } from '../../src/text/syllables.ts'
import { filesUnder, percent, say, table } from './bench.ts'

const leastWords = 0.995

const [folder, ...unicodeFolders] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('bench:legacy needs a folder: npm run bench:legacy -- FOLDER [UNICODE…]\n')
  process.exit(2)
}

interface Score {
  words: number
  right: number
  marks: number
  marksRight: number
}
const emptyScore = (): Score => ({ words: 0, right: 0, marks: 0, marksRight: 0 })

/** Lines of tables drawn with signs, codes of fields, numbers (which a transcript does not show as the sheet does). */
const notWords = /[|]|-{3,}|\b(page|embed \S+|shape|formcheckbox|\\\* mergeformat)\b|\\\*/g
/** Word's own marks in transcripts: a hyphen for line ends is 1F. */
const marks = /[\u0001-\u0008\u000e-\u001f]/g
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(notWords, ' ')
    .replace(marks, '')
    .match(/\S*\p{L}\S*/gu) ?? []
const bareOf = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
const isMarked = (letter: string): boolean => letter === 'đ' || /\p{M}/u.test(letter.normalize('NFD'))

/** Each word of the transcript is given its equal among ours, else one that has the same letters without marks. */
const compare = (truth: string, ours: string): { score: Score; wrong: string[] } => {
  const left = new Map<string, number>()
  for (const word of wordsOf(ours)) left.set(word, (left.get(word) ?? 0) + 1)
  const take = (word: string): boolean => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count > 0
  }
  const score = emptyScore()
  const unmatched = wordsOf(truth).filter(word => {
    const marks = Array.from(word).filter(isMarked).length
    score.words++
    score.marks += marks
    if (!take(word)) return true
    score.right++
    score.marksRight += marks
    return false
  })
  const byBare = new Map<string, string[]>()
  for (const [word, count] of left)
    for (let at = 0; at < count; at++) byBare.set(bareOf(word), [...(byBare.get(bareOf(word)) ?? []), word])
  const wrong = unmatched.map(word => {
    const near = byBare.get(bareOf(word))?.pop()
    const letters = Array.from(near ?? '')
    score.marksRight += Array.from(word).filter((one, at) => isMarked(one) && letters[at] === one).length
    return near === undefined ? word : `${word}≠${near}`
  })
  return { score, wrong }
}

/** Transcripts of sheets hold words that were never brought to Unicode: nothing can be said of their lines. */
const isInUnicode = (line: string): boolean =>
  (line.match(/\p{L}*[^\P{L}a-zA-Z]\p{L}*/gu) ?? []).every(word => isSyllable(word) || /[A-ZĐ]{2}/.test(word))

const textOfFile = async (file: string): Promise<{ text: string; raw: string; codes: string[] }> => {
  const { reading } = await readFormat(readFileSync(file))
  const sections = reading.value?.sections ?? []
  return {
    text: sections.map(section => textOf(section.blocks)).join('\n'),
    raw: sections.map(section => rawTextOf(section.blocks)).join('\n'),
    codes: [...new Set(reading.findings.map(one => one.code))],
  }
}

/** Places at which two texts of one length differ; the difference in length counts too. */
const changed = (before: string, after: string): number => {
  const [old, now] = [Array.from(before), Array.from(after)]
  return old.filter((letter, at) => letter !== now[at]).length + Math.max(0, now.length - old.length)
}
const unicodeOf = (raw: string): string => raw.normalize('NFC').replaceAll('\u00ad', '')

/** Transcripts of revised files hold what was deleted too, which Word does not show: they are set apart. */
const sums = { real: emptyScore(), revised: emptyScore(), synthetic: emptyScore() }
const rows: string[][] = []
const details: string[] = []
let untold = 0
let changes = 0
let unicodeLetters = 0

for (const file of filesUnder(path.join(folder, 'corpus'))) {
  const name = path.basename(file, path.extname(file))
  const isSynthetic = file.includes(`${path.sep}synthetic${path.sep}`)
  const transcript = path.join(folder, isSynthetic ? 'ground-truth-synthetic' : 'ground-truth', `${name}.txt`)
  if (!existsSync(transcript)) {
    untold++
    continue
  }
  const truth = readFileSync(transcript, 'utf8')
  const { text, codes } = await textOfFile(file)
  const { score, wrong } = compare(truth, text)
  const set = isSynthetic ? 'synthetic' : codes.includes('tracked-changes') ? 'revised' : 'real'
  for (const key of ['words', 'right', 'marks', 'marksRight'] as const) sums[set][key] += score[key]
  rows.push([
    path.relative(path.join(folder, 'corpus'), file),
    String(score.words),
    percent(score.right / score.words),
    percent(score.marksRight / score.marks),
    codes.join(' '),
  ])
  if (wrong.length > 0) details.push(`${path.basename(file)}: ${[...new Set(wrong)].slice(0, 25).join(' ')}`)
  for (const line of truth.split('\n').filter(isInUnicode)) {
    unicodeLetters += line.length
    changes += changed(unicodeOf(line), decodeLegacy(line, 'unknown').text)
    changes += changed(unicodeOf(line), decodeLegacy(line, 'unicode').text)
  }
}
for (const file of unicodeFolders.flatMap(filesUnder)) {
  const { text, raw } = await textOfFile(file)
  const count = changed(unicodeOf(raw), text)
  unicodeLetters += raw.length
  changes += count
  if (count > 0) details.push(`${path.basename(file)}: ${count} characters changed`)
}

say(table(['file', 'words', 'right', 'marks right', 'findings'], rows))
for (const line of details) say(line)
say('')
for (const [set, { words, right, marks, marksRight }] of Object.entries(sums))
  if (words > 0)
    say(
      `${set}: ${percent(right / words)} of ${words} words, ${percent(marksRight / marks)} of ${marks} marked letters`,
    )
say(`without a transcript: ${untold} files`)
say(`Unicode: ${changes} of ${unicodeLetters} characters changed`)
if (changes > 0 || sums.real.right < sums.real.words * leastWords) process.exitCode = 1
