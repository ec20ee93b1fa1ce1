/** Words of a stranger, as they may be said back: one short line, and nothing that becomes a link. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { threadHeaders } from '../../src/replies/message-id.ts'
import { sayable, sayableName } from '../../src/replies/safe-words.ts'

describe('what a unit wrote stays as it is', () => {
  test.each([
    'Lớp học thân thiện, trường học hạnh phúc',
    'Đ/c Nguyễn Văn A - Trưởng thôn 1',
    'Mô hình "5 không, 3 sạch" (1.200 hộ; 30/4/2022)',
    'Tuyến đường hoa dài 2.5 km; 10.02.2022',
    'Thắp sáng đường quê: 50% số thôn & xóm <mới>',
  ])('%s', text => {
    expect(sayable(text, 200)).toBe(text)
  })
})

test.each([
  ['http://xau.example/x?y=1', 'http xau. example/x?y=1'],
  ['xem https://xau.example', 'xem https xau. example'],
  ['www.xau.example', 'www. xau. example'],
  ['xau.com/nap-tien', 'xau. com/nap-tien'],
  ['a.b.c.example.vn', 'a. b. c. example. vn'],
  ['lienhe@xau.example', 'lienhe @ xau. example'],
  ['lienhe＠xau．example', 'lienhe @ xau. example'],
  ['xau。com', 'xau. com'],
  ['javascript:alert(1)', 'javascript alert(1)'],
  ['mailto:a', 'mailto a'],
  ['//xau.example', 'xau. example'],
  ['\\\\may\\o', 'may\\o'],
  ['1.2.3.4/x', '1 2 3 4/x'],
  ['TP.HCM', 'TP. HCM'],
  ['Th.S Lan', 'Th. S Lan'],
  ['một\r\nBcc: a@b.vn\r\n\r\nhai', 'một Bcc: a @ b. vn hai'],
  ['\u202egpj.elbac\u202c', 'gpj. elbac'],
  ['n\u200be\u200bt', 'net'],
  ['xa\u200bu.\u200bexample', 'xau. example'],
  ['a\u0000b\u2028c', 'a b c'],
  ['\ud800x', '\ufffdx'],
  ['  ', ''],
])('%j becomes %j', (text, expected) => {
  expect(sayable(text, 200)).toBe(expected)
})

test('long words are cut by letters, never through one', () => {
  expect(sayable('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`)
  expect(sayable('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(9)}…`)
  expect(sayable('mô hình '.repeat(100_000), 20)).toBe('mô hình mô hình mô…')
})

test('whatever comes: one line, bounded, no link, nothing that steers', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'http://',
      '.',
      '@',
      'xau.example',
      ':',
      '//',
      '\r\n',
      '\u200b',
      'www',
      '\u202e',
      '．',
      'ạ',
    ),
  )
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 1, max: 60 }), (words, longest) => {
      const said = sayable(words.join(''), longest)
      expect([...said].length).toBeLessThanOrEqual(longest)
      expect(said).not.toMatch(/[\r\n\t\u2028\u2029]|\p{Cc}|\p{Cf}/u)
      expect(said).not.toMatch(
        /:\/\/|[\p{L}\p{N}][.．。｡]\p{L}|\S@|@[^\s…]|(?:https?|mailto|javascript)\s*:/iu,
      )
      expect(said.isWellFormed()).toBe(true)
    }),
  )
})

test('a file keeps the ending of a document, and of nothing else', () => {
  expect(sayableName('DVK MN Sao Mai.docx', 60)).toBe('DVK MN Sao Mai.docx')
  expect(sayableName('bieu.zip', 60)).toBe('bieu. zip')
  expect(sayableName('xau.example.docx', 60)).toBe('xau. example.docx')
  expect(sayableName('a.rar/b.doc', 60)).toBe('a. rar/b.doc')
  expect(sayableName(`${'x'.repeat(100)}.docx`, 20)).toBe(`${'x'.repeat(14)}….docx`)
  expect(sayableName('.docx', 20)).toBe('')
})

describe('a Message-ID gets into a header only where it is one', () => {
  test.each(['<a@b.vn>', '<CAF+1=x$y_z@mail.gmail.com>', "<!#%&'*/?^`{|}~-@x>"])('%s', id => {
    expect(threadHeaders(id)).toEqual({ 'In-Reply-To': id, References: id })
  })
  test.each([
    ...[
      '',
      'a@b',
      '<a@b',
      '<a b@c>',
      '<a@b>\r\nBcc: x@y.vn',
      '<a@b> <c@d>',
      '<a@b>,<c@d>',
      '<"a"@b>',
      '<a@[1.2.3.4]>',
    ],
    ...['<ạ@b.vn>', '<a@b.vn>\n', '<a\u0000@b>', `<${'a'.repeat(200)}@b.vn>`, '<@b>', '<a@>'],
  ])('not %j', id => {
    expect(threadHeaders(id)).toEqual({})
  })
})
