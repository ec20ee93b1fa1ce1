#!/usr/bin/env node
// The way in for everything started outside npm scripts, and the only JavaScript: an older Node cannot even load the
// rest, so it must be told here what is missing and how to mend it.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `tonghop cần Node.js 24 trở lên, máy này đang chạy Node.js ${process.versions.node}.\n` +
      'Cách xử lý: chạy qua npm trong thư mục chương trình (npm ci đã cài sẵn Node 24 trên Linux và Windows):\n' +
      '  npm run -s tonghop -- LỆNH\n' +
      'hoặc cài Node.js 24 từ https://nodejs.org rồi chạy lại.\n' +
      `(tonghop needs Node.js 24 or later; this is ${process.versions.node}. Run it through npm, or install Node.js 24.)\n`,
  )
  process.exit(1)
}
const { main } = await import('./src/cli.ts')
process.exitCode = await main(process.argv.slice(2))
