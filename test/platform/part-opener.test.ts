/** Parts opened for people to look at: read once, however many ask; the last few kept; the child ended with the desk. */
import { expect, it } from 'vitest'
import type { OpenedPart } from '../../src/domain/opened-part.ts'
import { makePartOpener } from '../../src/platform/sandbox/part-opener.ts'
import type { Reader } from '../../src/platform/sandbox/reader.ts'

const partOf = (path: string, size: number): OpenedPart => ({
  ...{
    path,
    name: path,
    format: 'text',
    mediaType: 'application/octet-stream',
    document: null,
    findings: [],
  },
  bytes: new Uint8Array(size),
})

const opener = (size = 1) => {
  const asked: string[] = []
  const ended: string[] = []
  let readers = 0
  const never = () => Promise.reject(new Error('parts alone are opened here'))
  const { openPart, close } = makePartOpener(
    (): Reader => {
      const name = `reader ${++readers}`
      return {
        ...{ readMessage: never, readFile: never, readBook: never, close: () => ended.push(name) },
        openPart: async (bytes, path) => {
          asked.push(`${Buffer.from(bytes).toString()}/${path}`)
          return partOf(path, size)
        },
      } as Reader
    },
    async message => {
      if (message === 'gone') throw new Error('its bytes are gone')
      return Buffer.from(message)
    },
  )
  return { openPart, close, asked, ended, readers: () => readers }
}

it('asks the child once for what several ask for, and again when it was pushed out by others', async () => {
  const { openPart, close, asked, ended, readers } = opener()
  const [first, second] = await Promise.all([openPart('a', '1'), openPart('a', '1')])
  expect(first).toBe(second)
  for (let at = 0; at < 20; at++) await openPart('b', String(at))
  await openPart('b', '19')
  expect(asked).toHaveLength(21)
  await openPart('a', '1')
  expect([asked.length, readers()]).toEqual([22, 1])
  close()
  expect(ended).toEqual(['reader 1'])
})

it('keeps no more bytes than a mail may have', async () => {
  const { openPart, close, asked } = opener(40 * 1024 * 1024)
  await openPart('a', '1')
  await openPart('a', '2')
  await openPart('a', '2')
  expect(asked).toHaveLength(2)
  await openPart('a', '1')
  expect(asked).toHaveLength(3)
  close()
})

it('does not keep that something failed, and starts no child for it', async () => {
  const { openPart, asked, readers } = opener()
  await expect(openPart('gone', '1')).rejects.toThrow('its bytes are gone')
  await expect(openPart('gone', '1')).rejects.toThrow('its bytes are gone')
  expect([asked.length, readers()]).toEqual([0, 0])
})
