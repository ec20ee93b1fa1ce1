/**
 * Whether this Node.js can run the program. Plain JavaScript that the oldest Node.js around still understands: it cannot
 * even load the rest, so it must be told here what is missing and how to mend it.
 */

const needed = 24

/**
 * @param {string} version as `process.versions.node`: `20.20.2`
 * @returns {string | undefined} what to tell the person, in Vietnamese and English, with a line feed at the end; undefined: it will do
 */
export const nodeProblem = version => {
  const major = Number(version.split('.')[0])
  if (major >= needed) return undefined
  return [
    `tonghop cần Node.js ${needed} trở lên, máy này đang chạy Node.js ${version}.`,
    `Cách xử lý: chạy qua npm trong thư mục chương trình (npm ci đã cài sẵn Node.js ${needed} trên Linux và Windows):`,
    '  npm run -s tonghop -- LỆNH',
    `hoặc cài Node.js ${needed} từ https://nodejs.org rồi chạy lại.`,
    `(tonghop needs Node.js ${needed} or later; this is ${version}. Run it through npm, or install Node.js ${needed}.)`,
    '',
  ].join('\n')
}
