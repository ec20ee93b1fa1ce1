/** Files of files: zips and .rar as they come, whole, damaged, locked or hostile; no entry hides its neighbours. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { makeRar4, makeRar5, type RarArchive, type RarMember } from '../../scripts/forms/rar-files.ts'
import { crc32 } from '../../src/reading/formats/crc32.ts'
import { limits } from '../../src/reading/limits.ts'
import { readFile } from '../../src/reading/read-message.ts'
import { openContainers } from '../../src/reading/unpack/containers.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const docx = formDocx({
  unit: 'Trường THCS Kim Thư',
  collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch' } }],
})
const note = Buffer.from('Kính gửi Ban Dân vận, nhà trường xin gửi.')

/** `path name standing code`, a line for each part. */
const opened = async (bytes: Uint8Array, name = 'X.zip'): Promise<string[]> =>
  (await readFile(bytes, name, campaign)).parts.map(
    part => `${part.path} ${part.name} ${part.standing} ${part.findings[0]!.code}`,
  )
const patched = (bytes: Uint8Array, change: (buffer: Buffer) => void): Uint8Array => {
  const copy = Buffer.from(bytes)
  change(copy)
  return copy
}
const form = (path: string, name: string): string => `${path} ${name} forms form-read`

describe('a zip', () => {
  it('gives its files under its name, what macOS adds left out', async () => {
    const zip = zipSync({ 'thư mục/': note.subarray(0, 0), 'thư mục/biểu.docx': docx, '__MACOSX/._x': note })
    expect(await opened(zip, 'Kim Thư.zip')).toEqual([form('1/1', 'Kim Thư.zip/biểu.docx')])
  })
  it('shows only the last piece of a name that points elsewhere', async () => {
    const zip = zipSync({ '../../a.docx': docx, 'C:\\b\\Thumbs.db': note, '/etc/~$c.docx': note.subarray(1) })
    expect(await opened(zip)).toEqual([
      form('1/1', 'X.zip/a.docx'),
      '1/2 X.zip/Thumbs.db not-a-form lock-file',
      '1/3 X.zip/~$c.docx not-a-form lock-file',
    ])
  })
  it('with one damaged file gives the others', async () => {
    const zip = zipSync({ 'a.docx': docx, 'b.txt': note, 'c.docx': docx.slice(0, 900) }, { level: 0 })
    const bad = patched(zip, one => {
      one[one.indexOf('nhà trường')] = 0
    })
    expect(await opened(bad)).toEqual([
      form('1/1', 'X.zip/a.docx'),
      '1/2 X.zip/b.txt review unreadable-part',
      '1/3 X.zip/c.docx review unreadable-part',
    ])
  })
  it('cut off gives what came before, and says that it was cut', async () => {
    const zip = zipSync({ 'a.docx': docx, 'b.docx': docx })
    expect(await opened(zip.slice(0, zip.indexOf(0x50, zip.length / 2 + 40) - 60))).toEqual([
      '1 X.zip review archive-cut',
      form('1/1', 'X.zip/a.docx'),
      '1/2 X.zip/b.docx review unreadable-part',
    ])
    expect(await opened(docx.slice(0, docx.length / 2), 'a.docx')).toEqual([
      '1 a.docx review unreadable-part',
    ])
  })
  it('with a password, by entry, or packed as nobody here unpacks', async () => {
    const change = (field: number, value: number) => (one: Buffer) => {
      const central = one.indexOf('PK\u0001\u0002', 0, 'latin1')
      one.writeUInt16LE(value, central + 8 + field)
      one.writeUInt16LE(value, 6 + field)
    }
    const zip = zipSync({ 'a.docx': docx, 'b.docx': docx.slice(0, 900) })
    expect((await opened(patched(zip, change(0, 1))))[0]).toBe('1/1 X.zip/a.docx review encrypted-part')
    const { parts } = await readFile(patched(zip, change(2, 9)), 'X.zip', campaign)
    expect(parts[0]!.findings[0]).toMatchObject({
      code: 'container-not-opened',
      args: { format: 'zip (deflate64)' },
    })
    expect(parts[1]!.findings[0]!.code).toBe('unreadable-part')
  })
  it('of bombs, beside a form: the form is read', async () => {
    const zip = zipSync({ 'a.docx': docx, 'bomb.txt': new Uint8Array(16 * 1024 * 1024) })
    expect(await opened(zip)).toEqual([form('1/1', 'X.zip/a.docx'), '1/2 X.zip/bomb.txt review hostile-part'])
  })
  it('with a file too large to be read, beside a form', async () => {
    const large = new Uint8Array(limits.partBytes + 1)
    const zip = zipSync({ 'phim.mp4': large, 'a.docx': docx })
    expect(await opened(zip)).toEqual([
      '1/1 X.zip/phim.mp4 review part-too-large',
      form('1/2', 'X.zip/a.docx'),
    ])
  })
  it('in zips without end', async () => {
    let zip = zipSync({ 'a.docx': docx })
    for (let depth = 0; depth < 6; depth++) zip = zipSync({ 'x.zip': zip })
    expect((await opened(zip)).map(one => one.split(' ').at(-1))).toEqual(['container-not-opened'])
  })
  it('that holds links, listed and not followed', async () => {
    const zip = zipSync({ 'a.docx': [Buffer.from('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] })
    expect(await opened(zip)).toEqual(['1/1 X.zip/a.docx review archive-link'])
  })
  it('one of several volumes', async () => {
    const zip = patched(zipSync({ 'a.docx': docx }), one => one.writeUInt16LE(2, one.length - 18))
    expect(await opened(zip)).toEqual(['1 X.zip review archive-volume-missing'])
  })
})

describe('names in a zip', () => {
  /** A stored zip with one entry under these bytes as its name, no flag set, these extra fields in the directory. */
  const named = (raw: Uint8Array, extra: Uint8Array = new Uint8Array()): Uint8Array => {
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(docx), 10)
    shared.writeUInt32LE(docx.length, 14)
    shared.writeUInt32LE(docx.length, 18)
    shared.writeUInt16LE(raw.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, raw, docx])
    shared.writeUInt16LE(extra.length, 24)
    const central = Buffer.concat([
      Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
      shared,
      Buffer.alloc(14),
      raw,
      extra,
    ])
    const end = Buffer.alloc(22)
    end.write('PK\u0005\u0006', 'latin1')
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(central.length, 12)
    end.writeUInt32LE(local.length, 16)
    return Buffer.concat([local, central, end])
  }
  const nameOf = async (zip: Uint8Array): Promise<string> =>
    (await readFile(zip, 'X.zip', campaign)).parts[0]!.name
  it.each([
    ['UTF-8 without a flag', Buffer.from('Biểu mẫu.docx'), 'Biểu mẫu.docx'],
    ['UTF-8 in NFD, from macOS', Buffer.from('Biểu mẫu.docx'.normalize('NFD')), 'Biểu mẫu.docx'],
    [
      'windows-1258',
      Buffer.from('Bi\u00ea\u00d2u m\u00e2\u00deu \u00f0\u00fd.docx', 'latin1'),
      'Biểu mẫu đư.docx',
    ],
    ['code page 437', Buffer.from('Fran\u0087ais.docx', 'latin1'), 'Français.docx'],
    ['backslashes', Buffer.from('xa\\bieu.docx'), 'bieu.docx'],
  ])('in %s', async (_, raw, name) => {
    expect(await nameOf(named(raw))).toBe(`X.zip/${name}`)
  })
  it('in the field of Info-ZIP, unless it belongs to another name', async () => {
    const raw = Buffer.from('Bi_u.docx')
    const field = (plain: Uint8Array): Buffer => {
      const name = Buffer.from('Biểu.docx')
      const head = Buffer.alloc(9)
      head.writeUInt16LE(0x7075, 0)
      head.writeUInt16LE(5 + name.length, 2)
      head[4] = 1
      head.writeUInt32LE(crc32(plain), 5)
      return Buffer.concat([head, name])
    }
    expect(await nameOf(named(raw, field(raw)))).toBe('X.zip/Biểu.docx')
    expect(await nameOf(named(raw, field(Buffer.from('other'))))).toBe('X.zip/Bi_u.docx')
  })
})

describe.each([
  ['4', makeRar4],
  ['5', makeRar5],
] as const)(
  'a .rar of version %s',
  (_, make: (all: readonly RarMember[], archive?: RarArchive) => Uint8Array) => {
    const rar = (members: readonly RarMember[], archive?: RarArchive): Promise<string[]> =>
      opened(make(members, archive), 'X.rar')
    it('gives its files', async () => {
      expect(
        await rar([
          { name: 'Biểu mẫu.docx', content: docx },
          { name: 'a.txt', content: note },
        ]),
      ).toEqual([form('1/1', 'X.rar/Biểu mẫu.docx'), '1/2 X.rar/a.txt review form-unclear'])
    })
    it('with damaged files gives the others', async () => {
      expect(
        await rar([
          { name: 'a.txt', content: note, checksum: 7 },
          { name: 'b.docx', content: docx },
          { name: 'c.txt', content: note, checksum: 8 },
          { name: '~$d.docx', content: note },
        ]),
      ).toEqual([
        '1/1 X.rar/a.txt review unreadable-part',
        form('1/2', 'X.rar/b.docx'),
        '1/3 X.rar/c.txt review unreadable-part',
        '1/4 X.rar/~$d.docx not-a-form lock-file',
      ])
    })
    it('cut off gives what came before, and says that it was cut', async () => {
      const whole = make([
        { name: 'a.docx', content: docx },
        { name: 'b.bin', content: Buffer.alloc(9_000, 7) },
      ])
      expect(await opened(whole.slice(0, -3_000), 'X.rar')).toEqual([
        '1 X.rar review archive-cut',
        form('1/1', 'X.rar/a.docx'),
        '1/2 X.rar/b.bin review unreadable-part',
      ])
      expect(await opened(whole.slice(0, 9), 'X.rar')).toEqual(['1 X.rar review unreadable-part'])
    })
    it('locked: an entry, or all names', async () => {
      const members = [
        { name: 'a.docx', content: docx, encrypted: true },
        { name: 'b.docx', content: docx },
      ]
      expect(await rar(members)).toEqual([
        '1/1 X.rar/a.docx review encrypted-part',
        form('1/2', 'X.rar/b.docx'),
      ])
      expect(await rar(members, { encryptedNames: true })).toEqual(['1 X.rar review encrypted-part'])
    })
    it('one of several volumes', async () => {
      expect(await rar([{ name: 'a.docx', content: docx }], { volume: true })).toEqual([
        '1 X.rar review archive-volume-missing',
      ])
    })
    it('with a link, and with an entry larger than any form', async () => {
      expect(
        await rar([
          { name: 'a.docx', content: note, link: '/etc/passwd' },
          { name: 'b.docx', content: note, size: 200 * 1024 * 1024 },
          { name: 'c.docx', content: docx },
        ]),
      ).toEqual([
        '1/1 X.rar/a.docx review archive-link',
        '1/2 X.rar/b.docx review part-too-large',
        form('1/3', 'X.rar/c.docx'),
      ])
    })
  },
)

it('a .rar that asks for a gigabyte to unpack with is not given it', async () => {
  const rar = makeRar5([{ name: 'a.docx', content: docx, dictionary: 13 }])
  expect(await opened(rar, 'X.rar')).toEqual(['1/1 X.rar/a.docx review part-too-large'])
})

describe('a .7z, made by 7-Zip (test/reading/data)', () => {
  const file = (name: string): Uint8Array => readFileSync(path.join(import.meta.dirname, 'data', name))
  it.each(['xa.7z', 'lzma.7z'])('gives its files: %s', async name => {
    expect((await opened(file(name), name)).sort()).toEqual([
      `1/1 ${name}/trống.txt review empty-part`,
      form('1/2', `${name}/biểu mẫu Kim Thư.docx`),
      `1/3 ${name}/thư.txt review form-unclear`,
    ])
  })
  it('with a password, on the content or on the names too', async () => {
    expect((await opened(file('locked.7z'), 'X.7z')).slice(1)).toEqual([
      '1/2 X.7z/biểu mẫu Kim Thư.docx review encrypted-part',
      '1/3 X.7z/thư.txt review encrypted-part',
    ])
    expect(await opened(file('locked-names.7z'), 'X.7z')).toEqual(['1 X.7z review encrypted-part'])
  })
  it('packed as nobody here unpacks, with the method said', async () => {
    const { parts } = await readFile(file('ppmd.7z'), 'X.7z', campaign)
    expect(parts.at(-1)!.findings[0]).toMatchObject({
      code: 'container-not-opened',
      args: { format: '7z (PPMd)' },
    })
  })
  it('with a link', async () => {
    expect(await opened(file('link.7z'), 'X.7z')).toEqual(['1/1 X.7z/lối tắt.docx review archive-link'])
  })
  it('damaged in the middle gives the files before', async () => {
    const bad = patched(file('xa.7z'), one => {
      one[32 + 1_890] = one[32 + 1_890]! ^ 0xff
    })
    expect((await opened(bad, 'X.7z')).slice(1)).toEqual([
      form('1/2', 'X.7z/biểu mẫu Kim Thư.docx'),
      '1/3 X.7z/thư.txt review unreadable-part',
    ])
  })
  it('cut off, or the first of several volumes', async () => {
    expect(await opened(file('xa.7z').slice(0, 900), 'X.7z')).toEqual(['1 X.7z review unreadable-part'])
    expect(await opened(file('xa.7z').slice(0, 900), 'X.7z.001')).toEqual([
      '1 X.7z.001 review archive-volume-missing',
    ])
  })
  it('with any byte changed gives no other text, and ends', async () => {
    const whole = file('lzma.7z')
    for (let at = 6; at < whole.length; at += 13) {
      const lines = await opened(
        patched(whole, one => one.fill(one[at]! ^ 0x55, at, at + 1)),
        'X.7z',
      )
      for (const line of lines) expect(line).toMatch(/ review |forms form-read$/)
    }
  })
})

describe('a .tar and a .gz', () => {
  /** One member, by POSIX.1-2017; its checksum last. */
  const member = (name: string, content: Uint8Array, kind = '0', size = content.length): Buffer => {
    const header = Buffer.alloc(512)
    header.write(name)
    header.write('0000644', 100)
    header.write(size.toString(8).padStart(11, '0'), 124)
    header.write(kind, 156)
    header.write('ustar\0' + '00', 257)
    header.fill(0x20, 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
  }
  const end = Buffer.alloc(1024)
  it('give their files, links listed', async () => {
    const long = `${'xã/'.repeat(40)}Biểu mẫu.docx`
    const tar = Buffer.concat([
      member('././@LongLink', Buffer.from(`${long}\0`), 'L'),
      member('xa/bieu', docx),
      member('x', Buffer.from(`31 path=xã/Biểu mẫu 2.docx\n`), 'x'),
      member('y', docx.slice(0, 700)),
      member('c.docx', Buffer.alloc(0), '2'),
      member('xa/', Buffer.alloc(0), '5'),
      end,
    ])
    const lines = [
      form('1/1', 'X.tar/Biểu mẫu.docx'),
      '1/2 X.tar/Biểu mẫu 2.docx review unreadable-part',
      '1/3 X.tar/c.docx review archive-link',
    ]
    expect(await opened(tar, 'X.tar')).toEqual(lines)
    expect(await opened(gzipSync(tar), 'X.tgz')).toEqual(
      lines.map(line => line.replace('1/', '1/1/').replace('X.tar', 'X.tgz/X.tar')),
    )
  })
  it('cut off give what came before, and say that they were cut', async () => {
    const tar = Buffer.concat([member('a.docx', docx), member('b.txt', Buffer.alloc(3_000, 7)), end])
    expect(await opened(tar.subarray(0, -2_000), 'X.tar')).toEqual([
      '1 X.tar review archive-cut',
      form('1/1', 'X.tar/a.docx'),
      '1/2 X.tar/b.txt review unreadable-part',
    ])
    expect(await opened(gzipSync(docx).slice(0, -9), 'a.docx.gz')).toEqual([
      '1 a.docx.gz review unreadable-part',
    ])
  })
  it('of a size that no archive has', async () => {
    const tar = Buffer.concat([member('a.docx', docx), member('b.docx', docx, '0', 8 ** 11 - 1)])
    expect(await opened(tar, 'X.tar')).toEqual([
      '1 X.tar review archive-cut',
      form('1/1', 'X.tar/a.docx'),
      '1/2 X.tar/b.docx review part-too-large',
    ])
  })
  it('of a bomb end at their limit', async () => {
    const bomb = gzipSync(new Uint8Array(limits.archive.unpackedBytes + 1))
    expect(await opened(bomb, 'X.gz')).toEqual(['1 X.gz review part-too-large'])
  })
})

it('a mail kept in an archive is opened as a mail', async () => {
  const mail = await makeMail({ attachments: [{ filename: 'Biểu.docx', content: docx }] })
  expect(await opened(zipSync({ 'thư.eml': mail }))).toEqual([
    '1/1/body  not-a-form body-read',
    form('1/1/1', 'X.zip/thư.eml/Biểu.docx'),
  ])
})

describe('archives in several volumes', () => {
  const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7) & 0xff))
  const refused = async (names: readonly (readonly [string, Uint8Array])[]): Promise<string[]> => {
    const { parts } = await openContainers(
      names.map(([name, bytes], at) => ({ path: `${at + 1}`, name, bytes, mediaType: '', inline: false })),
    )
    return parts.map(({ name, refused: why }) => `${name} ${why?.code} ${why?.args.missing ?? ''}`.trim())
  }
  const volume = makeRar5([{ name: 'a.docx', content: docx }], { volume: true })
  it('say which one did not come', async () => {
    expect(
      await refused([
        ['X.part1.rar', volume],
        ['X.part3.rar', volume],
        ['Y.7z.002', noise],
        ['Z.rar', makeRar4([{ name: 'a.docx', content: docx }], { volume: true })],
        ['Z.r00', noise],
      ]),
    ).toEqual([
      'X.part1.rar archive-volume-missing 2',
      'X.part3.rar archive-volume-missing 2',
      'Y.7z.002 archive-volume-missing 1',
      'Z.rar archive-volume',
      'Z.r00 archive-volume',
    ])
    expect(await refused([['X.part1.rar', volume]])).toEqual(['X.part1.rar archive-volume-missing 2'])
  })
})
